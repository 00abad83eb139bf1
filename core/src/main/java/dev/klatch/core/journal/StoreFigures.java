package dev.klatch.core.journal;

/// How much a store holds: accounts that are open, guests who are here, rooms, groups and direct
/// conversations, messages that are not deleted, and the size of its files in bytes.
public record StoreFigures(
        long accounts,
        long guests,
        long rooms,
        long groups,
        long directs,
        long messages,
        long bytes) {}
