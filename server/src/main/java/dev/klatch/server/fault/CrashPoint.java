package dev.klatch.server.fault;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The arrows of the path of a message. `-Dklatch.crash=after-commit:3` halts the process, as `kill
/// -9` would, when that arrow is passed for the third time.
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
    private static final AtomicInteger REMAINING = new AtomicInteger(count());

    private static @Nullable CrashPoint armed() {
        String value = System.getProperty(PROPERTY);
        if (value == null) {
            return null;
        }
        String name = value.split(":", -1)[0];
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static int count() {
        String[] parts = System.getProperty(PROPERTY, "").split(":", -1);
        return parts.length < 2 ? 1 : Integer.parseInt(parts[1]);
    }

    /// Passes this point, or dies on it.
    public void pass() {
        if (this == ARMED && REMAINING.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(137);
        }
    }
}
