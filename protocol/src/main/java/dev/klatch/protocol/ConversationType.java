package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// What sort of conversation it is.
public enum ConversationType implements Word {
    /// With a title; public or private.
    ROOM,
    /// For its members only.
    GROUP,
    /// Between two people.
    DIRECT,
    /// One that this client does not know yet.
    @JsonEnumDefaultValue
    OTHER;

    /// The type of this word; [#OTHER] for one that is not known.
    public static ConversationType parse(String text) {
        return Word.parse(ConversationType.class, text);
    }
}
