package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The id of a session: of one sign-in, not its secret: a random positive 63-bit number, never
/// reused. On the wire it is text: `s` and the number in base 36.
public record SessionId(long value) {
    public SessionId {
        IdText.positive(value);
    }

    /// Reads the wire form; refuses every other spelling.
    @JsonCreator
    public static SessionId parse(String text) {
        return new SessionId(IdText.read('s', text));
    }

    /// The wire form.
    @JsonValue
    public String text() {
        return IdText.write('s', value);
    }

    @Override
    public String toString() {
        return text();
    }
}
