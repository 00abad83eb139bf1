package dev.klatch.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Parts of ten bytes.
final class RangeTest {
    private static final int SIZE = 10;

    private static String part(@Nullable String header) {
        Range range = Range.parse(header, SIZE);
        return range == null ? "none" : range.part() ? range.of(SIZE) : "whole";
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3, bytes 0-3/10",
        "bytes=4-4, bytes 4-4/10",
        "bytes=7-, bytes 7-9/10",
        "bytes=0-, bytes 0-9/10",
        "bytes=-3, bytes 7-9/10",
        "bytes=-10, bytes 0-9/10",
        "bytes=-99, bytes 0-9/10",
        "bytes=9-999999999999999999, bytes 9-9/10",
        "bytes=10-, none",
        "bytes=10-11, none",
        "bytes=-0, none",
        "bytes=3-2, whole",
        "bytes=-, whole",
        "'bytes=0-1,3-4', whole",
        "bytes=a-b, whole",
        "bytes = 0-1, whole",
        "items=0-1, whole",
        "bytes=0-1000000000000000000000, whole",
        "bytes=--1, whole"
    })
    void aHeaderIsAPartOrAllOrNothing(String header, String expected) {
        assertEquals(expected, part(header));
    }

    @Test
    void withoutAHeaderItIsAll() {
        assertEquals("whole", part(null));
        assertEquals("none", String.valueOf(Range.parse("bytes=0-", 0)).replace("null", "none"));
        assertEquals(new Range(0, 0, false), Range.parse(null, 0));
    }

    @Test
    void whateverIsAskedForLiesWithin() {
        long seed = 20_260_601;
        Random random = new Random(seed);
        String signs = "bytes=0123456789-, ";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder header = new StringBuilder("bytes=");
            for (int length = random.nextInt(12); length > 0; length--) {
                header.append(signs.charAt(random.nextInt(signs.length())));
            }
            long size = random.nextInt(50);
            Range range = Range.parse(header.toString(), size);
            if (range != null) {
                boolean within = range.from() >= 0 && range.from() + range.length() <= size;
                assertTrue(within && range.length() >= 0, header + " of " + size + ": " + seed);
            }
        }
    }
}
