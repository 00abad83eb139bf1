package dev.klatch.core;

import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.permission.Permissions;
import dev.klatch.core.permission.ServerVerb;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Role;
import org.jspecify.annotations.Nullable;

/// Who does something about the server or its people: a person, or the operator, who is above all
/// roles.
record Actor(String who, Role role, @Nullable StoredPerson person) {
    /// Whoever runs the server's process.
    static final Actor OPERATOR = new Actor("operator", Role.SERVER, null);

    /// This person; what the server itself does is done by its operator.
    static Actor of(StoredPerson person) {
        return person.role() == Role.SERVER
                ? OPERATOR
                : new Actor(person.name(), person.role(), person);
    }

    boolean may(ServerVerb verb) {
        return Permissions.allows(verb, role);
    }

    /// Whether this one may act on that person.
    boolean isAbove(StoredPerson other) {
        return Permissions.isAbove(role, other.role());
    }

    /// Whether this one may give this role.
    boolean mayGive(Role given) {
        return Permissions.mayGive(role, given);
    }

    boolean is(PersonId other) {
        return person != null && person.id().equals(other);
    }
}
