package dev.klatch.tests.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.SignIn;
import dev.klatch.server.address.AddressBlock;
import dev.klatch.server.address.Whereabouts;
import dev.klatch.server.setting.Declared;
import dev.klatch.server.setting.Encryption;
import dev.klatch.server.setting.OnOff;
import dev.klatch.tests.wire.RawConnection;
import dev.klatch.tests.wire.RawWebSocket;
import dev.klatch.tests.wire.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server behind a proxy on its own machine, which says for whom it asks: so ana comes from the
/// class's network, eve from the internet, and whoever the proxy does not name from here.
final class DoorSystemTest {
    private static final String PASSWORD = "correct horse";
    private static final String ANA = "192.168.7.7";
    private static final String EVE = "203.0.113.7";

    private static TestServer server;
    private static String account;

    @BeforeAll
    static void start() {
        server =
                TestServer.packaged(
                        "--proxies", "127.0.0.1,::1", "--connections-private-address", "2");
        account = Objects.requireNonNull(server.enter(new SignIn.SignUp("olga", PASSWORD)).token());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static AddressBlock block(String text) {
        return Objects.requireNonNull(AddressBlock.parse(text));
    }

    private static HttpRequest.Builder from(String address, String path) {
        return server.request(path).header("X-Forwarded-For", address);
    }

    private static HttpRequest.Builder post(String address, String path, String body) {
        return from(address, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static void isSecureOnly(HttpResponse<String> answer) {
        assertEquals(403, answer.statusCode(), answer.body());
        assertTrue(
                answer.body().contains("\"error\":\"" + Refusal.SECURE_ONLY.error() + "\""),
                answer.body());
        assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
        assertTrue(answer.headers().firstValue("Content-Security-Policy").isPresent());
    }

    private static String guest(String name) {
        return "{\"kind\":\"guest\",\"name\":\"" + name + "\"}";
    }

    private static String token(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
    }

    private static String upgrade(String address, String token) {
        return RawWebSocket.upgrade(server, token)
                .replace("Host:", "X-Forwarded-For: " + address + "\r\nHost:");
    }

    @Test
    void aGuestTalksThroughTheBasicDoorAndIsToldThatItIsOne() {
        String token = token(server.send(post(ANA, "/api/session", guest("ana")).build()));
        try (RawWebSocket ana = RawWebSocket.upgraded(upgrade(ANA, token), server);
                RawWebSocket bob = RawWebSocket.open(server, server.guest("bob"))) {
            String welcome = ana.text();
            assertTrue(welcome.contains("\"door\":\"basic\""), welcome);
            assertFalse(bob.text().contains("\"door\""));
            ana.send(Posts.post(welcome, "in ten seconds"));
            String heard = bob.text();
            while (!heard.contains("\"kind\":\"posted\"")) {
                heard = bob.text();
            }
            assertTrue(heard.contains("in ten seconds"), heard);
        }
    }

    @ParameterizedTest
    @DisplayName("ATK-087 a password is not taken where others can read along")
    @ValueSource(
            strings = {
                "/api/session {'kind':'sign-in','name':'olga','password':'correct horse'}",
                "/api/session {'kind':'sign-up','name':'eve','password':'correct horse'}",
                "/api/session {'kind':'sign-up','name':'e','password':'x','invite':'nonsense'}",
                "/api/account/password {'kind':'change-password','current':'a','new':'b'}",
                "/api/account/deletion {'kind':'delete-account','password':'a','messages':'keep'}"
            })
    void passwords(String words) {
        String path = words.split(" ", 2)[0];
        String body = words.split(" ", 2)[1].replace('\'', '"');
        isSecureOnly(server.send(post(ANA, path, body).build()));
        isSecureOnly(
                server.send(
                        post(ANA, path, body)
                                .header("Authorization", "Bearer " + account)
                                .build()));
    }

    @Test
    @DisplayName("ATK-087 the session of an account is not taken where others can read along")
    void tokens() {
        HttpRequest signOut =
                from(ANA, "/api/session")
                        .header("Authorization", "Bearer " + account)
                        .DELETE()
                        .build();
        isSecureOnly(server.send(signOut));
        try (RawConnection connection = RawConnection.to(server.port())) {
            String head = connection.send(upgrade(ANA, account)).head();
            assertTrue(head.startsWith("HTTP/1.1 403 "), head);
        }
        try (RawWebSocket here = RawWebSocket.open(server, account)) {
            assertTrue(here.text().contains("\"kind\":\"welcome\""), "it is still good here");
        }
    }

    @ParameterizedTest
    @DisplayName("ATK-087 without encryption nothing at all is said to the internet")
    @ValueSource(strings = {"/", "/health", "/api/session", "/klatch.css", "/nothing"})
    void fromTheInternet(String path) {
        String request =
                "GET " + path + " HTTP/1.1\r\nHost: here\r\nX-Forwarded-For: " + EVE + "\r\n\r\n";
        try (RawConnection connection = RawConnection.to(server.port())) {
            String answer =
                    new String(
                            connection.send(request).untilClosed(),
                            java.nio.charset.StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 403 "), answer);
            assertTrue(answer.contains("\"error\":\"secure-only\""), answer);
        }
        isSecureOnly(server.send(from("10.1.1.1, " + EVE, "/health").build()));
    }

    @Test
    void throughAProxyThatEncryptsAccountsComeInFromAnywhere() {
        HttpResponse<String> answer =
                server.send(
                        post(EVE, "/api/session", guest("far away"))
                                .header("X-Forwarded-Proto", "https")
                                .build());
        String token = token(answer);
        HttpResponse<String> gone =
                server.send(
                        from(EVE, "/api/session")
                                .header("X-Forwarded-Proto", "https")
                                .header("Authorization", "Bearer " + token)
                                .DELETE()
                                .build());
        assertEquals(204, gone.statusCode());
        assertEquals(
                "\"cache\", \"cookies\", \"storage\"",
                gone.headers().firstValue("Clear-Site-Data").orElse(""));
    }

    @Test
    @DisplayName("ATK-044 who signs out leaves nothing in the browser")
    void signsOutOfABrowser() {
        String origin = "https://127.0.0.1:" + server.port();
        HttpResponse<String> answer =
                server.send(
                        server.secureRequest("/api/session")
                                .header("Origin", origin)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(guest("browser")))
                                .build());
        String cookie = answer.headers().firstValue("Set-Cookie").orElse("");
        assertTrue(
                cookie.matches(
                        "__Host-klatch=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict;"
                                + " Secure"),
                cookie);
        HttpRequest.Builder leave =
                server.secureRequest("/api/session")
                        .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
                        .header("Origin", origin)
                        .DELETE();
        HttpResponse<String> gone = server.send(leave.build());
        assertEquals(204, gone.statusCode());
        assertTrue(gone.headers().firstValue("Clear-Site-Data").isPresent());
        assertTrue(
                gone.headers().firstValue("Set-Cookie").orElse("").startsWith("__Host-klatch=;"));
        assertEquals(401, server.send(leave.build()).statusCode());
    }

    @Test
    @DisplayName("ATK-035 a page is ours only by the scheme of its door, and follows the machine")
    void origins(@TempDir Path other) {
        try (TestServer moving = TestServer.start(other)) {
            origins(moving);
        }
    }

    private static void origins(TestServer server) {
        String port = ":" + server.port();
        assertEquals(200, secure(server, "https://127.0.0.1" + port));
        assertEquals(403, secure(server, "http://127.0.0.1" + port));
        assertEquals(403, secure(server, "https://127.0.0.1"));
        assertEquals(403, secure(server, "https://attic.example" + port));
        server.reach().look(Instant.now(), Whereabouts.now(List.of("attic.example")));
        assertEquals(200, secure(server, "https://attic.example" + port));
        assertEquals(403, secure(server, "https://attic.example.evil.test" + port));
        assertEquals(403, secure(server, "https://evilattic.example" + port));
        server.reach().look(Instant.now(), Whereabouts.now(List.of("cellar.example")));
        assertEquals(403, secure(server, "https://attic.example" + port));
        assertEquals(200, secure(server, "https://cellar.example" + port));
        HttpRequest plain =
                server.request("/api/session")
                        .header("Content-Type", "application/json")
                        .header("Origin", "https://127.0.0.1" + port)
                        .POST(HttpRequest.BodyPublishers.ofString(guest("plain")))
                        .build();
        assertEquals(403, server.send(plain).statusCode());
    }

    private static int secure(TestServer server, String origin) {
        return server.send(
                        server.secureRequest("/api/session")
                                .header("Content-Type", "application/json")
                                .header("Origin", origin)
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                guest(
                                                        "page "
                                                                + Long.toString(
                                                                        System.nanoTime(), 36))))
                                .build())
                .statusCode();
    }

    @Test
    @DisplayName("ATK-109 invites are counted by the address that the proxy saw")
    void throttles() {
        String body = "{\"kind\":\"guest\",\"name\":\"guesser\",\"invite\":\"nonsense\"}";
        HttpResponse<String> last = null;
        for (int i = 0; i < 11; i++) {
            last = server.send(post("192.168.9.1", "/api/session", body).build());
        }
        assertEquals(429, Objects.requireNonNull(last).statusCode());
        assertEquals(
                403, server.send(post("192.168.9.2", "/api/session", body).build()).statusCode());
        HttpRequest.Builder spoofed = post("192.168.9.3, 192.168.9.1", "/api/session", body);
        assertEquals(429, server.send(spoofed.build()).statusCode());
    }

    @Test
    @DisplayName("ATK-079, ATK-109 connections are counted by the address that the proxy saw")
    void connections() {
        String token = token(server.send(post("10.9.9.9", "/api/session", guest("many")).build()));
        try (RawWebSocket first = RawWebSocket.upgraded(upgrade("10.9.9.9", token), server);
                RawWebSocket second = RawWebSocket.upgraded(upgrade("10.9.9.9", token), server)) {
            try (RawConnection third = RawConnection.to(server.port())) {
                String head = third.send(upgrade("10.9.9.9", token)).head();
                assertTrue(head.startsWith("HTTP/1.1 503 "), head);
            }
            try (RawWebSocket elsewhere =
                    RawWebSocket.upgraded(upgrade("10.9.9.8", token), server)) {
                assertTrue(elsewhere.text().contains("welcome"));
            }
            assertTrue(first.text().contains("welcome") && second.text().contains("welcome"));
            var gone = server.logged("disconnected", "10.9.9.9");
            first.sayGoodbye();
            assertTrue(gone.await(30, java.util.concurrent.TimeUnit.SECONDS));
            try (RawWebSocket again = RawWebSocket.upgraded(upgrade("10.9.9.9", token), server)) {
                assertTrue(again.text().contains("welcome"));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    @DisplayName("ATK-020 a proxy on this machine that is not listed is refused, and why is said")
    void notListed() throws InterruptedException {
        try (TestServer alone = TestServer.packaged()) {
            var said = alone.logged("a proxy at 127.0.0.1", "the setting proxies");
            for (String address : List.of(ANA, EVE, "127.0.0.1")) {
                HttpRequest request =
                        alone.request("/api/session")
                                .header("X-Forwarded-For", address)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(guest("ana")))
                                .build();
                HttpResponse<String> answer = alone.send(request);
                isSecureOnly(answer);
                assertTrue(answer.body().contains("Its operator has to list it"), answer.body());
            }
            assertTrue(said.await(30, java.util.concurrent.TimeUnit.SECONDS));
            assertEquals(200, alone.send(alone.request("/").build()).statusCode());
        }
    }

    @Test
    void withoutABasicDoorNobodyComesInPlain(@TempDir Path other) {
        try (TestServer closed =
                TestServer.start(
                        other,
                        usual ->
                                usual.with(Declared.PLAIN, OnOff.OFF)
                                        .with(Declared.PROXIES, List.of(block("127.0.0.1"))))) {
            isSecureOnly(closed.send(closed.request("/").header("X-Forwarded-For", ANA).build()));
            assertEquals(200, closed.send(closed.request("/").build()).statusCode());
        }
    }

    @Test
    void onlyACertificateOfTheOperatorMakesBrowsersInsistOnIt(@TempDir Path other)
            throws Exception {
        HttpResponse<String> own = server.send(server.secureRequest("/health").build());
        assertTrue(own.headers().firstValue("Strict-Transport-Security").isEmpty());
        for (String file : List.of("server.crt", "server.key")) {
            Files.copy(
                    server.data().resolve("tls").resolve(file),
                    other.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        try (TestServer given =
                        TestServer.start(
                                other,
                                usual ->
                                        usual.with(Declared.TLS, Encryption.FILES)
                                                .with(
                                                        Declared.TLS_CERTIFICATE,
                                                        Path.of("server.crt"))
                                                .with(Declared.TLS_KEY, Path.of("server.key")));
                RawConnection connection = RawConnection.encrypted(given.port(), server.trust())) {
            String head = connection.send("GET /health HTTP/1.1\r\nHost: here\r\n\r\n").head();
            assertTrue(
                    head.toLowerCase(java.util.Locale.ROOT)
                            .contains("strict-transport-security: max-age=31536000\r\n"),
                    head);
            String plain = given.send(given.request("/health").build()).headers().map().toString();
            assertFalse(plain.contains("trict-"), plain);
        }
    }
}
