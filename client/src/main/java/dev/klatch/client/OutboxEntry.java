package dev.klatch.client;

import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.PersonId;
import org.jspecify.annotations.Nullable;

/// A message that was written and is kept until the server has accepted or finally refused it.
///
/// @param cid its name, the same in every try
/// @param server the server that it was written for
/// @param person who wrote it; null only while the first sign-in under this name has not happened
/// @param epoch the history under which it was written; null while none was known
/// @param addressee where it goes
/// @param words what was written
/// @param written when, in milliseconds since 1970 by this machine's clock
public record OutboxEntry(
        CommandId cid,
        String server,
        @Nullable PersonId person,
        @Nullable String epoch,
        Addressee addressee,
        Writing words,
        long written) {

    /// The text that was written.
    public String text() {
        return words.text();
    }

    OutboxEntry belongingTo(PersonId owner, String ownEpoch) {
        return new OutboxEntry(cid, server, owner, ownEpoch, addressee, words, written);
    }

    OutboxEntry saying(Writing other) {
        return new OutboxEntry(cid, server, person, epoch, addressee, other, written);
    }

    OutboxEntry addressedTo(Addressee found) {
        return new OutboxEntry(cid, server, person, epoch, found, words, written);
    }
}
