package dev.klatch.tests.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.SignIn;
import dev.klatch.tests.wire.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a real server writes into its log. The log is read when the server has stopped.
final class ServerLogSystemTest {
    private final Path data;
    private final TestServer server;

    ServerLogSystemTest(@TempDir Path data) {
        this.data = data;
        this.server = TestServer.startUnlimited(data);
    }

    private Path folder() {
        return data.resolve("logs");
    }

    private List<String> events(String event) throws IOException {
        return Logged.events(folder(), event);
    }

    @Test
    @DisplayName("D9 each message has status, sender and receiver, and never its text")
    void d9EachMessageHasStatusSenderAndReceiver() throws IOException {
        try (server;
                Speaker ana = Speaker.guest(server, "ana")) {
            ana.says(ana.everyone(), "to nobody yet");
            try (Speaker bob = Speaker.guest(server, "bob")) {
                ana.says(ana.everyone(), "to bob");
                bob.hears("to bob");
                ConversationId lobby = ana.room("lobby");
                ana.says(lobby, "alone in the lobby");
                bob.joins(lobby);
                ana.says(lobby, "with bob in the lobby");
                ana.says(ana.direct("bob"), "between us");
                assertEquals(
                        "unknown-conversation",
                        bob.saysInVain(new ConversationId(99), "in vain").error());
            }
        }
        String everyone =
                ",\"sender\":\"ana\",\"receiver\":\"everyone\",\"type\":\"room\",\"seq\":";
        String lobby = ",\"sender\":\"ana\",\"receiver\":\"lobby\",\"type\":\"room\",\"seq\":";
        String direct = ",\"sender\":\"ana\",\"receiver\":\"bob\",\"type\":\"direct\",\"seq\":";
        assertEquals(
                List.of(
                        ",\"status\":0" + everyone + "1}",
                        ",\"status\":1" + everyone + "2}",
                        ",\"status\":0" + lobby + "2}",
                        ",\"status\":1" + lobby + "4}",
                        ",\"status\":1" + direct + "2}",
                        ",\"status\":0,\"sender\":\"bob\",\"error\":\"unknown-conversation\"}"),
                events("post"));
        assertEquals(List.of(",\"status\":1" + lobby + "1}"), events("create-room"));
        assertEquals(List.of(",\"status\":1" + direct + "1}"), events("open-direct"));
        for (String text :
                List.of("to nobody", "to bob", "in the lobby", "between us", "in vain")) {
            Logged.assertNowhere(folder(), "server", text);
        }
    }

    @Test
    @DisplayName("D9 each accepted and refused name, arrival and departure, with the counts")
    void d9EachNameArrivalAndDepartureIsThere() throws Exception {
        try (server) {
            try (Speaker ana = Speaker.guest(server, "ana")) {
                assertEquals(409, status("{\"kind\":\"guest\",\"name\":\"Ana\"}"));
                server.enter(new SignIn.SignUp("bob", "correct horse"));
                String wrong =
                        "{\"kind\":\"sign-in\",\"name\":\"bob\",\"password\":\"a wrong one\"}";
                assertEquals(401, status(wrong));
                CountDownLatch bobIsGone = server.logged("departed", "\"bob\"");
                String bob = token(new SignIn.WithPassword("bob", "correct horse"));
                try (Speaker second = new Speaker(server, bob)) {
                    assertTrue(ana.says(ana.everyone(), "hello").seq() > 0);
                    second.hears("hello");
                }
                assertTrue(bobIsGone.await(20, TimeUnit.SECONDS));
            }
            HttpRequest gone =
                    server.request("/api/session")
                            .header("Authorization", "Bearer " + server.guest("eve"))
                            .DELETE()
                            .build();
            assertEquals(204, server.send(gone).statusCode());
        }
        String from = ",\"from\":\"127.0.0.1\"";
        assertEquals(
                List.of(
                        ",\"as\":\"guest\",\"name\":\"ana\"" + from + "}",
                        ",\"as\":\"sign-up\",\"name\":\"bob\"" + from + "}",
                        ",\"as\":\"sign-in\",\"name\":\"bob\"" + from + "}",
                        ",\"as\":\"guest\",\"name\":\"eve\"" + from + "}"),
                events("came-in"));
        assertEquals(
                List.of(
                        ",\"as\":\"guest\",\"name\":\"Ana\",\"error\":\"name-taken\"" + from + "}",
                        ",\"as\":\"sign-in\",\"name\":\"bob\",\"error\":\"wrong-password\""
                                + from
                                + "}"),
                events("not-let-in"));
        assertEquals(
                List.of(
                        ",\"name\":\"ana\",\"role\":\"guest\",\"online\":1}",
                        ",\"name\":\"bob\",\"role\":\"member\",\"online\":2}"),
                events("arrived"));
        String departed = events("departed").getFirst();
        assertEquals(",\"name\":\"bob\",\"role\":\"member\",\"online\":1}", departed);
        assertEquals(2, events("connected").size());
        assertTrue(events("connected").getFirst().startsWith(",\"name\":\"ana\"" + from));
        assertEquals(2, events("disconnected").size());
        assertTrue(events("left-for-good").getFirst().contains("\"name\":\"eve\""));
        assertEquals(1, events("started").size());
        assertEquals(1, events("stopped").size());
    }

