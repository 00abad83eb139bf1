package dev.klatch.tests.attack;

import static dev.klatch.tests.attack.Intruder.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.ChangePassword;
import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.DeleteAccount;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.SessionOpened;
import dev.klatch.protocol.SignIn;
import dev.klatch.tests.wire.RawWebSocket;
import dev.klatch.tests.wire.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Tokens: made up, kept too long, put in the wrong place.
final class SessionsSystemTest {
    private TestServer server;
    private Intruder intruder;

    @BeforeEach
    void start() {
        server = TestServer.packaged();
        intruder = new Intruder(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("ATK-006 a token is made at each sign-in, and none is taken from the client")
    void fixation() {
        String first = intruder.account("ana");
        String second = intruder.token(new SignIn.WithPassword("ana", PASSWORD));
        assertNotEquals(first, second);
        String chosen = "A".repeat(43);
        HttpRequest withCookie =
                server.request("/api/session")
                        .header("Content-Type", "application/json")
                        .header("Cookie", "klatch-" + server.port() + "=" + chosen)
                        .header("Origin", "http://127.0.0.1:" + server.port())
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"kind\":\"guest\",\"name\":\"eve\"}"))
                        .build();
        HttpResponse<String> answer = server.send(withCookie);
        assertEquals(200, answer.statusCode());
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertFalse(cookie.contains(chosen), cookie);
        assertFalse(intruder.comesInWith(chosen));
    }

    @Test
    @DisplayName("ATK-007, ATK-008 signed out, password changed, banned or deleted: out at once")
    void replay() {
        SessionOpened owner = server.enter(new SignIn.SignUp("olga", PASSWORD, server.ownership()));
        String out = intruder.account("ana");
        endsBy(out, () -> assertEquals(204, intruder.signsOut(out).statusCode()));
        String stolen = intruder.token(new SignIn.WithPassword("ana", PASSWORD));
        String own = intruder.token(new SignIn.WithPassword("ana", PASSWORD));
        ChangePassword change = new ChangePassword(PASSWORD, "another horse");
        endsBy(
                stolen,
                () ->
                        assertEquals(
                                204,
                                intruder.orders("/api/account/password", own, change)
                                        .statusCode()));
        assertTrue(intruder.comesInWith(own), "the one who changed it stays");
        assertEquals(401, intruder.tries(PASSWORD, "ana").statusCode());
        SessionOpened bob = server.enter(new SignIn.SignUp("bob", PASSWORD));
        try (RawWebSocket admin = RawWebSocket.open(server, token(owner))) {
            endsBy(
                    token(bob),
                    () ->
                            admin.send(
                                    "{\"kind\":\"ban-person\",\"ref\":1,\"person\":\""
                                            + bob.person().text()
                                            + "\"}"));
        }
        HttpResponse<String> banned = intruder.tries(PASSWORD, "bob");
        assertEquals(403, banned.statusCode());
        assertTrue(Intruder.isRefused(banned, Refusal.BANNED));
        DeleteAccount delete = new DeleteAccount("another horse", DeleteAccount.Messages.KEEP);
        String last = intruder.token(new SignIn.WithPassword("ana", "another horse"));
        endsBy(
                last,
                () ->
                        assertEquals(
                                204,
                                intruder.orders("/api/account/deletion", own, delete)
                                        .statusCode()));
        assertFalse(intruder.comesInWith(own));
        assertEquals(401, intruder.tries("another horse", "ana").statusCode());
    }

    private static String token(SessionOpened session) {
        return Objects.requireNonNull(session.token());
    }

    private void endsBy(String token, Runnable deed) {
        try (RawWebSocket socket = RawWebSocket.open(server, token)) {
            deed.run();
            assertEquals(CloseCode.SIGNED_OUT.number(), socket.closeCode());
        }
        assertFalse(intruder.comesInWith(token));
        assertEquals(401, intruder.signsOut(token).statusCode());
    }

    @Test
    @DisplayName("ATK-008 what names a person in a request changes nothing about whose it is")
    void tokenOfAnother() {
        String eve = intruder.account("eve");
        intruder.account("bob");
        ChangePassword change = new ChangePassword(PASSWORD, "another horse");
        assertEquals(204, intruder.orders("/api/account/password", eve, change).statusCode());
        assertEquals(200, intruder.tries(PASSWORD, "bob").statusCode());
        assertEquals(401, intruder.tries(PASSWORD, "eve").statusCode());
    }

    @Test
    @DisplayName("ATK-009 a token in an address or a body opens nothing")
    void inTheAddress() {
        String token = intruder.account("ana");
        for (String path :
                List.of("/api/socket?token=", "/api/socket?access_token=", "/api/socket/")) {
            HttpResponse<String> answer = server.send(server.request(path + token).build());
            assertTrue(
                    answer.statusCode() == 401 || answer.statusCode() == 404,
                    path + answer.statusCode());
        }
    }

    @Test
    @DisplayName("ATK-020 headers that claim an identity or an address are only headers")
    void claimedIdentity() {
        intruder.account("ana");
        for (String header :
                List.of("X-Forwarded-User", "X-Remote-User", "Remote-User", "X-SSL-Client-S-DN")) {
            HttpRequest request =
                    server.request("/api/session").header(header, "CN=ana").DELETE().build();
            assertEquals(401, server.send(request).statusCode(), header);
        }
    }

    @Test
    @DisplayName("ATK-023 nothing that takes a session is done without one")
    void withoutASession() {
        for (String path : List.of("/api/account/password", "/api/account/deletion")) {
            for (String token : List.of("", "nonsense", "null")) {
                ChangePassword change = new ChangePassword(PASSWORD, "another horse");
                assertEquals(401, intruder.orders(path, token, change).statusCode(), path);
            }
        }
        assertFalse(intruder.comesInWith("nonsense"));
    }
}
