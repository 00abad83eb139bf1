package dev.klatch.core.call;

/// How a leg goes.
public enum Going {
    /// The person hung up, is in a call elsewhere, or is no longer let in.
    LEFT,
    /// It was lost and did not come back in time.
    LOST
}
