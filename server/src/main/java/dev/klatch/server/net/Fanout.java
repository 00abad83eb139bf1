package dev.klatch.server.net;

import dev.klatch.core.Delivery;
import dev.klatch.core.Outcome;
import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.ServerFrame;
import dev.klatch.server.fault.CrashPoint;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/// Brings the outcomes of each batch to the event loops: every shared frame encoded once, one task
/// for each loop.
public final class Fanout implements Delivery {
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
        List<Parcel> parcels = outcomes.stream().map(this::parcel).toList();
        for (LoopTable table : loops.tables()) {
            parcels.forEach(parcel -> parcel.frame().retain());
            try {
                table.loop().execute(() -> apply(table, parcels));
            } catch (RejectedExecutionException stopped) {
                release(parcels);
            }
        }
        release(parcels);
        CrashPoint.PUBLISHED.pass();
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Settled(Runnable reply)) {
                reply.run();
            }
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
        parcels.forEach(parcel -> parcel.frame().release());
    }

    private Parcel parcel(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Happened happened -> shared(outcome, happened.event());
            case Outcome.ToldConversation told -> shared(outcome, told.notice());
            default -> Parcel.unshared(outcome);
        };
    }

    private Parcel shared(Outcome outcome, ServerFrame frame) {
        return new Parcel(outcome, Frames.text(allocator, FrameCodec.encode(frame)));
    }

    /// Tells all clients that the server stops, and closes them. From any thread.
    public void sayGoodbye(Notice.Closing words) {
        for (LoopTable table : loops.tables()) {
            table.loop().execute(() -> table.closeAll(words, CloseCode.RESTARTING));
        }
    }
}
