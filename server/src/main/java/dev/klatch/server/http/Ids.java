package dev.klatch.server.http;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Ids as they stand in addresses and headers.
final class Ids {
    private Ids() {}

    /// The id that this spells; null if there is nothing or it spells none.
    static <T> @Nullable T read(Function<String, T> parse, @Nullable String text) {
        try {
            return text == null ? null : parse.apply(text);
        } catch (RuntimeException none) {
            return null;
        }
    }
}