    private int status(String body) {
        return server.postSession(body).statusCode();
    }

    private String token(SignIn signIn) {
        return Objects.requireNonNull(server.enter(signIn).token());
    }

    @Test
    @DisplayName("ATK-046 ATK-047 names that steer or forge stay inside of their line")
    void atk046And047NamesStayInsideOfTheirLine() throws IOException {
        try (server) {
            String evil =
                    "\\u001b[2J\\u009b\\u0007ana\\n{\\\"event\\\":\\\"came-in\\\"}\\u2028\\u202e";
            assertEquals(400, status("{\"kind\":\"guest\",\"name\":\"" + evil + "\"}"));
            String longest = "n".repeat(4_000);
            assertEquals(400, status("{\"kind\":\"guest\",\"name\":\"" + longest + "\"}"));
            assertEquals(400, status("{\"kind\":\"guest\",\"name\":\"\u001b\n\"}"));
            try (Speaker ana = Speaker.guest(server, "ana")) {
                Answer.Accepted accepted = ana.says(ana.everyone(), "\u001b]0;x\u0007\n\u202e");
                assertEquals(1, accepted.seq());
            }
        }
        assertEquals(1, events("came-in").size());
        assertEquals(3, events("not-let-in").size());
        Logged.assertHarmless(folder());
        for (String line : Logged.lines(folder(), "server")) {
            assertTrue(line.startsWith("{\"time\":\"") && line.endsWith("}"), line);
            assertTrue(line.length() < 1_000, line);
        }
    }

    @Test
    @DisplayName("ATK-048 a look-up in a name goes nowhere")
    void atk048ALookUpInANameGoesNowhere() throws IOException {
        try (ServerSocket trap = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String look = "${jndi:ldap://127.0.0.1:" + trap.getLocalPort() + "/a} %n {}";
            try (server) {
                assertEquals(400, status("{\"kind\":\"guest\",\"name\":\"" + look + "\"}"));
            }
            trap.setSoTimeout(500);
            assertThrows(SocketTimeoutException.class, trap::accept);
            assertTrue(events("not-let-in").getFirst().contains("\"name\":\"" + look + "\""));
        }
    }

    @Test
    @DisplayName("ATK-049 no password, token or message is in any log")
    void atk049NoSecretIsInAnyLog() throws IOException {
        String password = "canary-password-1";
        String wrong = "canary-password-2";
        String token;
        try (server) {
            token = token(new SignIn.SignUp("ana", password));
            String second = token(new SignIn.WithPassword("ana", password));
            status("{\"kind\":\"sign-in\",\"name\":\"ana\",\"password\":\"" + wrong + "\"}");
            status("{\"kind\":\"sign-in\",\"name\":\"ana\",\"passwort\":\"" + wrong + "\"}");
            status("{\"kind\":\"sign-up\",\"name\":\"ana\",\"password\":\"" + wrong + "\"} x");
            server.send(server.request("/api/socket?token=" + second).build());
            server.send(
                    server.request("/api/session")
                            .header("Cookie", "klatch-" + server.port() + "=" + second)
                            .DELETE()
                            .build());
            try (Speaker ana = new Speaker(server, token);
                    Speaker bob = Speaker.guest(server, "bob")) {
                ana.says(ana.direct("bob"), "canary-direct");
                ana.says(ana.room("staff"), "canary-room");
                bob.hears("canary-direct");
                ana.saysInVain(new ConversationId(5), "canary-refused");
            }
        }
        for (String canary : List.of(password, wrong, token, "canary-direct", "canary-refused")) {
            Logged.assertNowhere(folder(), "server", canary);
            Logged.assertNowhere(folder(), "transcript", canary);
        }
        Logged.assertNowhere(folder(), "server", "canary");
    }
}
