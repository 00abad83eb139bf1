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
        return take(now, 1);
    }

    /// The same for what costs so many tokens; more than fit in count as those that do.
    public long take(long now, int cost) {
        int tokens = Math.min(cost, Math.max(1, capacity));
        long wait = waiting(now, tokens);
        if (wait == 0) {
            fullAt = Math.max(fullAt, now) + tokens * millisPerToken;
        }
        return wait;
    }

    /// How long until there is a token; 0 if there is one.
    long waiting(long now) {
        return waiting(now, 1);
    }

    private long waiting(long now, int tokens) {
        long missing = Math.max(fullAt, now) - now;
        return Math.max(0, missing - (capacity - tokens) * millisPerToken);
    }

    /// Puts back a token that was taken.
    void giveBack() {
        if (fullAt != Long.MIN_VALUE) {
            fullAt -= millisPerToken;
        }
    }
}
