package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// What somebody who enters may read.
public enum Newcomers implements Word {
    /// All that was said.
    ALL,
    /// What is said while they are in.
    FROM_JOINING,
    /// One that this client does not know yet.
    @JsonEnumDefaultValue
    OTHER
}
