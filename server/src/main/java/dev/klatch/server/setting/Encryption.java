package dev.klatch.server.setting;

/// Where the certificate for TLS comes from.
public enum Encryption {
    /// Klatch makes its own, and an authority for it that devices can trust.
    AUTO,
    /// From two files.
    FILES,
    /// There is none.
    OFF
}
