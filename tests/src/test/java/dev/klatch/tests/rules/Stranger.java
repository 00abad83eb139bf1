package dev.klatch.tests.rules;

import dev.klatch.core.journal.StoredPerson;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Role;

/// Somebody who never came in.
final class Stranger {
    private Stranger() {}

    static StoredPerson mallory() {
        return new StoredPerson(new PersonId(666), "mallory", "mallory", Role.GUEST, false, null);
    }
}
