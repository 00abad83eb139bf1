package dev.klatch.server.http;

import io.netty.handler.codec.http.HttpMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The table of routes. Immutable. Of two that fit the one without a variable segment counts.
public final class Routes {
    private static final String VARIABLE = "*";
    private static final int SEGMENT = 20;

    private final List<Route> all;
    private final Map<String, Map<HttpMethod, Route>> byPath = new HashMap<>();

    public Routes(List<Route> all) {
        this.all = List.copyOf(all);
        for (Route route : all) {
            byPath.computeIfAbsent(route.path(), first -> new HashMap<>())
                    .put(route.method(), route);
        }
    }

    /// The route for this, or null. `HEAD` is answered as `GET` is, unless it has a route.
    public @Nullable Route find(HttpMethod method, String path) {
        Map<HttpMethod, Route> here = at(path);
        Route route = here.get(method);
        return route == null && method.equals(HttpMethod.HEAD) ? here.get(HttpMethod.GET) : route;
    }

    private Map<HttpMethod, Route> at(String path) {
        Map<HttpMethod, Route> exact = byPath.get(path);
        if (exact != null && !path.endsWith(VARIABLE)) {
            return exact;
        }
        int last = path.lastIndexOf('/') + 1;
        boolean variable = isSegment(path, last);
        return variable
                ? byPath.getOrDefault(path.substring(0, last) + VARIABLE, Map.of())
                : Map.of();
    }

    private static boolean isSegment(String path, int from) {
        int length = path.length() - from;
        return length > 0
                && length <= SEGMENT
                && path.chars()
                        .skip(from)
                        .allMatch(each ->
                                (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9'));
    }

    /// Whether something is at this path, under any method.
    public boolean knows(String path) {
        return !at(path).isEmpty();
    }

    /// The methods that are taken at this path, as the header `Allow` lists them.
    public String methods(String path) {
        Set<String> names = new TreeSet<>();
        for (HttpMethod method : at(path).keySet()) {
            names.add(method.name());
            if (method.equals(HttpMethod.GET)) {
                names.add(HttpMethod.HEAD.name());
            }
        }
        return String.join(", ", names);
    }

    /// All of them.
    public List<Route> all() {
        return all;
    }
}
