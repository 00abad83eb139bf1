package dev.klatch.core.journal;

/// How much a store holds: accounts that are open, guests who are here, rooms, groups and direct
/// conversations, messages that are not deleted, the size of its databases in bytes, and the files
/// that people uploaded.
public record StoreFigures(
        long accounts,
        long guests,
        long rooms,
        long groups,
        long directs,
        long messages,
        long bytes,
        FileFigures files) {}
