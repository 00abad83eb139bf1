package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// How a person who is online wants to be seen.
public enum Availability implements Word {
    /// Here.
    HERE,
    /// Not at the desk.
    AWAY,
    /// Here, and wants no notifications.
    DO_NOT_DISTURB,
    /// One that this client does not know yet.
    @JsonEnumDefaultValue
    OTHER
}
