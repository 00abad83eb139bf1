package dev.klatch.core.journal;

import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.PersonId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The memory of the chat, with one promise: when [#commit] returns, all its changes are durable
/// (they survive a power cut), in this order, and the next look-up sees them. Called only by the
/// sequencer, from one thread. Every method may throw [JournalFailure].
public interface Journal {
    /// The name of this store's past; restoring or wiping it makes a new one.
    String epoch();

    /// The room that all enter.
    ConversationId everyone();

    /// The key of the content hashes, 32 bytes, secret, made with the store.
    byte[] contentKey();

    /// The time of the youngest event, in milliseconds since 1970; 0 in a new store.
    long lastEventMillis();

    @Nullable StoredPerson person(PersonId id);

    /// The person who has this name now, or else the one who had it last.
    @Nullable StoredPerson personNamed(String key);

    @Nullable StoredConversation conversation(ConversationId id);

    /// The room with this title.
    @Nullable StoredConversation roomNamed(String key);

    /// The private conversation of these two, in either order.
    @Nullable StoredConversation direct(PersonId one, PersonId other);

    /// Where this person is a member now, without `everyone`.
    List<ConversationId> conversationsOf(PersonId person);

    /// What became of the command with this cid from this person.
    @Nullable DoneCommand done(CommandId cid, PersonId author);

    /// The guests whose names are theirs still.
    List<StoredPerson> openGuests();

    /// Makes all of this durable, or nothing of it.
    ///
    /// @throws JournalFailure if nothing of it was kept
    void commit(List<Change> changes);
}
