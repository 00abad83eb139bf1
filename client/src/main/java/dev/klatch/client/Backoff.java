package dev.klatch.client;

import java.util.random.RandomGenerator;

/// How long to wait before the next try: anything between nothing and a bound that doubles with
/// every try in a row ("full jitter"), so that clients that lost one server at the same moment do
/// not come back at the same moment.
final class Backoff {
    static final long FIRST_MILLIS = 250;
    static final long LONGEST_MILLIS = 15_000;

    private final RandomGenerator random;
    private int tries;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /// Milliseconds until the next try, at least what the other side asked for.
    long next(long atLeast) {
        long bound = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(tries, 16));
        tries++;
        return Math.max(atLeast, 0) + random.nextLong(bound + 1);
    }

    /// It went well: the next wait is a short one again.
    void reset() {
        tries = 0;
    }
}
