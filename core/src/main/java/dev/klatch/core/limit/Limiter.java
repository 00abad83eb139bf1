package dev.klatch.core.limit;

/// How often each of many may try something: so often at once, then once each so many milliseconds.
/// Remembers those who tried last. Time comes from outside, in milliseconds of a clock that only
/// goes forward. Safe to use from any thread.
public final class Limiter<K> {
    private final Recent<K, TokenBucket> buckets;

    /// Remembers `most`; each may try `atOnce` times, then once in `millisEach`.
    public Limiter(int most, int atOnce, long millisEach) {
        this.buckets = new Recent<>(most, _ -> new TokenBucket(atOnce, millisEach));
    }

    /// Counts a try. Returns 0 if it may be made, else how many milliseconds to wait first.
    public synchronized long take(K who, long steadyMillis) {
        return buckets.of(who).take(steadyMillis);
    }

    /// The same for what counts as so many tries.
    public synchronized long take(K who, long steadyMillis, int tries) {
        return buckets.of(who).take(steadyMillis, tries);
    }

    /// What [#take] would return, without counting.
    public synchronized long waiting(K who, long steadyMillis) {
        return buckets.of(who).waiting(steadyMillis);
    }

    /// A try that was counted counts no more: it was a good one.
    public synchronized void giveBack(K who) {
        buckets.of(who).giveBack();
    }

    /// All tries of this one count no more.
    public synchronized void forget(K who) {
        buckets.forget(who);
    }

    /// How many are remembered.
    public synchronized int size() {
        return buckets.size();
    }
}
