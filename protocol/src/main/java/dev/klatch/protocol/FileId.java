package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The id of a file, from the beginning of its upload on: a random positive 63-bit number, never
/// reused. On the wire it is text: `f` and the number in base 36.
public record FileId(long value) {
    public FileId {
        IdText.positive(value);
    }

    /// Reads the wire form; refuses every other spelling.
    @JsonCreator
    public static FileId parse(String text) {
        return new FileId(IdText.read('f', text));
    }

    /// The wire form.
    @JsonValue
    public String text() {
        return IdText.write('f', value);
    }

    @Override
    public String toString() {
        return text();
    }
}
