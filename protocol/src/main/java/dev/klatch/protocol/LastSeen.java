package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// Whether others see when one was last online.
public enum LastSeen implements Word {
    /// They see it.
    SHOWN,
    /// They do not.
    HIDDEN,
    /// One that this client does not know yet.
    @JsonEnumDefaultValue
    OTHER
}
