package dev.klatch.tests.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.klatch.server.KlatchServer;
import dev.klatch.server.http.Permission;
import dev.klatch.server.http.Route;
import dev.klatch.server.http.Routes;
import dev.klatch.tests.wire.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The table of routes, seen from inside.
final class RoutesSystemTest {
    /// The files of the browser client, as its build lists them; the page itself is at `/`.
    private static final Set<String> BROWSER_CLIENT = browserClient();

    @TempDir static Path folder;
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Set<String> browserClient() {
        try (InputStream in = Route.class.getResourceAsStream("/web/files.txt")) {
            String list = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
            return list.lines().map(each -> "/" + each).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Routes routes() throws ReflectiveOperationException {
        Object klatch = field(server, TestServer.class, "server");
        Object listener = field(klatch, KlatchServer.class, "listener");
        Object front = field(listener, listener.getClass(), "front");
        return (Routes) field(front, front.getClass(), "routes");
    }

    private static Object field(Object from, Class<?> type, String name)
            throws ReflectiveOperationException {
        var field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(from);
    }

    @Test
    void everyRouteDeclaresWhoMayUseItAndKeepsToIt() throws ReflectiveOperationException {
        Set<String> declared = new TreeSet<>();
        for (Route route : routes().all()) {
            if (!BROWSER_CLIENT.contains(route.path())) {
                declared.add(route.method() + " " + route.path() + " " + route.permission());
            }
            HttpRequest bare =
                    server.request(route.path().replace('*', 'f'))
                            .method(route.method().name(), BodyPublishers.noBody())
                            .build();
            int status = server.send(bare).statusCode();
            assertEquals(route.permission() != Permission.ANYBODY, status == 401, "" + route);
        }
        assertEquals(
                Set.of(
                        "DELETE /api/files/* SIGNED_IN",
                        "DELETE /api/session SIGNED_IN",
                        "GET / ANYBODY",
                        "GET /api/files/* SIGNED_IN_TO_READ",
                        "GET /api/previews/1280/* SIGNED_IN_TO_READ",
                        "GET /api/previews/320/* SIGNED_IN_TO_READ",
                        "GET /api/previews/640/* SIGNED_IN_TO_READ",
                        "GET /api/server ANYBODY",
                        "GET /api/session SIGNED_IN_TO_READ",
                        "GET /api/socket SIGNED_IN",
                        "GET /health ANYBODY",
                        "GET /join ANYBODY",
                        "GET /join.js ANYBODY",
                        "GET /join/klatch.crt ANYBODY",
                        "GET /join/klatch.mobileconfig ANYBODY",
                        "GET /join/klatch.pem ANYBODY",
                        "GET /join/server ANYBODY",
                        "GET /klatch.css ANYBODY",
                        "HEAD /api/files/* SIGNED_IN_TO_READ",
                        "OPTIONS /api/files ANYBODY",
                        "PATCH /api/files/* SIGNED_IN",
                        "POST /api/account/deletion WITH_PASSWORD",
                        "POST /api/account/password WITH_PASSWORD",
                        "POST /api/files SIGNED_IN",
                        "POST /api/files/* SIGNED_IN",
                        "POST /api/session ANYBODY"),
                declared);
    }
}
