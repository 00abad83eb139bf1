package dev.klatch.tests.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.klatch.server.KlatchServer;
import dev.klatch.server.http.Permission;
import dev.klatch.server.http.Route;
import dev.klatch.server.http.Routes;
import dev.klatch.tests.wire.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The table of routes, seen from inside.
final class RoutesSystemTest {
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
            declared.add(route.method() + " " + route.path() + " " + route.permission());
            HttpRequest bare =
                    server.request(route.path())
                            .method(route.method().name(), BodyPublishers.noBody())
                            .build();
            int status = server.send(bare).statusCode();
            assertEquals(route.permission() != Permission.ANYBODY, status == 401, "" + route);
        }
        assertEquals(
                Set.of(
                        "DELETE /api/session SIGNED_IN",
                        "GET / ANYBODY",
                        "GET /api/server ANYBODY",
                        "GET /api/session SIGNED_IN_TO_READ",
                        "GET /api/socket SIGNED_IN",
                        "GET /guest.js ANYBODY",
                        "GET /health ANYBODY",
                        "GET /join ANYBODY",
                        "GET /join.js ANYBODY",
                        "GET /join/klatch.crt ANYBODY",
                        "GET /join/klatch.mobileconfig ANYBODY",
                        "GET /join/klatch.pem ANYBODY",
                        "GET /join/server ANYBODY",
                        "GET /klatch.css ANYBODY",
                        "GET /klatch.svg ANYBODY",
                        "POST /api/account/deletion WITH_PASSWORD",
                        "POST /api/account/password WITH_PASSWORD",
                        "POST /api/session ANYBODY"),
                declared);
    }
}
