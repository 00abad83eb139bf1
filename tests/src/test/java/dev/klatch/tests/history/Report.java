package dev.klatch.tests.history;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What the checker found, and in how large a history.
public record Report(List<Violation> violations, Totals totals) {
    /// How much there was to check. `broken` are attempts whose connection ended without an answer.
    public record Totals(
            long commands, long acked, long refused, long unknown, long broken, long shown) {}

    private static final int LINES = 20;

    public Report {
        violations = List.copyOf(violations);
    }

    /// Whether every promise was kept.
    public boolean isClean() {
        return violations.isEmpty();
    }

    /// The promises that were broken.
    public Set<Invariant> broken() {
        return violations.stream().map(Violation::invariant).collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        String size =
                ("%d commands: %d acknowledged, %d refused, %d unknown, %d attempts broken off;"
                                + " %d events shown")
                        .formatted(
                                totals.commands,
                                totals.acked,
                                totals.refused,
                                totals.unknown,
                                totals.broken,
                                totals.shown);
        if (isClean()) {
            return size + "; every promise kept";
        }
        int hidden = violations.size() - LINES;
        String more = hidden > 0 ? "\n… and " + hidden + " more" : "";
        return violations.stream()
                .limit(LINES)
                .map(Violation::toString)
                .collect(
                        Collectors.joining(
                                "\n", size + "; " + violations.size() + " broken:\n", more));
    }
}
