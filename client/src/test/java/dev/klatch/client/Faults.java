package dev.klatch.client;

import java.util.random.RandomGenerator;

/// What a [FakeServer] does wrong, each with a probability.
///
/// @param cut the connection ends at a frame, which may or may not have been heard
/// @param loseEvent a live event is not delivered
/// @param doubleEvent a live event is delivered twice
/// @param swapEvents a live event is delivered after the next one
/// @param refuse a command is refused for the moment
public record Faults(
        RandomGenerator random,
        double cut,
        double loseEvent,
        double doubleEvent,
        double swapEvents,
        double refuse) {
    /// None.
    public static Faults none() {
        return new Faults(RandomGenerator.of("L64X128MixRandom"), 0, 0, 0, 0, 0);
    }

    boolean hits(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }
}
