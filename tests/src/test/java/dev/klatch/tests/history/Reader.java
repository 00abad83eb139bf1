package dev.klatch.tests.history;

/// Somebody's eyes: one stream of events as they came, such as the live events of one connection,
/// what a device shows in the end, or a walk through the history.
public record Reader(String person, String view) {}
