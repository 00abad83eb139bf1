package dev.klatch.core.presence;

import dev.klatch.core.journal.TokenHash;
import dev.klatch.protocol.PersonId;

/// One connection of a signed-in person: a handle that the rules pass around and never look into.
/// Compared by identity.
public interface Connection {
    /// Whose it is; never changes.
    PersonId person();

    /// The session that opened it; never changes.
    TokenHash session();
}
