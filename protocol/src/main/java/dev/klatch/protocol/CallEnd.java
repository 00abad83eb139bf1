package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// Why a call is over.
public enum CallEnd implements Word {
    /// Somebody hung up, or the last one did.
    HUNG_UP,
    /// The other one did not want it.
    DECLINED,
    /// Nobody came.
    MISSED,
    /// The other one is in another call.
    BUSY,
    /// The caller did not wait.
    CANCELLED,
    /// Those who were in it, or the caller, were lost.
    INTERRUPTED,
    /// One that this client does not know yet.
    @JsonEnumDefaultValue
    OTHER
}
