package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// The way on which a connection comes in, which decides what may be said over it.
public enum Door implements Word {
    /// From the same machine: nobody reads along.
    LOOPBACK,
    /// Encrypted.
    SECURE,
    /// Not encrypted, from a private network: for guests, without passwords.
    BASIC,
    /// One that this client does not know yet.
    @JsonEnumDefaultValue
    OTHER
}
