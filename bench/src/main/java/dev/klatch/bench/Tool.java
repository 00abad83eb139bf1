package dev.klatch.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A program of the system, run for a measurement.
final class Tool {
    private Tool() {}

    /// Runs it to its end and returns what it wrote.
    static String run(List<String> words) throws CannotMeasure, InterruptedException {
        try {
            Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new CannotMeasure(words.getFirst() + " failed: " + said);
            }
            return said.strip();
        } catch (IOException missing) {
            throw new CannotMeasure("This goes with " + words.getFirst() + ": " + missing, missing);
        }
    }

    /// Runs it and returns how many of so many bytes it took in a second.
    static double rate(long bytes, String... words) throws CannotMeasure, InterruptedException {
        long begin = System.nanoTime();
        run(List.of(words));
        return bytes * 1e9 / (System.nanoTime() - begin);
    }
}
