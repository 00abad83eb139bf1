package dev.klatch.tests.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Who may read which places.
final class Rights {
    private record Whose(String person, String conversation) {}

    private record Stretch(long from, long to) {}

    private final Map<Whose, List<Stretch>> stretches = new HashMap<>();

    void allow(Step.Allowed allowed) {
        stretches
                .computeIfAbsent(
                        new Whose(allowed.person(), allowed.conversation()), _ -> new ArrayList<>())
                .add(new Stretch(allowed.from(), allowed.to()));
    }

    boolean allows(String person, String conversation, long seq) {
        return stretches(person, conversation).stream()
                .anyMatch(stretch -> stretch.from <= seq && seq <= stretch.to);
    }

    /// The first place from `seq` on that the person may read; [HistoryRecorder#OPEN] if none.
    long first(String person, String conversation, long seq) {
        return stretches(person, conversation).stream()
                .filter(stretch -> seq <= stretch.to)
                .mapToLong(stretch -> Math.max(seq, stretch.from))
                .min()
                .orElse(HistoryRecorder.OPEN);
    }

    private List<Stretch> stretches(String person, String conversation) {
        return stretches.getOrDefault(new Whose(person, conversation), List.of());
    }
}
