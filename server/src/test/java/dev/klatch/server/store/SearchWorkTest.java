package dev.klatch.server.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.Limits;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What is read for the search takes a time that grows with its length and not faster.
class SearchWorkTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int TIMES = 8;

    /// Between what is linear (8) and what is not (64).
    private static final int MOST = 24;

    private static final long QUICK_NANOS = 10_000_000;

    private static long nanos(Runnable work) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            work.run();
            least = Math.min(least, THREADS.getCurrentThreadCpuTime() - start);
        }
        return least;
    }

    private static void isLinear(Consumer<String> work) {
        int small = Limits.TEXT_BYTES / TIMES;
        for (String piece :
                List.of(
                        " ",
                        "\"",
                        "a\"",
                        "a*",
                        "from:",
                        "in:\"",
                        "has:link ",
                        ":",
                        "\u4f60",
                        "\u30fc")) {
            marks(work, piece, small);
        }
        for (String piece :
                List.of(
                        "a",
                        "a\u0301",
                        "\u0301",
                        "\u1100",
                        "\u1161",
                        "\ufdfa",
                        "@",
                        "\ud83d\ude00")) {
            marks(work, piece, small);
        }
    }

    private static void marks(Consumer<String> work, String piece, int small) {
        String few = "x" + piece.repeat(small / piece.length()) + "y";
        String many = "x" + piece.repeat(TIMES * small / piece.length()) + "y";
        long eight = nanos(() -> work.accept(many));
        if (eight > QUICK_NANOS) {
            long one = nanos(() -> work.accept(few));
            assertTrue(eight < MOST * one, piece + " took " + one + " and " + eight + " ns");
        }
    }

    @Test
    @DisplayName("ATK-066 no message takes longer to index than its length explains")
    void indexed() {
        isLinear(SearchText::indexed);
    }

    @Test
    @DisplayName("ATK-066 no query takes longer to read than its length explains")
    void queries() {
        isLinear(text -> SearchQuery.parse(text, ZoneOffset.UTC));
        isLinear(SearchText::phrase);
    }
}
