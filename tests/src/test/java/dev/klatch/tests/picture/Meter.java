package dev.klatch.tests.picture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// What this thread takes from the heap.
final class Meter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long before = THREADS.getCurrentThreadAllocatedBytes();

    private Meter() {}

    static Meter start() {
        return new Meter();
    }

    /// Fails if it was so many bytes or more since the start.
    void isBelow(long bytes) {
        long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(taken < bytes, taken + " bytes of the heap");
    }
}
