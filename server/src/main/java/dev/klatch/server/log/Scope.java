package dev.klatch.server.log;

/// Which conversations the transcript takes down.
public enum Scope {
    /// None.
    OFF,
    /// The one that all are in, and public rooms.
    ROOMS,
    /// Private ones, too; their people are told.
    ALL
}
