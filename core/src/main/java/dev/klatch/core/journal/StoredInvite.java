package dev.klatch.core.journal;

import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.InviteId;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Role;
import org.jspecify.annotations.Nullable;

/// An invite: as what somebody comes in with it, how often it can still be used, until when (in
/// milliseconds since 1970), and into which conversation it leads, if into one. `code` is the hash
/// of what is passed on; without `maker` it is the operator's.
public record StoredInvite(
        InviteId id,
        TokenHash code,
        Role role,
        long uses,
        long expires,
        @Nullable ConversationId conversation,
        @Nullable PersonId maker,
        long made) {
    /// Whether it can be used at this time.
    public boolean isOpen(long wallMillis) {
        return uses > 0 && wallMillis < expires;
    }

    /// The same after one more use.
    public StoredInvite used() {
        return new StoredInvite(id, code, role, uses - 1, expires, conversation, maker, made);
    }
}
