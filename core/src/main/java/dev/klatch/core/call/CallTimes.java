package dev.klatch.core.call;

import dev.klatch.protocol.Limits;

/// How long things of a call last at most, in milliseconds: its ringing, the time until the caller
/// is in it, and that for which a leg stays whose connection is lost, which is also how long a call
/// waits for its people after the server was restarted.
public record CallTimes(long ringing, long coming, long away) {
    /// As the protocol says.
    public static final CallTimes USUAL = new CallTimes(Limits.RINGING_MILLIS, 15_000, 30_000);
}
