package dev.klatch.client;

import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Role;
import org.jspecify.annotations.Nullable;

/// Who this client is on one server, as the state folder keeps it. The token is a secret.
///
/// @param epoch the history last seen, null before the first
public record Identity(
        PersonId person, String name, Role role, String token, @Nullable String epoch) {

    Identity under(String newEpoch) {
        return new Identity(person, name, role, token, newEpoch);
    }

    @Override
    public String toString() {
        return "Identity[" + person + ", " + name + "]";
    }
}
