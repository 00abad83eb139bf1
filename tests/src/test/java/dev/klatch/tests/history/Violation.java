package dev.klatch.tests.history;

/// One promise that was broken, and the evidence.
public record Violation(Invariant invariant, String evidence) {
    @Override
    public String toString() {
        return invariant + ": " + evidence;
    }
}
