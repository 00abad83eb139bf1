package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// Why a leg is over while its call goes on.
public enum LegEnd implements Word {
    /// The person is in a call on another device.
    ELSEWHERE,
    /// The person is no longer in the conversation.
    REMOVED,
    /// One that this client does not know yet.
    @JsonEnumDefaultValue
    OTHER
}
