package dev.klatch.core.call;

/// Between whom a call is.
public enum CallSort {
    /// Two people: it ends when one of them goes.
    DIRECT,
    /// The members of a group, at whom it rings: it ends with its last leg.
    GROUP,
    /// Whoever drops in: the same without ringing.
    OPEN
}
