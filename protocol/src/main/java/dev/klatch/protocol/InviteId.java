package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The id of an invite, which is not its code: a random positive 63-bit number, never reused. On
/// the wire it is text: `i` and the number in base 36.
public record InviteId(long value) {
    public InviteId {
        IdText.positive(value);
    }

    /// Reads the wire form; refuses every other spelling.
    @JsonCreator
    public static InviteId parse(String text) {
        return new InviteId(IdText.read('i', text));
    }

    /// The wire form.
    @JsonValue
    public String text() {
        return IdText.write('i', value);
    }

    @Override
    public String toString() {
        return text();
    }
}
