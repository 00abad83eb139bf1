package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// What a signal is.
public enum SignalSort implements Word {
    /// An offer or an answer (SDP).
    DESCRIPTION,
    /// One or more candidates (ICE).
    CANDIDATE,
    /// One that this client does not know yet.
    @JsonEnumDefaultValue
    OTHER
}
