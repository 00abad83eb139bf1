package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The id of a person, guest or account: a random positive 63-bit number, never reused. On the wire
/// it is text: `p` and the number in base 36.
public record PersonId(long value) {
    public PersonId {
        IdText.positive(value);
    }

    /// Reads the wire form; refuses every other spelling.
    @JsonCreator
    public static PersonId parse(String text) {
        return new PersonId(IdText.read('p', text));
    }

    /// The wire form.
    @JsonValue
    public String text() {
        return IdText.write('p', value);
    }

    @Override
    public String toString() {
        return text();
    }
}
