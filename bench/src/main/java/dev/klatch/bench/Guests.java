package dev.klatch.bench;

import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.SignIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;

/// Signs guests in, a few at a time over connections that stay open.
final class Guests implements AutoCloseable {
    private static final int AT_A_TIME = 8;
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final URI session;
    private final HttpClient http;

    Guests(TargetServer server) {
        session = server.url().resolve("/api/session");
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(DEADLINE);
        SSLContext trust = server.trust();
        http = trust == null ? builder.build() : builder.sslContext(trust).build();
    }

    /// The tokens of so many new guests.
    List<String> signIn(int count) throws CannotMeasure, InterruptedException {
        // A name of each run of its own: the names of the last one may not be free again yet.
        String run = Long.toString(System.currentTimeMillis() % 60_466_176, 36);
        List<Callable<String>> work = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = "bench " + run + " " + i;
            work.add(() -> signIn(name));
        }
        return all(work);
    }

    /// Signs them out again, for good.
    void signOut(List<String> tokens) throws CannotMeasure, InterruptedException {
        all(tokens.stream().<Callable<String>>map(token -> () -> signOut(token)).toList());
    }

    private String signIn(String name) throws IOException, InterruptedException, CannotMeasure {
        byte[] body = FrameCodec.encode(new SignIn.Guest(name));
        HttpResponse<String> answer =
                send(request().POST(HttpRequest.BodyPublishers.ofByteArray(body)));
        if (answer.statusCode() != 200) {
            throw new CannotMeasure(
                    "The server lets no guest in; is it running with --limits off? It says "
                            + answer.statusCode()
                            + " "
                            + answer.body());
        }
        String token = FrameCodec.decodeSession(answer.body()).token();
        if (token == null) {
            throw new CannotMeasure("The server answered a sign-in without a token.");
        }
        return token;
    }

    private String signOut(String token) throws IOException, InterruptedException {
        return send(request().header("Authorization", "Bearer " + token).DELETE()).body();
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(session)
                .timeout(DEADLINE)
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(
                request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static <T> List<T> all(List<Callable<T>> work)
            throws CannotMeasure, InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            List<T> results = new ArrayList<>();
            for (Future<T> done : threads.invokeAll(work)) {
                results.add(done.get());
            }
            return results;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof CannotMeasure reason) {
                throw reason;
            }
            throw new CannotMeasure("Signing in failed: " + failed.getCause(), failed);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
