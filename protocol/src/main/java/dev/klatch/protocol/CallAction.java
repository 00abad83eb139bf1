package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// What happened to a call.
public enum CallAction implements Word {
    /// It was begun.
    STARTED,
    /// It is over.
    ENDED,
    /// One that this client does not know yet.
    @JsonEnumDefaultValue
    OTHER
}
