package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// What a call is for.
public enum CallMedia implements Word {
    /// To be heard.
    SOUND,
    /// To be seen, too.
    VIDEO,
    /// One that this client does not know yet.
    @JsonEnumDefaultValue
    OTHER
}
