package dev.klatch.tests.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.tests.wire.RawConnection;
import dev.klatch.tests.wire.TestServer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that two readers could take for two different ones, and such as no honest client sends.
/// Eve puts a second request behind each: it must never be answered.
final class SmugglingSystemTest {
    private static final String POST =
            "POST /api/session HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String SECOND = "GET /health HTTP/1.1\r\nHost: here\r\n\r\n";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.packaged("--sign-in-deadline", "1");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String answer(String request) {
        try (RawConnection connection = RawConnection.to(server.port())) {
            return new String(
                    connection.send(request.getBytes(ISO_8859_1)).untilClosed(), ISO_8859_1);
        }
    }

    /// Lengths and codings.
    static Stream<String> lengths() {
        Stream<String> numbers =
                Stream.of("+0", "-0", "0x0", "0 0", "0, 0", "", "a", "00", "1e1", "5_0")
                        .map(each -> "Content-Length: " + each);
        Stream<String> large =
                Stream.of("99999999999999999999", "0".repeat(40) + "1", "18446744073709551616")
                        .map(each -> "Content-Length: " + each);
        Stream<String> codings =
                Stream.of(
                                "chunked, identity",
                                "identity",
                                "identity, chunked",
                                "chunked, chunked",
                                "gzip, chunked",
                                "xchunked",
                                "\"chunked\"",
                                "chunked;q=1",
                                "\u000bchunked",
                                "chunked\u0000",
                                "")
                        .map(each -> "Transfer-Encoding: " + each);
        Stream<String> both =
                Stream.of(
                        "Content-Length: 5\r\nTransfer-Encoding: chunked",
                        "Transfer-Encoding: chunked\r\nContent-Length: 5",
                        "Content-Length: 0\r\nContent-Length: 0",
                        "Content-Length: 0\r\nContent-Length: 9",
                        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                        "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
                        "Transfer-Encoding:\r\n chunked\r\nContent-Length: 5",
                        "Content-Length : 0",
                        "Content-Length\t: 0",
                        "Transfer-Encoding : chunked",
                        "Nonsense",
                        ": nameless",
                        "X\u0000: x",
                        "X: x\u0000y",
                        "X: x\ry",
                        "X: x\nTransfer-Encoding: chunked",
                        "X Y: z",
                        "Host: there");
        return Stream.of(numbers, large, codings, both)
                .flatMap(each -> each)
                .map(header -> POST + header + "\r\n\r\n0\r\n\r\n");
    }

    static Stream<String> chunks() {
        return Stream.of(
                        "0x5",
                        "5 ",
                        "+5",
                        "-1",
                        "",
                        "g",
                        "5\t",
                        "FFFFFFFFFFFFFFFFF",
                        "5\n",
                        " 5",
                        "5\r",
                        "\u00005",
                        "5,5",
                        "05\u000b")
                .map(size -> CHUNKED + size + "\r\nabcde\r\n0\r\n\r\n");
    }

    static Stream<String> lines() {
        return Stream.of(
                        "GET /health HTTP/2.0",
                        "GET /health HTTP/1.2",
                        "GET /health HTTP/0.9",
                        "GET /health HTTP/1.1x",
                        "GET /health HTTP/1.1 ",
                        "GET /health",
                        "GET /hea lth HTTP/1.1",
                        "GET /health HTTP/1.1\r\n Folded: first")
                .map(line -> line + "\r\nHost: here\r\n\r\n");
    }

    static Stream<String> endings() {
        return Stream.of(
                "POST /api/session HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET /health HTTP/1.1\r\n\r\n",
                "GET /health HTTP/1.1\nHost: here\n\n",
                "GET /health HTTP/1.1\r\nHost: here\r\n\n",
                "GET /health HTTP/1.1\rHost: here\r\r",
                CHUNKED + "5\nabcde\n0\n\n",
                CHUNKED + "5\r\nabcdefgh\r\n0\r\n\r\n",
                CHUNKED + "5\r\nabcde0\r\n\r\n",
                CHUNKED + "5\r\nabc\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @DisplayName(
            "ATK-082 what could be read in two ways is refused, and so is what comes behind it")
    @MethodSource({"lengths", "chunks", "lines", "endings"})
    void ambiguous(String request) {
        String answer = answer(request + SECOND);
        assertTrue(answer.startsWith("HTTP/1.1 400 "), request + answer);
        assertEquals(1, answer.split("HTTP/1\\.1 ", -1).length - 1, request + answer);
        assertFalse(answer.contains("{\"status\":\"ok\"}"), answer);
        assertTrue(answer.toLowerCase(Locale.ROOT).contains("connection: close"), answer);
    }

    @Test
    @DisplayName("ATK-082 what stands behind a refused request is not even done")
    void behind() {
        String guest = "{\"kind\":\"guest\",\"name\":\"smuggled\"}";
        String second = POST + "Content-Length: " + guest.length() + "\r\n\r\n" + guest;
        String answer = answer("GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + second);
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertEquals(200, server.postSession(guest).statusCode(), "nobody has the name");
    }

    @Test
    void whatHasOneReadingIsRead() {
        String chunked = CHUNKED + "1d\r\n{\"kind\":\"guest\",\"name\":\"ana\"}\r\n0\r\n\r\n";
        String answer = answer(chunked.replace("chunked", "CHUNKED") + SECOND);
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        assertTrue(answer.contains("{\"status\":\"ok\"}"), answer);
        assertTrue(answer("GET /health HTTP/1.0\r\n\r\n").startsWith("HTTP/1.1 200 "));
    }

    @ParameterizedTest
    @DisplayName("ATK-083, ATK-103 nothing of a request comes back in the head of an answer")
    @ValueSource(
            strings = {
                "/x%0d%0aSet-Cookie:%20a=b",
                "/x%0d%0a%0d%0a<script>",
                "/health?%0d%0aX-Evil:%20yes",
                "/%E5%98%8A%E5%98%8DX-Evil:%20yes"
            })
    void splitting(String path) {
        String answer =
                answer(
                        "GET "
                                + path
                                + " HTTP/1.1\r\nHost: evil.example\r\nReferer: evil\r\n"
                                + "X-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n");
        for (String part :
                List.of("Set-Cookie", "X-Evil", "evil", "<script>", "Klatch/", "Netty")) {
            assertFalse(answer.contains(part), answer);
        }
        assertFalse(answer.toLowerCase(Locale.ROOT).contains("location:"), answer);
    }

    @ParameterizedTest
    @DisplayName("ATK-042, ATK-052, ATK-103 no spelling of a path leads to a file or elsewhere")
    @ValueSource(
            strings = {
                "/..%5cklatch.css",
                "/..\\klatch.css",
                "/%2e%2e/klatch.css",
                "/%252e%252e/klatch.css",
                "/..;/klatch.css",
                "/%c0%ae%c0%ae/klatch.css",
                "/%u002e%u002e/klatch.css",
                "/klatch.css;x",
                "/klatch.css%00.svg",
                "/klatch-data/klatch.db",
                "/tls/authority.key",
                "/.git/config",
                "/klatch.css.map",
                "//evil.example/",
                "/\\evil.example/",
                "/META-INF/MANIFEST.MF"
            })
    void traversal(String path) {
        String answer =
                answer("GET " + path + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 404 "), path + answer);
    }

    @ParameterizedTest
    @DisplayName("ATK-084 methods, addresses and upgrades that nobody needs here lead nowhere")
    @ValueSource(
            strings = {
                "TRACE /health HTTP/1.1",
                "CONNECT 10.0.0.1:25 HTTP/1.1",
                "OPTIONS * HTTP/1.1",
                "GET http://10.0.0.1/health HTTP/1.1",
                "PUT /health HTTP/1.1",
                "PATCH /api/session HTTP/1.1"
            })
    void unknown(String line) {
        String answer = answer(line + "\r\nHost: here\r\nConnection: close\r\n\r\n");
        assertTrue(answer.matches("(?s)HTTP/1\\.1 (404|405) .*"), answer);
    }

    @Test
    @DisplayName("ATK-084 another protocol is not upgraded to, and many headers are too many")
    void upgrades() {
        String h2c =
                String.join(
                        "\r\n",
                        "GET /health HTTP/1.1",
                        "Host: here",
                        "Connection: Upgrade, HTTP2-Settings, close",
                        "Upgrade: h2c",
                        "HTTP2-Settings: AAMAAABkAAQAAP__",
                        "",
                        "");
        assertTrue(answer(h2c).startsWith("HTTP/1.1 200 "));
        assertEquals("", answer("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
        String many = "GET /health HTTP/1.1\r\nHost: here\r\n" + "A: b\r\n".repeat(10_000) + "\r\n";
        assertTrue(answer(many).matches("(?s)(HTTP/1\\.1 4.*)?"), "10,000 headers");
    }
}
