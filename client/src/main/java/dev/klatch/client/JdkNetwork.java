package dev.klatch.client;

import dev.klatch.protocol.AccountOrder;
import dev.klatch.protocol.Fingerprint;
import dev.klatch.protocol.SignIn;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The real network: HTTP and WebSockets of the JDK. All clients of a process that go to plain
/// servers share its threads.
final class JdkNetwork implements Network {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    static final HttpClient PLAIN = builder().build();

    private final URI server;
    private final Loop loop;
    private final HttpClient http;
    private final SignInClient signIn;

    /// `known` is what the server is known by, null if it is not or needs none.
    JdkNetwork(URI server, @Nullable Fingerprint known, Loop loop) {
        this.server = server;
        this.loop = loop;
        http = "https".equals(server.getScheme()) ? http(new ServerTrust(known)) : PLAIN;
        signIn = new SignInClient(http, server, loop);
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(PATIENCE);
    }

    /// HTTP to servers that `trust` trusts.
    static HttpClient http(ServerTrust trust) {
        return builder().sslContext(trust.context()).build();
    }

    @Override
    public void signIn(SignIn request, Consumer<SignInResult> then) {
        signIn.signIn(request, then);
    }

    @Override
    public void signOut(String token, Consumer<Boolean> then) {
        signIn.signOut(token, then);
    }

    @Override
    public void order(String token, AccountOrder order, Consumer<Reply> then) {
        signIn.order(token, order, then);
    }

    @Override
    public FileWire files() {
        return new HttpFileWire(http, server);
    }

    @Override
    public void connect(String token, Listener listener) {
        String scheme = "https".equals(server.getScheme()) ? "wss" : "ws";
        URI address = URI.create(scheme + "://" + server.getAuthority() + "/api/socket");
        http.newWebSocketBuilder()
                .subprotocols("klatch.v1")
                .header("Authorization", "Bearer " + token)
                .connectTimeout(PATIENCE)
                .buildAsync(address, new JdkWire(server, loop, listener))
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        loop.execute(() -> listener.ended(notOpened(failure)));
                    }
                });
    }

    private End notOpened(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WebSocketHandshakeException refused) {
                int status = refused.getResponse().statusCode();
                return new End(1006, status, refusal(status));
            }
        }
        return new End(1006, 0, Unreachable.words(server, failure));
    }

    private String refusal(int status) {
        return switch (status) {
            case 401 -> "The server does not know this sign-in any more.";
            case 403 -> "The server does not let this client in.";
            case 429, 503 -> "The server is full at the moment.";
            default -> "What answers at " + server + " is not Klatch.";
        };
    }
}
