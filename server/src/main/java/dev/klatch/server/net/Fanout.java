package dev.klatch.server.net;

import dev.klatch.core.Delivery;
import dev.klatch.core.Outcome;
import dev.klatch.core.presence.Caller;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Notice;
import dev.klatch.server.fault.CrashPoint;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the outcomes of each batch to the event loops: every shared frame encoded once, one task
/// for each loop.
public final class Fanout implements Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Fanout.class);

    private final EventLoops loops;
    private final ByteBufAllocator allocator;

    public Fanout(EventLoops loops) {
        this.loops = loops;
        this.allocator = loops.allocator();
    }

    @Override
    public void publish(List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        List<Parcel> parcels = parcels(outcomes);
        for (LoopTable table : loops.tables()) {
            parcels.forEach(parcel -> parcel.frames().retain());
            try {
                table.loop().execute(() -> apply(table, parcels));
            } catch (RejectedExecutionException stopped) {
                release(parcels);
            }
        }
        release(parcels);
        CrashPoint.PUBLISHED.pass();
        outcomes.forEach(Fanout::tellOutside);
    }

    /// Tells those who wait for an answer and are no connection of a loop.
    private static void tellOutside(Outcome outcome) {
        switch (outcome) {
            case Outcome.Settled(Runnable reply) -> reply.run();
            case Outcome.Told(Caller caller, Answer answer) -> caller.told(answer);
            case Outcome.Happened(_, Caller caller, Answer answer) -> caller.told(answer);
            default -> {}
        }
    }

    private static void apply(LoopTable table, List<Parcel> parcels) {
        try {
            table.apply(parcels);
        } finally {
            release(parcels);
        }
    }

    private static void release(List<Parcel> parcels) {
        parcels.forEach(parcel -> parcel.frames().release());
    }

    private List<Parcel> parcels(List<Outcome> outcomes) {
        List<Parcel> parcels = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Outcome.Happened happened ->
                        run(parcels, happened.event().conversation()).add(happened);
                case Outcome.Entered entered -> run(parcels, entered.conversation()).add(entered);
                case Outcome.ToldConversation told ->
                        parcels.add(
                                new Parcel.Single(
                                        told,
                                        Frames.text(allocator, FrameCodec.encode(told.notice()))));
                default -> parcels.add(Parcel.Single.unshared(outcome));
            }
        }
        return parcels;
    }

    /// The run of this conversation that goes on, or a new one.
    private Run run(List<Parcel> parcels, ConversationId conversation) {
        boolean continues =
                !parcels.isEmpty()
                        && parcels.getLast() instanceof Run last
                        && last.takes(conversation);
        if (!continues) {
            parcels.add(new Run(conversation, allocator));
        }
        return (Run) parcels.getLast();
    }

    /// Tells all clients that the server stops, and closes them. Blocks until they are gone, for so
    /// many milliseconds at most: who ends the process before that takes the words back. From any
    /// thread but an event loop.
    public void sayGoodbye(Notice.Closing words, long millis) {
        List<CompletableFuture<Void>> gone = new ArrayList<>();
        for (LoopTable table : loops.tables()) {
            CompletableFuture<Void> all = new CompletableFuture<>();
            gone.add(all);
            table.loop().execute(() -> table.closeAll(words, CloseCode.RESTARTING, all));
        }
        try {
            CompletableFuture.allOf(gone.toArray(CompletableFuture[]::new))
                    .get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException someStay) {
            LOG.debug("some clients have not closed their connections", someStay);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
