package dev.klatch.client;

import dev.klatch.protocol.AccountOrder;
import dev.klatch.protocol.ClientFrame;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.Decoded;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Question;
import dev.klatch.protocol.Refused;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What all methods of the client that say something to the server share: a frame that no server
/// would take is refused here, the rest is handed to the loop. From any thread.
final class Orders {
    private static final String ANY_EPOCH = "-";

    private final Loop loop;
    private final RandomGenerator random;
    private final Session session;

    Orders(Loop loop, RandomGenerator random, Session session) {
        this.loop = loop;
        this.random = random;
        this.session = session;
    }

    /// A new name for a command.
    CommandId cid() {
        synchronized (random) {
            return CommandId.fresh(loop.wallMillis(), random);
        }
    }

    /// Does something that makes an event: in the order called, again after each loss of the
    /// connection under the same cid, until it is accepted or finally refused.
    CompletableFuture<Reply> command(KlatchClient.Commanding command) {
        CommandId cid = cid();
        return checked(
                () -> command.frame(1, cid, ANY_EPOCH),
                then -> session.order((ref, epoch) -> command.frame(ref, cid, epoch), then));
    }

    /// Asks for what is stored, one question after the other; or changes what makes no event, or
    /// asks who is here, at once. If there is a connection.
    CompletableFuture<Reply> ask(LongFunction<ClientFrame> frame) {
        return checked(
                () -> frame.apply(1),
                then -> {
                    if (frame.apply(1) instanceof Question) {
                        session.asking().pull(frame, then);
                    } else {
                        session.asking().instruct(frame, then);
                    }
                });
    }

    /// What takes the password once more, by HTTP.
    CompletableFuture<Reply> account(AccountOrder order) {
        return answered(then -> session.link().order(order, then::complete));
    }

    private CompletableFuture<Reply> checked(
            Supplier<ClientFrame> trial, Consumer<CompletableFuture<Reply>> order) {
        if (FrameCodec.tried(trial) instanceof Decoded.Broken(Refused refused)) {
            return CompletableFuture.completedFuture(new Reply.Denied(refused));
        }
        return answered(order);
    }

    /// Asks the loop for something.
    <T extends @Nullable Object> CompletableFuture<T> answered(
            Consumer<CompletableFuture<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(() -> question.accept(answer));
        return answer;
    }
}
