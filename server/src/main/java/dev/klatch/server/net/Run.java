package dev.klatch.server.net;

import dev.klatch.core.Outcome;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FrameCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;

/// Events of one conversation that follow each other in a batch: their frames stand behind each
/// other in one buffer, so that most connections are sent all of them as one piece. Filled by the
/// sequencer's thread, then only read.
final class Run implements Parcel {
    /// A run ends here, in bytes: a buffer that waits for slow readers must not be large.
    private static final int MOST_BYTES = 32_768;

    private final ConversationId conversation;
    private final List<Outcome.Happened> events = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final ByteBuf frames;

    Run(ConversationId conversation, ByteBufAllocator allocator) {
        this.conversation = conversation;
        this.frames = allocator.directBuffer(512);
    }

    /// Somebody came in before the event with this index.
    record Entry(int before, Outcome.Entered entered) {}

    /// Whether what happens in this conversation can stand behind what is here.
    boolean takes(ConversationId where) {
        return where.equals(conversation) && frames.readableBytes() < MOST_BYTES;
    }

    void add(Outcome.Entered entered) {
        entries.add(new Entry(events.size(), entered));
    }

    /// Those who came in meanwhile, in order.
    List<Entry> entries() {
        return entries;
    }

    void add(Outcome.Happened happened) {
        Frames.appendText(frames, FrameCodec.encode(happened.event()));
        events.add(happened);
        ends.add(frames.writerIndex());
    }

    ConversationId conversation() {
        return conversation;
    }

    List<Outcome.Happened> events() {
        return events;
    }

    @Override
    public ByteBuf frames() {
        return frames;
    }

    /// The bytes of the frames of the events from this index up to that, without it. Not retained.
    ByteBuf frames(int from, int to) {
        if (from == 0 && to == ends.size()) {
            return frames;
        }
        int start = from == 0 ? 0 : ends.get(from - 1);
        return frames.slice(start, ends.get(to - 1) - start);
    }
}
