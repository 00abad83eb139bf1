package dev.klatch.server.store;

import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import org.jspecify.annotations.Nullable;

/// The `after` of lists, as text: numbers in base 36 with dots between them.
final class Cursors {
    private Cursors() {}

    static String of(long... numbers) {
        StringBuilder text = new StringBuilder();
        for (long number : numbers) {
            text.append(text.isEmpty() ? "" : ".").append(Long.toString(number, 36));
        }
        return text.toString();
    }

    /// So many numbers, all 0 without a text; null if it is none of ours.
    static long @Nullable [] read(@Nullable String after, int count) {
        long[] numbers = new long[count];
        if (after == null) {
            return numbers;
        }
        String[] parts = after.split("\\.", -1);
        if (parts.length != count) {
            return null;
        }
        try {
            for (int i = 0; i < count; i++) {
                numbers[i] = Long.parseLong(parts[i], 36);
            }
        } catch (NumberFormatException notOurs) {
            return null;
        }
        return numbers;
    }

    /// The answer to one that is none of ours.
    static Refused foreign(long ref) {
        return Refused.of(ref, Refusal.WRONG_TYPE).about("after", null);
    }
}
