package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The id of a conversation (room, group or direct): a random positive 63-bit number, never reused.
/// On the wire it is text: `c` and the number in base 36.
public record ConversationId(long value) {
    public ConversationId {
        IdText.positive(value);
    }

    /// Reads the wire form; refuses every other spelling.
    @JsonCreator
    public static ConversationId parse(String text) {
        return new ConversationId(IdText.read('c', text));
    }

    /// The wire form.
    @JsonValue
    public String text() {
        return IdText.write('c', value);
    }

    @Override
    public String toString() {
        return text();
    }
}
