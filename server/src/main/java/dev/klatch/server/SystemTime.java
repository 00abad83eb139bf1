package dev.klatch.server;

import dev.klatch.core.time.Time;

/// The clocks of this machine.
final class SystemTime implements Time {
    @Override
    public long wallMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public long steadyMillis() {
        return System.nanoTime() / 1_000_000;
    }
}
