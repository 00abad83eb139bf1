package dev.klatch.tests.journal;

import dev.klatch.core.journal.JournalFailure;
import dev.klatch.protocol.Refusal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// How to take back the changes of a batch that is not kept.
final class Undo {
    private final Deque<Runnable> steps = new ArrayDeque<>();

    /// A batch begins.
    void begin() {
        steps.clear();
    }

    /// Takes back all of the batch.
    void all() {
        steps.forEach(Runnable::run);
    }

    void add(Runnable step) {
        steps.push(step);
    }

    <K, V> void remove(Map<K, V> map, K key) {
        V before = map.remove(key);
        if (before != null) {
            add(() -> map.put(key, before));
        }
    }

    <K, V> void removeIf(Map<K, V> map, Predicate<K> gone) {
        map.keySet().stream().filter(gone).toList().forEach(key -> remove(map, key));
    }

    <K, V> void replaceOrRemove(Map<K, V> map, K key, @Nullable V value) {
        if (value == null) {
            remove(map, key);
        } else {
            replace(map, key, value);
        }
    }

    <K, V> void put(Map<K, V> map, K key, V value, String what) {
        unique(!map.containsKey(key), what);
        replace(map, key, value);
    }

    <K, V> void replace(Map<K, V> map, K key, V value) {
        V before = map.put(key, value);
        add(() -> {
            if (before == null) {
                map.remove(key);
            } else {
                map.put(key, before);
            }
        });
    }

    static void unique(boolean isNew, String what) {
        if (!isNew) {
            throw new JournalFailure(Refusal.UNAVAILABLE, what + " is there already", null);
        }
    }
}
