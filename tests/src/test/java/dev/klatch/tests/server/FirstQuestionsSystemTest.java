package dev.klatch.tests.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.SignIn;
import dev.klatch.tests.wire.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What a page asks first: which server this is, and whether one is signed in. A proxy on the
/// server's machine says who comes from elsewhere.
final class FirstQuestionsSystemTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.packaged("--proxies", "127.0.0.1");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String origin() {
        return "http://127.0.0.1:" + server.port();
    }

    private static void isRefused(HttpResponse<String> answer, int status, Refusal refusal) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"error\":\"" + refusal.error() + "\""), answer.body());
    }

    /// No other page can read it, and nothing keeps it.
    private static void isForOwnPages(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
        assertEquals(
                "same-origin",
                answer.headers().firstValue("Cross-Origin-Resource-Policy").orElse(""));
        assertTrue(answer.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
    }

    private static HttpRequest.Builder with(HttpRequest.Builder page, String header) {
        return page.copy().header(header.split(": ", 2)[0], header.split(": ", 2)[1]);
    }

    /// A browser names no origin where a page of ours reads, and says by another header whose page
    /// it is only where the line is one that it takes for safe.
    @Test
    @DisplayName("ATK-036 whose session it is, is told to pages of this server alone")
    void aPageAsksWhetherItIsSignedIn() {
        HttpRequest.Builder ask = server.request("/api/session");
        isRefused(server.send(ask.build()), 401, Refusal.NOT_SIGNED_IN);
        HttpRequest enter =
                ask.copy()
                        .header("Origin", origin())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"kind\":\"guest\",\"name\":\"ana\"}"))
                        .build();
        HttpResponse<String> entered = server.send(enter);
        String cookie = entered.headers().firstValue("Set-Cookie").orElse("").split(";", -1)[0];
        HttpRequest.Builder page = ask.copy().header("Cookie", cookie);
        for (String own :
                List.of(
                        "Accept: */*",
                        "Sec-Fetch-Site: same-origin",
                        "Sec-Fetch-Site: none",
                        "Origin: " + origin())) {
            HttpResponse<String> told = server.send(with(page, own).build());
            isForOwnPages(told);
            assertEquals(entered.body(), told.body());
        }
        for (String foreign :
                List.of(
                        "Sec-Fetch-Site: cross-site",
                        "Sec-Fetch-Site: same-site",
                        "Origin: http://evil.example",
                        "Origin: null")) {
            isRefused(server.send(with(page, foreign).build()), 403, Refusal.ORIGIN_REFUSED);
        }
        HttpRequest ended = ask.copy().header("Cookie", cookie.replace('=', 'x')).build();
        isRefused(server.send(ended), 401, Refusal.NOT_SIGNED_IN);
    }

    @Test
    void aClientAsksWithItsToken() {
        String bearer = "Authorization: Bearer " + server.guest("bob");
        HttpResponse<String> told =
                server.send(with(server.request("/api/session"), bearer).build());
        isForOwnPages(told);
        assertTrue(told.body().endsWith(",\"name\":\"bob\",\"role\":\"guest\"}"), told.body());
    }

    @Test
    @DisplayName("ATK-087 whose account it is, is not told where others can read along")
    void anAccountIsNotShownThroughTheBasicDoor() {
        String token = server.enter(new SignIn.SignUp("olga", "correct horse")).token();
        HttpRequest.Builder ask =
                with(server.request("/api/session"), "Authorization: Bearer " + token);
        isForOwnPages(server.send(ask.build()));
        HttpRequest basic = with(ask, "X-Forwarded-For: 192.168.7.7").build();
        isRefused(server.send(basic), 403, Refusal.SECURE_ONLY);
    }

    @Test
    void whatOneMustKnowBeforeComingInIsToldToAnybody() {
        HttpResponse<String> here = server.send(server.request("/api/server").build());
        isForOwnPages(here);
        String begin = "{\"kind\":\"server\",\"server\":\"Klatch\",\"door\":\"";
        String means = "\",\"signUp\":\"open\",\"guests\":true";
        String secure = ",\"secure\":\"https://127.0.0.1:" + server.port() + "\"";
        String digits = here.body().replaceAll(".*\"fingerprint\":\"([0-9a-f]{64})\"}", "$1");
        String known = ",\"fingerprint\":\"" + digits + "\"}";
        assertEquals(begin + "loopback" + means + secure + known, here.body());
        HttpRequest elsewhere =
                with(server.request("/api/server"), "X-Forwarded-For: 192.168.7.7").build();
        assertEquals(begin + "basic" + means + known, server.send(elsewhere).body());
        HttpRequest https = with(server.request("/api/server"), "X-Forwarded-Proto: https").build();
        assertEquals(here.body(), server.send(https).body());
    }
}
