package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// A constant that is a word on the wire: its name in lower case, with hyphens. Each such enum has
/// a constant `OTHER` for the words of newer servers, which no client may send.
public interface Word {
    /// The name of the constant.
    String name();

    /// The wire form.
    @JsonValue
    default String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The constant of this word; `OTHER` for one that is not known.
    static <E extends Enum<E> & Word> E parse(Class<E> type, String text) {
        E last = null;
        for (E each : type.getEnumConstants()) {
            last = each;
            if (each.text().equals(text)) {
                return each;
            }
        }
        return java.util.Objects.requireNonNull(last);
    }
}
