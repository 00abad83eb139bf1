package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// What sort of conversation it is.
public enum ConversationType {
    /// Open to everybody who wants to join.
    ROOM("room"),
    /// For its members only.
    GROUP("group"),
    /// Between two people.
    DIRECT("direct"),
    /// One that this client does not know yet.
    OTHER("other");

    private final String text;

    ConversationType(String text) {
        this.text = text;
    }

    /// The wire form.
    @JsonValue
    public String text() {
        return text;
    }

    /// Reads the wire form; a word that a newer server made is [#OTHER].
    @JsonCreator
    public static ConversationType parse(String text) {
        for (ConversationType type : values()) {
            if (type.text.equals(text)) {
                return type;
            }
        }
        return OTHER;
    }
}
