package dev.klatch.server.store;

import dev.klatch.core.journal.Entrance;
import dev.klatch.protocol.PersonId;
import java.nio.file.Path;
import java.util.function.Predicate;

/// What answers take into account that no table has: the folder of the databases, who is online
/// (asked from any thread), and how people come in as long as nobody changed it. Immutable.
record Surroundings(Path folder, Predicate<PersonId> online, Entrance usual) {
    /// Those of a store that nobody uses yet.
    static Surroundings of(Path folder) {
        return new Surroundings(folder, _ -> false, Entrance.OPEN);
    }
}
