package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// Who may enter a room.
public enum Access implements Word {
    /// Whoever wants to.
    PUBLIC,
    /// Whom a member invites.
    PRIVATE,
    /// One that this client does not know yet.
    @JsonEnumDefaultValue
    OTHER
}
