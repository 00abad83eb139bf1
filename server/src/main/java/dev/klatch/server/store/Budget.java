package dev.klatch.server.store;

import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Limits;

/// How many bytes an answer may still take. The first entry always fits, for an answer without any
/// would bring nobody on.
final class Budget {
    /// What the frame around the entries may take, in bytes.
    private static final int FRAME_BYTES = 256;

    private int remaining;
    private boolean started;

    private Budget(int bytes) {
        this.remaining = bytes;
    }

    /// That of an answer, of which so many bytes are taken already.
    static Budget without(int taken) {
        return new Budget(Limits.ANSWER_BYTES - FRAME_BYTES - taken);
    }

    /// That of an answer.
    static Budget whole() {
        return without(0);
    }

    /// Whether this entry fits, too; if not, none behind it does.
    boolean takes(Object entry) {
        int bytes = FrameCodec.encode(entry).length + 1;
        if (started && bytes > remaining) {
            remaining = 0;
            return false;
        }
        started = true;
        remaining -= bytes;
        return true;
    }

    boolean isSpent() {
        return remaining <= 0;
    }
}
