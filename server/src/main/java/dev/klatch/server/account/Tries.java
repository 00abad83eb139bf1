package dev.klatch.server.account;

import dev.klatch.core.limit.TokenBucket;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often a password may be tried for one name: ten times at once, then once in ten seconds,
/// right or wrong; a right one clears the account. Keeps the 10,000 names that were tried last, and
/// starts empty after a restart. Safe to use from any thread.
final class Tries {
    private static final int NAMES = 10_000;
    private static final int AT_ONCE = 10;
    private static final long MILLIS_EACH = 10_000;

    private final Map<String, TokenBucket> names =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
                    return size() > NAMES;
                }
            };

    /// Counts a try. Returns 0 if it may be made, else how many milliseconds to wait first.
    synchronized long take(String nameKey, long steadyMillis) {
        return names.computeIfAbsent(nameKey, first -> new TokenBucket(AT_ONCE, MILLIS_EACH))
                .take(steadyMillis);
    }

    /// The password was right.
    synchronized void clear(String nameKey) {
        names.remove(nameKey);
    }
}
