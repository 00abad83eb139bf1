package dev.klatch.core.limit;

import dev.klatch.protocol.PersonId;

/// The pace that each person keeps: so many commands at once, then one each so many milliseconds;
/// and, for an outbox that filled up without a connection, some more within the first 15 seconds of
/// a connection, which come back at one in two seconds. Keeps the 10,000 people who were last
/// active.
public final class Pace {
    private static final int PEOPLE = 10_000;
    private static final long CATCH_UP_MILLIS = 15_000;
    private static final long CATCH_UP_MILLIS_EACH = 2_000;

    private final int burst;
    private final long millisEach;
    private final int afterConnecting;

    private final Recent<PersonId, Buckets> people = new Recent<>(PEOPLE, _ -> new Buckets());

    /// `burst` commands at once, one each `millisEach` after that, and `afterConnecting` more just
    /// after connecting.
    public Pace(int burst, long millisEach, int afterConnecting) {
        this.burst = burst;
        this.millisEach = millisEach;
        this.afterConnecting = afterConnecting;
    }

    /// Notes that this person has a new connection.
    public void connected(PersonId person, long steadyMillis) {
        people.of(person).connectedAt = steadyMillis;
    }

    /// Returns 0 if this person may do what costs so many commands now, else how many milliseconds
    /// to wait.
    public long take(PersonId person, long steadyMillis, int cost) {
        Buckets mine = people.of(person);
        long wait = mine.usual.take(steadyMillis, cost);
        boolean justCame = steadyMillis - mine.connectedAt <= CATCH_UP_MILLIS;
        return wait > 0 && justCame ? Math.min(wait, mine.catchUp.take(steadyMillis, cost)) : wait;
    }

    private final class Buckets {
        private final TokenBucket usual = new TokenBucket(burst, millisEach);
        private final TokenBucket catchUp = new TokenBucket(afterConnecting, CATCH_UP_MILLIS_EACH);
        private long connectedAt = Long.MIN_VALUE / 2;
    }
}
