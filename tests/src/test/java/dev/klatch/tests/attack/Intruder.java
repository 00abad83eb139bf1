package dev.klatch.tests.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.klatch.protocol.AccountOrder;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.SignIn;
import dev.klatch.tests.wire.RawConnection;
import dev.klatch.tests.wire.RawWebSocket;
import dev.klatch.tests.wire.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;

/// What anybody can send to a server, and what came back.
final class Intruder {
    static final String PASSWORD = "correct horse";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TestServer server;

    Intruder(TestServer server) {
        this.server = server;
    }

    /// The token of a new account.
    String account(String name) {
        return token(new SignIn.SignUp(name, PASSWORD));
    }

    /// The token of one who comes in.
    String token(SignIn signIn) {
        return Objects.requireNonNull(server.enter(signIn).token());
    }

    HttpResponse<String> tries(SignIn signIn) {
        return post(new String(FrameCodec.encode(signIn), UTF_8));
    }

    /// A flood of passwords takes a while until each is answered.
    private HttpResponse<String> post(String body) {
        return server.send(
                server.request("/api/session")
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    /// Sends a password as it is, even one that no client would send.
    HttpResponse<String> tries(String password, String name) {
        return post(
                "{\"kind\":\"sign-in\",\"name\":\""
                        + name
                        + "\",\"password\":\""
                        + password
                        + "\"}");
    }

    HttpResponse<String> orders(String path, String token, AccountOrder order) {
        return server.send(
                server.request(path)
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(FrameCodec.encode(order)))
                        .build());
    }

    HttpResponse<String> signsOut(String token) {
        return server.send(
                server.request("/api/session")
                        .header("Authorization", "Bearer " + token)
                        .DELETE()
                        .build());
    }

    /// Whether a socket opens with this token.
    boolean comesInWith(String token) {
        try (RawConnection connection = RawConnection.to(server.port())) {
            connection.send(RawWebSocket.upgrade(server, token));
            return connection.head().startsWith("HTTP/1.1 101");
        }
    }

    static boolean isRefused(HttpResponse<String> answer, Refusal refusal) {
        return answer.body().contains("\"error\":\"" + refusal.error() + "\"");
    }
}
