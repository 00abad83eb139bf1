package dev.klatch.tests.history;

/// What runs with random faults print: their seeds, to run them again, and what came out.
public final class Console {
    private Console() {}

    /// The seed of this run, printed: a new one, or the one named by `-Dklatch.seed`.
    public static long seed(String run) {
        long seed = Long.getLong("klatch.seed", System.nanoTime());
        say(run + ": seed " + seed);
        return seed;
    }

    /// Prints a line.
    public static void say(String line) {
        System.out.println(line);
    }
}
