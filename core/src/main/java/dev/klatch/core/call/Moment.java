package dev.klatch.core.call;

/// When something happens, by the clock that only goes forward and by the one on the wall, both in
/// milliseconds.
public record Moment(long steady, long wall) {}
