package dev.klatch.core.journal;

import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Role;
import org.jspecify.annotations.Nullable;

/// A person as the store knows them. `key` is the folded form of the name that is compared;
/// `closed` is true for a guest who has left for good; `passwordHash` is null for guests.
public record StoredPerson(
        PersonId id,
        String name,
        String key,
        Role role,
        boolean closed,
        @Nullable String passwordHash) {

    /// As others see them.
    public Person seen() {
        return new Person(id, name, role);
    }

    @Override
    public String toString() {
        return "StoredPerson[" + id + ", " + name + ", " + role + (closed ? ", closed]" : "]");
    }
}
