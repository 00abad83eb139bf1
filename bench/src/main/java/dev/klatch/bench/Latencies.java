package dev.klatch.bench;

import java.util.Arrays;

/// Samples of a time, in nanoseconds. For one thread.
final class Latencies {
    private long[] samples = new long[1 << 16];
    private int count;

    void add(long nanos) {
        if (count == samples.length) {
            samples = Arrays.copyOf(samples, count * 2);
        }
        samples[count++] = nanos;
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    /// The time in milliseconds that this share of the samples did not exceed; 0 without samples.
    double millis(double share) {
        if (count == 0) {
            return 0;
        }
        Arrays.sort(samples, 0, count);
        int rank = (int) Math.ceil(share * count) - 1;
        return samples[Math.clamp(rank, 0, count - 1)] / 1e6;
    }
}
