package dev.klatch.server.setting;

/// Whether something is so.
public enum OnOff {
    /// It is.
    ON,
    /// It is not.
    OFF
}
