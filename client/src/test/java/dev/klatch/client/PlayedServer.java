package dev.klatch.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// A [FakeServer] that runs on a thread of its own in real time, for tests of whole programs.
public final class PlayedServer implements AutoCloseable {
    private final Loop loop = new ThreadLoop("played-server");
    private final FakeServer server = new FakeServer(loop);

    /// Asks or tells the server something, on its thread.
    public <T> T with(Function<FakeServer, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(() -> answer.complete(question.apply(server)));
        return answer.orTimeout(10, TimeUnit.SECONDS).join();
    }

    /// A client of this server, with real time.
    public KlatchClient client(Path state, String name, ClientListener listener)
            throws IOException {
        Loop clientLoop = new ThreadLoop("client-" + name);
        return KlatchClient.open(
                new ClientSettings(URI.create("http://127.0.0.1:5555"), name, state),
                clientLoop,
                server.network(clientLoop),
                new SecureRandom(),
                listener);
    }

    @Override
    public void close() {
        loop.close();
    }
}
