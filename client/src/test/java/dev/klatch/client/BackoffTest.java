package dev.klatch.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void theBoundDoublesUpToFifteenSecondsAndTheWaitIsAnywhereBelow() {
        long[] longest = new long[12];
        long[] shortest = new long[12];
        java.util.Arrays.fill(shortest, Long.MAX_VALUE);
        for (int seed = 0; seed < 2_000; seed++) {
            Backoff backoff = new Backoff(new SplittableRandom(seed));
            for (int i = 0; i < longest.length; i++) {
                long wait = backoff.next(0);
                longest[i] = Math.max(longest[i], wait);
                shortest[i] = Math.min(shortest[i], wait);
            }
        }
        long bound = 250;
        for (int i = 0; i < longest.length; i++) {
            assertTrue(longest[i] <= bound && longest[i] > bound * 0.95, i + ": " + longest[i]);
            assertTrue(shortest[i] < bound * 0.05, i + ": " + shortest[i]);
            bound = Math.min(15_000, bound * 2);
        }
    }

    @Test
    void theServersWishIsTheLeast() {
        Backoff backoff = new Backoff(new SplittableRandom(1));
        assertTrue(backoff.next(5_000) >= 5_000);
    }

    @Test
    void afterSuccessTheWaitIsShortAgain() {
        Backoff backoff = new Backoff(new SplittableRandom(1));
        for (int i = 0; i < 20; i++) {
            backoff.next(0);
        }
        backoff.reset();
        assertTrue(backoff.next(0) <= 250);
        assertEquals(250, Backoff.FIRST_MILLIS);
    }
}
