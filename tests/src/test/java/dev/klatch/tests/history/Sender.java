package dev.klatch.tests.history;

/// A connection over which commands were sent: whose, from which device, the how-many-eth.
public record Sender(String person, String device, int connection) {}
