package dev.klatch.core.time;

/// The time that events get: the wall clock, but a step back of up to two minutes is held, so that
/// small corrections of the clock do not show. A larger step back is taken as it is.
public final class EventTime {
    private static final long HELD_MILLIS = 120_000;

    private long last;

    /// `last` is the time of the youngest event there is, in milliseconds since 1970.
    public EventTime(long last) {
        this.last = last;
    }

    /// The time of an event that happens when the wall clock shows `wallMillis`.
    public long at(long wallMillis) {
        boolean small = wallMillis < last && last - wallMillis <= HELD_MILLIS;
        last = small ? last : wallMillis;
        return last;
    }
}
