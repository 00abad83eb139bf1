package dev.klatch.tests.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.SignIn;
import dev.klatch.tests.wire.RawWebSocket;
import dev.klatch.tests.wire.TestServer;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Accounts at the door of a real server: what a sign-out ends.
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

    private String token(SignIn signIn) {
        return Objects.requireNonNull(server.enter(signIn).token());
    }
}
