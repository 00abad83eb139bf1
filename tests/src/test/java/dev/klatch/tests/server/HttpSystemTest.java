package dev.klatch.tests.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.Refusal;
import dev.klatch.tests.wire.RawConnection;
import dev.klatch.tests.wire.RawWebSocket;
import dev.klatch.tests.wire.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// HTTP: what is answered, to whom, and what is not.
final class HttpSystemTest {
    private static TestServer server;
    private static int guests;

    @BeforeAll
    static void start() {
        server = TestServer.packaged();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String guest() {
        guests++;
        return "{\"kind\":\"guest\",\"name\":\"guest " + (char) ('a' + guests) + "\"}";
    }

    private static String ownOrigin() {
        return "http://127.0.0.1:" + server.port();
    }

    private static HttpRequest.Builder postGuest() {
        return server.request("/api/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(guest()));
    }

    private static void isRefused(HttpResponse<String> answer, int status, Refusal refusal) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"error\":\"" + refusal.error() + "\""), answer.body());
        assertTrue(answer.body().startsWith("{\"kind\":\"refused\",\"ref\":0,"), answer.body());
        isGuarded(answer);
    }

    private static void isGuarded(HttpResponse<?> answer) {
        isGuarded(answer, "same-origin");
    }

    /// `readers` are the pages that may load the answer.
    private static void isGuarded(HttpResponse<?> answer, String readers) {
        String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.contains("default-src 'none'"), answer.headers().toString());
        assertTrue(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), policy);
        assertEquals(
                readers, answer.headers().firstValue("Cross-Origin-Resource-Policy").orElse(""));
        assertEquals(
                "same-origin",
                answer.headers().firstValue("Cross-Origin-Opener-Policy").orElse(""));
        assertEquals("no-referrer", answer.headers().firstValue("Referrer-Policy").orElse(""));
        String permissions = answer.headers().firstValue("Permissions-Policy").orElse("");
        assertTrue(permissions.contains("camera=(self)") && permissions.contains("usb=()"));
        assertTrue(answer.headers().firstValue("Server").isEmpty());
        assertTrue(answer.headers().firstValue("Strict-Transport-Security").isEmpty());
        assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
    }

    @Test
    @DisplayName(
            "ATK-041, ATK-103 every answer says how little may be done with it, and no version")
    void theServerSaysThatItIsWell() {
        HttpResponse<String> answer = server.send(server.request("/health").build());
        assertEquals(200, answer.statusCode());
        assertEquals("{\"status\":\"ok\"}", answer.body());
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
        isGuarded(answer, "cross-origin");
    }

    @Test
    void headIsGetWithoutTheBody() {
        HttpResponse<String> head = server.send(server.request("/klatch.css").HEAD().build());
        HttpResponse<String> whole = server.send(server.request("/klatch.css").build());
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        assertEquals(
                whole.headers().firstValue("Content-Length"),
                head.headers().firstValue("Content-Length"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/index.html",
                "/../klatch.css",
                "/./klatch.css",
                "//klatch.css",
                "/%6blatch.css",
                "/klatch.css%00",
                "/..%2fklatch.db",
                "/klatch.css/",
                "/api/session/",
                "/API/session",
                "/web/index.html",
                "http://127.0.0.1/health"
            })
    @DisplayName("ATK-042, ATK-052 what is not in the table letter by letter is not there")
    void whatIsNotInTheTableLetterByLetterIsNotThere(String path) {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 404 "), answer);
        assertTrue(answer.contains("\"error\":\"not-found\""), answer);
    }

    private static String request(String first, String... headers) {
        return first + "\r\nHost: here\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    private static String raw(String request) {
        try (RawConnection connection = RawConnection.to(server.port())) {
            return new String(connection.send(request).untilClosed(), UTF_8);
        }
    }

    @Test
    @DisplayName("ATK-084 another method is refused, and the right ones are named")
    void anotherMethodIsRefusedAndTheRightOnesAreNamed() {
        HttpResponse<String> answer =
                server.send(
                        server.request("/api/session")
                                .method("PATCH", BodyPublishers.noBody())
                                .build());
        isRefused(answer, 405, Refusal.METHOD_REFUSED);
        assertEquals("DELETE, GET, HEAD, POST", answer.headers().firstValue("Allow").orElse(""));
        HttpResponse<String> health = server.send(server.request("/health").DELETE().build());
        assertEquals("GET, HEAD", health.headers().firstValue("Allow").orElse(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "https://127.0.0.1",
                "http://127.0.0.1.evil.test:5555",
                "http://127.0.0.1:1",
                "file://"
            })
    @DisplayName("ATK-035, ATK-036 a foreign page neither signs in nor opens a socket")
    void aForeignPageMayNotSignIn(String origin) {
        HttpResponse<String> answer = server.send(postGuest().header("Origin", origin).build());
        isRefused(answer, 403, Refusal.ORIGIN_REFUSED);
        String upgrade = RawWebSocket.upgrade(server, "any");
        assertTrue(
                head(upgrade.replace("Host:", "Origin: " + origin + "\r\nHost:"))
                        .startsWith("HTTP/1.1 403 "));
    }

    @Test
    void aBrowserGetsACookieAndNeverAToken() {
        HttpResponse<String> answer =
                server.send(postGuest().header("Origin", ownOrigin()).build());
        assertEquals(200, answer.statusCode(), answer.body());
        assertFalse(answer.body().contains("token"), answer.body());
        String cookie = answer.headers().firstValue("Set-Cookie").orElse("");
        String name = "klatch-" + server.port();
        assertTrue(
                cookie.matches(name + "=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict"),
                cookie);
        String pair = cookie.substring(0, cookie.indexOf(';'));
        HttpRequest.Builder leave = server.request("/api/session").header("Cookie", pair).DELETE();
        isRefused(server.send(leave.build()), 403, Refusal.ORIGIN_REFUSED);
        HttpRequest.Builder foreign = leave.copy().header("Origin", "http://evil.example");
        isRefused(server.send(foreign.build()), 403, Refusal.ORIGIN_REFUSED);
        HttpRequest own = leave.copy().header("Origin", ownOrigin()).build();
        HttpResponse<String> gone = server.send(own);
        assertEquals(204, gone.statusCode());
        assertTrue(gone.headers().firstValue("Set-Cookie").orElse("").contains("Max-Age=0"));
        isRefused(server.send(own), 401, Refusal.NOT_SIGNED_IN);
    }

    @Test
    void aNativeClientGetsATokenAndNoCookie() {
        HttpResponse<String> answer = server.send(postGuest().build());
        assertEquals(200, answer.statusCode());
        assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
        assertTrue(answer.body().matches(".*\"token\":\"[A-Za-z0-9_-]{43}\".*"), "no token");
    }

    @Test
    void aTokenIsTakenFromItsHeaderOnly() {
        String token = server.guest("tok");
        String upgrade = RawWebSocket.upgrade(server, token);
        String bare = upgrade.replaceAll("Authorization: [^\r]+\r\n", "");
        for (String request :
                List.of(
                        bare,
                        bare.replace("/api/socket", "/api/socket?token=" + token),
                        bare.replace("/api/socket", "/api/socket?access_token=" + token),
                        bare.replace("\r\n\r\n", "\r\nX-Token: " + token + "\r\n\r\n"),
                        upgrade.replace("Bearer ", "Basic "),
                        upgrade.replace("Bearer ", ""),
                        upgrade.replace(token, token.toLowerCase(java.util.Locale.ROOT)),
                        upgrade.replace("Host:", "Origin: " + ownOrigin() + "\r\nHost:"))) {
            String head = head(request);
            assertTrue(head.startsWith("HTTP/1.1 401 "), request + head);
        }
        assertTrue(head(upgrade).startsWith("HTTP/1.1 101 "));
        assertTrue(
                head(upgrade.replace("Host:", "Origin: http://evil.example\r\nHost:"))
                        .startsWith("HTTP/1.1 403 "));
    }

    private static String head(String request) {
        try (RawConnection connection = RawConnection.to(server.port())) {
            return connection.send(request).head();
        }
    }

    @Test
    void whatIsNoUpgradeToKlatchIsRefused() {
        String upgrade = RawWebSocket.upgrade(server, server.guest("upgrade"));
        for (String request :
                List.of(
                        upgrade.replace("klatch.v1", "klatch.v10"),
                        upgrade.replace("klatch.v1", "chat"),
                        upgrade.replace("Sec-WebSocket-Protocol: klatch.v1\r\n", ""),
                        upgrade.replace("Version: 13", "Version: 12"),
                        upgrade.replace("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", ""),
                        upgrade.replace("Upgrade: websocket\r\n", ""),
                        upgrade.replace("Connection: Upgrade\r\n", ""),
                        upgrade.replace("GET ", "HEAD "))) {
            String head = head(request);
            assertTrue(head.startsWith("HTTP/1.1 4"), request + head);
        }
        String several = upgrade.replace("klatch.v1", "klatch.v2, klatch.v1");
        assertTrue(head(several).contains("klatch.v1\r\n"));
    }

    @Test
    @DisplayName("ATK-036 what a form can send is no request of ours")
    void bodiesAreJsonOfLimitedLength() {
        HttpRequest.Builder post = server.request("/api/session");
        HttpRequest text =
                post.copy()
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(guest()))
                        .build();
        isRefused(server.send(text), 400, Refusal.MALFORMED);
        HttpRequest untyped = post.copy().POST(BodyPublishers.ofString(guest())).build();
        isRefused(server.send(untyped), 400, Refusal.MALFORMED);
        HttpRequest.Builder json = post.copy().header("Content-Type", "application/json");
        isRefused(
                server.send(json.copy().POST(BodyPublishers.noBody()).build()),
                400,
                Refusal.MALFORMED);
        HttpRequest large = json.copy().POST(BodyPublishers.ofString(" ".repeat(8_193))).build();
        isRefused(server.send(large), 413, Refusal.FRAME_TOO_LARGE);
        HttpRequest padded =
                json.copy().POST(BodyPublishers.ofString(guest() + " ".repeat(8_000))).build();
        assertEquals(200, server.send(padded).statusCode());
        HttpRequest charset =
                post.copy()
                        .header("Content-Type", "application/json; charset=utf-8")
                        .POST(BodyPublishers.ofString(guest()))
                        .build();
        assertEquals(200, server.send(charset).statusCode());
    }

    @Test
    void aBodyWithoutEndIsCutOff() {
        String start =
                request(
                        "POST /api/session HTTP/1.1",
                        "Content-Type: application/json",
                        "Transfer-Encoding: chunked");
        String chunk = "1000\r\n" + " ".repeat(4_096) + "\r\n";
        try (RawConnection connection = RawConnection.to(server.port())) {
            String head = connection.send(start + chunk + chunk + chunk).head();
            assertTrue(head.startsWith("HTTP/1.1 413 "), head);
        }
    }

    @Test
    @DisplayName("ATK-084 headers and addresses have limits")
    void headersAndAddressesHaveLimits() {
        String header = "GET /health HTTP/1.1\r\nX-Long: " + "a".repeat(9_000) + "\r\n\r\n";
        assertTrue(raw(header).startsWith("HTTP/1.1 4"), "a long header");
        String address = "GET /" + "a".repeat(3_000) + " HTTP/1.1\r\nHost: here\r\n\r\n";
        assertTrue(raw(address).startsWith("HTTP/1.1 4"), "a long address");
        assertTrue(raw("GET / HTTX/9\r\n\r\n").startsWith("HTTP/1.1 400 "), "no HTTP");
    }

    @Test
    void requestsInARowAreAnsweredInTheirOrder() {
        String health = "GET /health HTTP/1.1\r\nHost: here\r\n\r\n";
        String last = "GET /nothing HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";
        String css = "GET /klatch.css HTTP/1.1\r\nHost: here\r\n\r\n";
        String answers = raw(health + css + last);
        int first = answers.indexOf("{\"status\":\"ok\"}");
        int second = answers.indexOf("text/css");
        int third = answers.indexOf("not-found");
        assertTrue(0 < first && first < second && second < third, answers);
    }
}
