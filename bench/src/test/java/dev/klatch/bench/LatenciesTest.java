package dev.klatch.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class LatenciesTest {
    @Test
    void sharesAreThoseOfTheSortedSamples() {
        Latencies latencies = new Latencies();
        for (int i = 1_000; i >= 1; i--) {
            latencies.add(i * 1_000_000L);
        }
        assertEquals(500, latencies.millis(0.5));
        assertEquals(990, latencies.millis(0.99));
        assertEquals(999, latencies.millis(0.999));
        assertEquals(1000, latencies.millis(1));
    }

    @Test
    void withoutSamplesThereIsNothingToSay() {
        assertEquals(0, new Latencies().millis(0.5));
    }
}
