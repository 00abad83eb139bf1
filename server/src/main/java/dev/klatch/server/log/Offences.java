package dev.klatch.server.log;

import dev.klatch.core.limit.Recent;
import dev.klatch.core.limit.TokenBucket;

/// Lines about what somebody does whom nobody lets: bad requests, refused frames, connections that
/// are cut. From each of them thirty at once and then one in two seconds, from all together three
/// hundred at once and then five a second; the next line of the same one says how many were left
/// out, so that a flood of offences is no flood of lines. Safe to use from any thread.
public final class Offences {
    private static final int REMEMBERED = 10_000;
    private static final int AT_ONCE = 30;
    private static final long MILLIS_EACH = 2_000;
    private static final int ALL_AT_ONCE = 300;
    private static final long ALL_MILLIS_EACH = 200;

    private static final class Offender {
        private final TokenBucket lines = new TokenBucket(AT_ONCE, MILLIS_EACH);
        private long leftOut;
    }

    private final ServerLog log;
    private final Recent<Object, Offender> offenders =
            new Recent<>(REMEMBERED, _ -> new Offender());
    private final TokenBucket all = new TokenBucket(ALL_AT_ONCE, ALL_MILLIS_EACH);

    Offences(ServerLog log) {
        this.log = log;
    }

    /// Writes this line down, or counts it. `who` is an address, a person or whatever else tells
    /// one from the other.
    public void note(Object who, LogLine line) {
        long leftOut = leftOut(who, System.nanoTime() / 1_000_000);
        if (leftOut >= 0) {
            log.note(leftOut == 0 ? line : line.with("leftOut", leftOut));
        }
    }

    /// How many lines of this one were left out since the last; -1 if this one is, too.
    synchronized long leftOut(Object who, long steadyMillis) {
        Offender offender = offenders.of(who);
        if (offender.lines.take(steadyMillis) > 0 || all.take(steadyMillis) > 0) {
            offender.leftOut++;
            return -1;
        }
        long before = offender.leftOut;
        offender.leftOut = 0;
        return before;
    }
}
