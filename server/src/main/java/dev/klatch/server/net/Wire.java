package dev.klatch.server.net;

/// Whether others on the way can read along.
enum Wire {
    /// They can.
    PLAIN,
    /// TLS ends at this server.
    ENCRYPTED
}
