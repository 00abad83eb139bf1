package dev.klatch.core.limit;

/// Holds up to `capacity` tokens and gains one every `millisPerToken`. Time comes from outside, in
/// milliseconds of a clock that only goes forward. Belongs to its owner's thread.
public final class TokenBucket {
    private final int capacity;
    private final long millisPerToken;
    private long fullAt;

    /// Begins full.
    public TokenBucket(int capacity, long millisPerToken) {
        this.capacity = capacity;
        this.millisPerToken = millisPerToken;
        this.fullAt = Long.MIN_VALUE;
    }

    /// Takes a token and returns 0, or takes none and returns how long until there is one.
    public long take(long now) {
        long start = Math.max(fullAt, now);
        long missing = start - now;
        long wait = missing - (capacity - 1) * millisPerToken;
        if (wait > 0) {
            return wait;
        }
        fullAt = start + millisPerToken;
        return 0;
    }
}
