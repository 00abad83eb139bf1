package dev.klatch.client;

import dev.klatch.client.Network.SignInResult;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.SignIn;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Coming in and going, by HTTP. Answers on the loop.
final class SignInClient {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient http;
    private final URI server;
    private final Executor loop;

    SignInClient(HttpClient http, URI server, Executor loop) {
        this.http = http;
        this.server = server;
        this.loop = loop;
    }

    void signIn(SignIn request, Consumer<SignInResult> then) {
        HttpRequest post =
                address()
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(FrameCodec.encode(request)))
                        .build();
        http.sendAsync(post, bounded()).handle(this::outcome).thenAcceptAsync(then, loop);
    }

    void signOut(String token, Consumer<Boolean> then) {
        HttpRequest delete = address().header("Authorization", "Bearer " + token).DELETE().build();
        http.sendAsync(delete, bounded())
                .handle((response, _) -> response != null && response.statusCode() < 500)
                .thenAcceptAsync(then, loop);
    }

    private HttpRequest.Builder address() {
        return HttpRequest.newBuilder(server.resolve("/api/session")).timeout(PATIENCE);
    }

    private static BodyHandler<String> bounded() {
        return BodyHandlers.limiting(BodyHandlers.ofString(), Limits.FRAME_BYTES);
    }

    private SignInResult outcome(
            @Nullable HttpResponse<String> response, @Nullable Throwable failure) {
        if (response == null) {
            Throwable why = failure == null ? new IllegalStateException() : failure;
            return new SignInResult.Unreachable(Unreachable.words(server, why));
        }
        try {
            if (response.statusCode() == 200) {
                return new SignInResult.Opened(FrameCodec.decodeSession(response.body()));
            }
            if (FrameCodec.decodeServer(response.body()) instanceof Refused refused) {
                return new SignInResult.Denied(refused);
            }
        } catch (RuntimeException notKlatch) {
            return notKlatch();
        }
        return notKlatch();
    }

    private SignInResult notKlatch() {
        return new SignInResult.Unreachable("What answers at " + server + " is not Klatch.");
    }
}
