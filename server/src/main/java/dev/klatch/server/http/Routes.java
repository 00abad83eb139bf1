package dev.klatch.server.http;

import io.netty.handler.codec.http.HttpMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The table of routes. Immutable.
public final class Routes {
    private final List<Route> all;
    private final Map<String, Map<HttpMethod, Route>> byPath = new HashMap<>();

    public Routes(List<Route> all) {
        this.all = List.copyOf(all);
        for (Route route : all) {
            byPath.computeIfAbsent(route.path(), first -> new HashMap<>())
                    .put(route.method(), route);
        }
    }

    /// The route for this, or null. `HEAD` is answered as `GET` is.
    public @Nullable Route find(HttpMethod method, String path) {
        HttpMethod asked = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
        return byPath.getOrDefault(path, Map.of()).get(asked);
    }

    /// Whether something is at this path, under any method.
    public boolean knows(String path) {
        return byPath.containsKey(path);
    }

    /// The methods that are taken at this path, as the header `Allow` lists them.
    public String methods(String path) {
        Set<String> names = new TreeSet<>();
        for (HttpMethod method : byPath.getOrDefault(path, Map.of()).keySet()) {
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
