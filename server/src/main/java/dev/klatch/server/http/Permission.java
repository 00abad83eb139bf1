package dev.klatch.server.http;

/// Who may use a route. Every route declares one, and it is checked before the route sees anything.
public enum Permission {
    /// Everybody who reaches the port.
    ANYBODY,
    /// Whoever has a session.
    SIGNED_IN,
    /// Whoever has a session, to read what is theirs; nothing is changed and nothing opened.
    SIGNED_IN_TO_READ,
    /// Whoever has a session and says the password once more: never through the basic door.
    WITH_PASSWORD
}
