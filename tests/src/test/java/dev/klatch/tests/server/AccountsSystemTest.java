package dev.klatch.tests.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.SignIn;
import dev.klatch.tests.wire.RawWebSocket;
import dev.klatch.tests.wire.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Accounts at the door of a real server: trying passwords, and what a sign-out ends.
final class AccountsSystemTest {
    private TestServer server;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = TestServer.start(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static void isRefused(HttpResponse<String> answer, int status, Refusal refusal) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"error\":\"" + refusal.error() + "\""), answer.body());
    }

    @Test
    void whoSignsOutIsClosedOnTheSocketsOfThatSessionAtOnce() {
        String password = "correct horse";
        String first = token(new SignIn.SignUp("two devices", password));
        String second = token(new SignIn.WithPassword("two devices", password));
        try (RawWebSocket one = RawWebSocket.open(server, first);
                RawWebSocket other = RawWebSocket.open(server, second)) {
            HttpRequest leave =
                    server.request("/api/session")
                            .header("Authorization", "Bearer " + first)
                            .DELETE()
                            .build();
            assertEquals(204, server.send(leave).statusCode());
            assertEquals(CloseCode.SIGNED_OUT.number(), one.closeCode());
            other.send("{\"kind\":\"beat\",\"ref\":7}");
            String heard = other.text();
            while (!heard.contains("\"ref\":7")) {
                heard = other.text();
            }
        }
    }

    /// ATK-1: the right one has to wait as well, or the waiting would tell it apart.
    @Test
    void afterTenWrongPasswordsANameWaits() {
        String right = "correct horse";
        token(new SignIn.SignUp("often tried", right));
        String wrong =
                "{\"kind\":\"sign-in\",\"name\":\"Often Tried\",\"password\":\"wrong horse\"}";
        for (int i = 0; i < 10; i++) {
            isRefused(server.postSession(wrong), 401, Refusal.WRONG_PASSWORD);
        }
        isRefused(server.postSession(wrong), 429, Refusal.SLOW_DOWN);
        isRefused(server.postSession(wrong.replace("wrong horse", right)), 429, Refusal.SLOW_DOWN);
        String other = wrong.replace("Often Tried", "never tried");
        isRefused(server.postSession(other), 401, Refusal.WRONG_PASSWORD);
    }

    private String token(SignIn signIn) {
        return Objects.requireNonNull(server.enter(signIn).token());
    }
}
