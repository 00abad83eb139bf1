package dev.klatch.tests.attack;

import static dev.klatch.tests.attack.Intruder.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.SignIn;
import dev.klatch.tests.wire.TestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Names and roles that one would like to have.
final class NamesSystemTest {
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

    private void refused(Refusal refusal, String... names) {
        for (String name : names) {
            HttpResponse<String> answer = intruder.tries(new SignIn.Guest(name));
            assertTrue(Intruder.isRefused(answer, refusal), name + " " + answer.body());
        }
    }

    @Test
    @DisplayName("ATK-011 another case, normal form or invisible letter makes no other name")
    void otherForms() {
        intruder.token(new SignIn.Guest("Alice"));
        refused(Refusal.NAME_TAKEN, "alice ", "ALICE", "\uff21lice");
        refused(Refusal.NAME_INVALID, "Al\u200bice", "Alice\u00ad", "Ali\u2060ce");
    }

    @Test
    @DisplayName("ATK-012 a name that looks like one that is taken is refused")
    void lookAlikes() {
        intruder.token(new SignIn.Guest("Alice"));
        intruder.token(new SignIn.Guest("paypal"));
        intruder.token(new SignIn.Guest("modern"));
        refused(Refusal.NAME_TAKEN, "AIice", "A1ice", "\u0410lice", "раураl", "rnodern");
    }

    @Test
    @DisplayName("ATK-013 reserved names and what is a sign of its own are refused")
    void reserved() {
        refused(
                Refusal.NAME_INVALID,
                "admin",
                "everyone",
                "server",
                "system",
                "null",
                "a:b",
                "!info",
                "#room",
                "..",
                "group1",
                "deleted account",
                "ADMlN");
    }

    @Test
    @DisplayName("ATK-015 letters that turn the writing around are in no name")
    void bidirectional() {
        refused(
                Refusal.NAME_INVALID,
                "a\u202eb",
                "a\u202ab",
                "a\u2066b",
                "a\u2069b",
                "\u200fab",
                "a\u061cb");
    }

    @Test
    @DisplayName("ATK-016 of a hundred who want one name at once one gets it")
    void atOnce() {
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String name = i % 2 == 0 ? "wanted" : "WANTED";
            all.add(CompletableFuture.supplyAsync(() -> intruder.tries(new SignIn.Guest(name))));
        }
        List<HttpResponse<String>> answers = all.stream().map(CompletableFuture::join).toList();
        assertEquals(1, answers.stream().filter(each -> each.statusCode() == 200).count());
        assertEquals(99, answers.stream().filter(each -> each.statusCode() == 409).count());
    }

    @Test
    @DisplayName(
            "ATK-017 a new server has no account, no default password and no page to set it up")
    void firstPage() {
        for (String name : List.of("admin", "root", "owner", "klatch", "server", "operator")) {
            for (String password : List.of("", "admin", "password", "klatch", "changeit")) {
                HttpResponse<String> answer = intruder.tries(password, name);
                assertTrue(answer.statusCode() == 401 || answer.statusCode() == 429, name);
            }
        }
        for (String path : List.of("/setup", "/install", "/api/setup", "/admin", "/api/owner")) {
            assertEquals(404, server.send(server.request(path).build()).statusCode(), path);
        }
        String code = server.ownership();
        assertTrue(
                server.enter(new SignIn.SignUp("olga", PASSWORD, code))
                        .role()
                        .isAtLeast(dev.klatch.protocol.Role.OWNER));
        HttpResponse<String> again = intruder.tries(new SignIn.SignUp("eve", PASSWORD, code));
        assertTrue(Intruder.isRefused(again, Refusal.INVITE_INVALID));
    }

    @Test
    @DisplayName("ATK-018 wrong invites are counted by address; right ones are not")
    void guessingInvites() {
        for (int i = 0; i < 10; i++) {
            SignIn guess = new SignIn.Guest("eve", "guess " + i);
            assertEquals(403, intruder.tries(guess).statusCode());
        }
        SignIn right = new SignIn.SignUp("olga", PASSWORD, server.ownership());
        assertEquals(429, intruder.tries(right).statusCode());
        assertEquals(200, intruder.tries(new SignIn.Guest("eve")).statusCode());
    }

    @Test
    @DisplayName("ATK-028 a role that one gives oneself is an unknown field")
    void massAssignment() {
        for (String field :
                List.of(
                        "\"role\":\"owner\"",
                        "\"person\":\"p1\"",
                        "\"banned\":false",
                        "\"isAdmin\":true",
                        "\"__proto__\":{\"role\":\"owner\"}")) {
            HttpResponse<String> answer =
                    server.postSession(
                            "{\"kind\":\"sign-up\",\"name\":\"eve\",\"password\":\""
                                    + PASSWORD
                                    + "\","
                                    + field
                                    + "}");
            assertEquals(400, answer.statusCode(), field);
            assertTrue(Intruder.isRefused(answer, Refusal.UNKNOWN_FIELD), answer.body());
        }
        assertEquals(401, intruder.tries(PASSWORD, "eve").statusCode());
    }
}
