package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// What a person is in a conversation.
public enum Standing implements Word {
    /// Made it, or was made its owner.
    OWNER,
    /// Keeps order.
    MODERATOR,
    /// Reads and writes.
    MEMBER,
    /// One that this client does not know yet.
    @JsonEnumDefaultValue
    OTHER
}
