package dev.klatch.client;

import dev.klatch.client.Network.SignInResult;
import dev.klatch.protocol.AccountOrder;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ChangePassword;
import dev.klatch.protocol.DeleteAccount;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.Refusal;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Coming in and going, and what takes the password once more, by HTTP. Answers on the loop.
final class SignInClient {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String SESSION = "/api/session";

    private static final Pattern HERE = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private final HttpClient http;
    private final URI server;
    private final Executor loop;

    SignInClient(HttpClient http, URI server, Executor loop) {
        this.http = http;
        this.server = server;
        this.loop = loop;
    }

    void signIn(SignIn request, Consumer<SignInResult> then) {
        if (!(request instanceof SignIn.Guest) && isOpen()) {
            SignInResult denied = new SignInResult.Denied(Refused.of(0, Refusal.SECURE_ONLY));
            loop.execute(() -> then.accept(denied));
            return;
        }
        HttpRequest post =
                address(SESSION)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(FrameCodec.encode(request)))
                        .build();
        http.sendAsync(post, bounded()).handle(this::outcome).thenAcceptAsync(then, loop);
    }

    /// Whether others on the network could read what is sent. The server would refuse a password
    /// there, but then it would have been read already.
    private boolean isOpen() {
        return "http".equals(server.getScheme())
                && !HERE.matcher(String.valueOf(server.getHost())).matches();
    }

    void signOut(String token, Consumer<Boolean> then) {
        HttpRequest delete =
                address(SESSION).header("Authorization", "Bearer " + token).DELETE().build();
        http.sendAsync(delete, bounded())
                .handle((response, _) -> response != null && response.statusCode() < 500)
                .thenAcceptAsync(then, loop);
    }

    void order(String token, AccountOrder order, Consumer<Reply> then) {
        String path =
                switch (order) {
                    case ChangePassword _ -> "/api/account/password";
                    case DeleteAccount _ -> "/api/account/deletion";
                };
        HttpRequest post =
                address(path)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(FrameCodec.encode(order)))
                        .build();
        http.sendAsync(post, bounded()).handle(this::done).thenAcceptAsync(then, loop);
    }

    private Reply done(@Nullable HttpResponse<String> response, @Nullable Throwable failure) {
        if (response != null && response.statusCode() == 204) {
            return new Reply.Done(new Answer.Done(0));
        }
        return switch (outcome(response, failure)) {
            case SignInResult.Denied(Refused refused) -> new Reply.Denied(refused);
            case SignInResult.Unreachable(String words) -> new Reply.Lost(words);
            case SignInResult.Opened _ -> new Reply.Lost(notKlatch().words());
        };
    }

    private HttpRequest.Builder address(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
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

    private SignInResult.Unreachable notKlatch() {
        return new SignInResult.Unreachable("What answers at " + server + " is not Klatch.");
    }
}
