package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// Whom a message calls beside those it mentions.
public enum Callout implements Word {
    /// All members who are online.
    HERE,
    /// All members.
    EVERYONE,
    /// One that this client does not know yet.
    @JsonEnumDefaultValue
    OTHER
}
