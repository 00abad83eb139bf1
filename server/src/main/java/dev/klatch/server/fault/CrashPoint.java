package dev.klatch.server.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The arrows of the path of a message. `-Dklatch.crash=after-commit:3` halts the process, as `kill
/// -9` would, when that arrow is passed for the third time; `after-commit:3:stack-overflow` lets
/// that happen there instead, or another [Fault].
public enum CrashPoint {
    /// A WebSocket text frame is read.
    FRAME_READ,
    /// It is decoded.
    FRAME_DECODED,
    /// The command waits for the sequencer.
    COMMAND_QUEUED,
    /// The sequencer has taken a batch.
    BATCH_TAKEN,
    /// The batch is decided, nothing of it written.
    BATCH_DECIDED,
    /// The transaction is begun and half written.
    HALF_WRITTEN,
    /// All is written, the transaction not committed.
    BEFORE_COMMIT,
    /// The transaction is durable, nothing published.
    AFTER_COMMIT,
    /// The event loops have their tasks.
    PUBLISHED,
    /// The reply is in the queue of the author's connection.
    REPLY_QUEUED,
    /// The event is in the queue of one other connection.
    EVENT_QUEUED,
    /// A connection's queue was written to its socket.
    FLUSHED;

    private static final String PROPERTY = "klatch.crash";
    private static final @Nullable CrashPoint ARMED = armed();
    private static final Fault FAULT = fault();
    private static final AtomicInteger REMAINING = new AtomicInteger(count());

    private static @Nullable CrashPoint armed() {
        String value = System.getProperty(PROPERTY);
        if (value == null) {
            return null;
        }
        return valueOf(constant(parts()[0]));
    }

    private static String[] parts() {
        return System.getProperty(PROPERTY, "").split(":", -1);
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static int count() {
        return parts().length < 2 ? 1 : Integer.parseInt(parts()[1]);
    }

    private static Fault fault() {
        return parts().length < 3 ? Fault.HALT : Fault.valueOf(constant(parts()[2]));
    }

    /// Passes this point, or what was planted there happens.
    public void pass() {
        if (this == ARMED && REMAINING.decrementAndGet() == 0) {
            FAULT.happen();
        }
    }

    /// What may happen at an arrow.
    private enum Fault {
        /// The process is gone.
        HALT,
        NULL_POINTER,
        STACK_OVERFLOW,
        OUT_OF_MEMORY;

        private void happen() {
            switch (this) {
                case HALT -> Runtime.getRuntime().halt(137);
                case NULL_POINTER -> throw new NullPointerException("planted for a test");
                case STACK_OVERFLOW -> deeper(0);
                case OUT_OF_MEMORY -> fill();
            }
        }

        private static int deeper(int depth) {
            return depth == Integer.MAX_VALUE ? depth : deeper(depth + 1) + 1;
        }

        private static void fill() {
            List<long[]> all = new ArrayList<>();
            while (all.size() < Integer.MAX_VALUE) {
                all.add(new long[1 << 20]);
            }
        }
    }
}
