package dev.klatch.server.store;

import dev.klatch.protocol.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A page of a list while it is read: as many entries as an answer takes.
final class Entries<T> {
    /// How many rows to ask for: one more than go into a page, to see whether there are more.
    static final int ROWS = Limits.LIST_ENTRIES + 1;

    private final Budget budget = Budget.whole();
    private final List<T> entries = new ArrayList<>();
    private boolean full;

    /// Puts this one on the page, if it has room.
    ///
    /// @return whether it had
    boolean add(T entry) {
        full = full || entries.size() == Limits.LIST_ENTRIES || !budget.takes(entry);
        if (!full) {
            entries.add(entry);
        }
        return !full;
    }

    List<T> all() {
        return entries;
    }

    /// What asks for the next page; null on the last.
    @Nullable String after(Function<T, String> place) {
        return full ? place.apply(entries.getLast()) : null;
    }
}
