package dev.klatch.server.store;

import dev.klatch.protocol.ConversationId;
import java.util.List;

/// What somebody may see of a conversation: its head, and the stretches of it that they may read,
/// in order, at least one.
record Visible(ConversationId conversation, long head, List<Stretch> stretches) {
    /// The events from one seq to another, including both.
    record Stretch(long from, long to) {
        boolean holds(long seq) {
            return from <= seq && seq <= to;
        }
    }

    boolean sees(long seq) {
        for (Stretch stretch : stretches) {
            if (stretch.holds(seq)) {
                return true;
            }
        }
        return false;
    }

    /// The first seq that may be read.
    long first() {
        return stretches.getFirst().from();
    }

    /// The first seq that may be read without a hole up to the head.
    long floor() {
        return stretches.getLast().from();
    }
}
