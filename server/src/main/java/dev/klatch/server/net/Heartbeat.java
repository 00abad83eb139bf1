package dev.klatch.server.net;

import dev.klatch.protocol.Limits;
import java.util.concurrent.TimeUnit;

/// When something was last heard on a connection. Times are in nanoseconds of a clock that only
/// goes forward.
final class Heartbeat {
    private static final long QUIET = TimeUnit.MILLISECONDS.toNanos(Limits.BEAT_MILLIS);
    private static final long SILENT = TimeUnit.MILLISECONDS.toNanos(Limits.SILENCE_MILLIS);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int PINGS_A_SECOND = 10;

    enum State {
        /// Something was heard, or the client was just asked.
        WELL,
        /// It is time to ask.
        QUIET,
        /// It is time to give up.
        SILENT
    }

    private long heardAt;
    private long askedAt;
    private long pingsSince;
    private int pings;

    void heard(long now) {
        heardAt = now;
        askedAt = now;
    }

    State state(long now) {
        if (now - heardAt >= SILENT) {
            return State.SILENT;
        }
        if (now - askedAt >= QUIET) {
            askedAt = now;
            return State.QUIET;
        }
        return State.WELL;
    }

    /// Counts a ping of the client. Returns whether there are few enough of them.
    boolean pinged(long now) {
        if (now - pingsSince > SECOND) {
            pingsSince = now;
            pings = 0;
        }
        pings++;
        return pings <= PINGS_A_SECOND;
    }
}
