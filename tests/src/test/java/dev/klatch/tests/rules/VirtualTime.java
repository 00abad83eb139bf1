package dev.klatch.tests.rules;

import dev.klatch.core.time.Time;

/// Two clocks that stand until they are moved.
final class VirtualTime implements Time {
    static final long START = 1_767_225_600_000L;

    private long wall = START;
    private long steady = 5_000;

    /// Both go forward.
    void pass(long millis) {
        wall += millis;
        steady += millis;
    }

    /// Only the wall clock jumps.
    void jump(long millis) {
        wall += millis;
    }

    @Override
    public long wallMillis() {
        return wall;
    }

    @Override
    public long steadyMillis() {
        return steady;
    }
}
