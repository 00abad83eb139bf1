package dev.klatch.client;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ClientFrame;
import dev.klatch.protocol.Refused;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Frames that make no event: they are for one connection, and their answers are lost with it.
/// Belongs to the client's loop.
final class Asking {
    private static final long RETRY_MILLIS = 200;

    private final Loop loop;
    private final Set<Runnable> whenLost = new LinkedHashSet<>();
    private @Nullable Connection connection;

    Asking(Loop loop) {
        this.loop = loop;
    }

    void connected(Connection open) {
        connection = open;
    }

    void disconnected() {
        connection = null;
        List<Runnable> lost = List.copyOf(whenLost);
        whenLost.clear();
        lost.forEach(Runnable::run);
    }

    /// Asks for a pulled answer.
    void pull(LongFunction<ClientFrame> frame, CompletableFuture<Reply> then) {
        Connection open = connection;
        if (open == null) {
            then.complete(new Reply.Lost("There is no connection."));
        } else {
            open.pull(frame, answering(then));
        }
    }

    /// Changes something, or asks who is here; waits where the server says so.
    void instruct(LongFunction<ClientFrame> frame, CompletableFuture<Reply> then) {
        Connection open = connection;
        if (open == null) {
            then.complete(new Reply.Lost("There is no connection."));
        } else {
            instruct(open, frame, answering(then));
        }
    }

    private void instruct(Connection open, LongFunction<ClientFrame> frame, Consumer<Answer> then) {
        open.ask(
                frame,
                answer -> {
                    if (answer instanceof Refused refused && refused.retry()) {
                        Long wait = refused.retryAfter();
                        loop.after(
                                wait == null ? RETRY_MILLIS : wait,
                                () -> instruct(open, frame, then));
                    } else {
                        then.accept(answer);
                    }
                });
    }

    private Consumer<Answer> answering(CompletableFuture<Reply> then) {
        Runnable answered =
                until(() ->
                        then.complete(
                                new Reply.Lost("The connection went before the answer came.")));
        return answer -> {
            answered.run();
            then.complete(
                    answer instanceof Refused refused
                            ? new Reply.Denied(refused)
                            : new Reply.Done(answer));
        };
    }

    /// Has this run if the connection goes before what is returned was run.
    Runnable until(Runnable lost) {
        whenLost.add(lost);
        return () -> whenLost.remove(lost);
    }
}
