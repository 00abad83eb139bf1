package dev.klatch.core;

/// Whether people keep a pace.
public enum Limiting {
    /// As the protocol says.
    ON,
    /// Not at all: for measuring on one machine.
    OFF
}
