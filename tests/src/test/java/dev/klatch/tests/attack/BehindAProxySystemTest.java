package dev.klatch.tests.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.tests.wire.RawConnection;
import dev.klatch.tests.wire.TestServer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The requests of several people over one connection of their proxy, in the bytes in which HAProxy
/// with `option forwardfor` and `http-reuse always` hands them on: names in lower case, the address
/// that it saw in a header line of its own at the end, bodies cut anew.
final class BehindAProxySystemTest {
    private static final String ANA = "192.168.7.7";
    private static final String EVE = "203.0.113.7";
    private static final String WHERE = "GET /api/server HTTP/1.1\r\nhost: chat\r\n";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.packaged("--proxies", "127.0.0.1");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String from(String head, String address) {
        return head + "x-forwarded-for: " + address + "\r\n\r\n";
    }

    /// What is answered to all of this together, before the server closes.
    private static String answers(String... requests) {
        try (RawConnection connection = RawConnection.to(server.port())) {
            String last = "GET /nothing HTTP/1.1\r\nhost: chat\r\nconnection: close\r\n";
            connection.send(String.join("", requests) + from(last, ANA));
            return new String(connection.untilClosed(), UTF_8);
        }
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }

    @Test
    @DisplayName("ATK-082 each request of a proxy's connection has the door of whoever sent it")
    void eachHasItsOwnDoor() {
        String secure = "x-forwarded-proto: https\r\n";
        String answers =
                answers(
                        from(WHERE, ANA),
                        from(WHERE + secure, EVE),
                        from(WHERE + "x-forwarded-for: 127.0.0.1\r\n", ANA));
        String doors = answers.replaceAll("(?s).*?\"door\":\"([a-z]+)\"", "$1 ");
        assertTrue(doors.startsWith("basic secure basic "), answers);
        assertEquals(1, count(answers, "not-found"), answers);
    }

    @Test
    @DisplayName(
            "ATK-082 who is let in nowhere ends the connection, and opens no door for the next")
    void refusedByAddress() {
        String answers = answers(from(WHERE, EVE), from(WHERE, "127.0.0.1"));
        assertTrue(answers.startsWith("HTTP/1.1 403 "), answers);
        assertEquals(1, count(answers, "HTTP/1\\.1 "), answers);
        assertFalse(answers.contains("\"door\""), answers);
    }

    @Test
    @DisplayName("ATK-082 a request in the body of another is a body")
    void inABody() {
        String inner = from("GET /health HTTP/1.1\r\nhost: chat\r\n", "127.0.0.1");
        String head =
                "POST /api/session HTTP/1.1\r\nhost: chat\r\ncontent-type: application/json\r\n";
        int length = inner.length();
        String whole = from(head + "content-length: " + length + "\r\n", ANA) + inner;
        String chunk = Integer.toHexString(length) + "\r\n" + inner + "\r\n0\r\n\r\n";
        String cut = from(head + "transfer-encoding: chunked\r\n", ANA) + chunk;
        for (String request : List.of(whole, cut)) {
            String answers = answers(request, from(WHERE, ANA));
            assertTrue(answers.startsWith("HTTP/1.1 400 "), answers);
            assertEquals(0, count(answers, "\"status\":\"ok\""), answers);
            assertEquals(1, count(answers, "\"door\":\"basic\""), answers);
        }
    }

    @ParameterizedTest
    @DisplayName("ATK-082 what a proxy may read in another way ends its connection")
    @ValueSource(
            strings = {
                "content-length: 5\r\ntransfer-encoding: chunked\r\n",
                "content-length: 5\r\ncontent-length: 0\r\n",
                "content-length: 0, 5\r\n",
                "transfer-encoding: chunked, identity\r\n",
                "transfer-encoding: xchunked\r\n",
                "transfer-encoding : chunked\r\n",
                "x: y\ntransfer-encoding: chunked\r\n"
            })
    void ambiguous(String headers) {
        String head =
                "POST /api/session HTTP/1.1\r\nhost: chat\r\ncontent-type: application/json\r\n";
        String request = from(head + headers, ANA) + "0\r\n\r\n";
        String answers = answers(request, from(WHERE, "127.0.0.1"));
        assertTrue(answers.startsWith("HTTP/1.1 400 "), answers);
        assertEquals(1, count(answers, "HTTP/1\\.1 "), answers);
        assertTrue(answers.toLowerCase(Locale.ROOT).contains("connection: close"), answers);
    }
}
