package dev.klatch.core.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// What is remembered of those who were last active, of so many at most: who has not been seen for
/// longest is forgotten. Belongs to its owner's thread.
public final class Recent<K, V> {
    private final Map<K, V> values;
    private final Function<K, V> fresh;

    /// Remembers `most` of them; `fresh` makes what is remembered of one who is new.
    public Recent(int most, Function<K, V> fresh) {
        this.fresh = fresh;
        this.values =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                        return size() > most;
                    }
                };
    }

    /// What is remembered of this one.
    public V of(K who) {
        return values.computeIfAbsent(who, fresh);
    }

    /// Nothing is remembered of this one any more.
    public void forget(K who) {
        values.remove(who);
    }

    /// How many are remembered.
    public int size() {
        return values.size();
    }
}
