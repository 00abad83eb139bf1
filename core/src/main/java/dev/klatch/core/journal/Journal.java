package dev.klatch.core.journal;

import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
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

    /// The server's own person, in whose name its operator speaks.
    PersonId server();

    /// The key of the content hashes, 32 bytes, secret, made with the store.
    byte[] contentKey();

    /// The time of the youngest event, in milliseconds since 1970; 0 in a new store.
    long lastEventMillis();

    @Nullable StoredPerson person(PersonId id);

    /// The person who has this name now, or else the one who had it last.
    @Nullable StoredPerson personNamed(String key);

    @Nullable StoredConversation conversation(ConversationId id);

    /// The conversation that is stored under this key: the folded title of a room or group, or
    /// [Draft#directKey] of a direct conversation.
    @Nullable StoredConversation conversationKeyed(String key);

    /// The key under which this conversation is stored.
    @Nullable String keyOf(ConversationId id);

    /// Where this person is a member now, without `everyone`.
    List<ConversationId> conversationsOf(PersonId person);

    /// What became of the command with this cid from this person.
    @Nullable DoneCommand done(CommandId cid, PersonId author);

    /// The guests whose names are theirs still.
    List<StoredPerson> openGuests();

    /// The calls that are not over.
    List<OpenCall> openCalls();

    /// The message at this place as it reads now; null if there is none, or it is another event.
    @Nullable StoredMessage message(ConversationId conversation, long seq);

    /// How many messages of a conversation are pinned.
    long pins(ConversationId conversation);

    /// The event at this place.
    @Nullable Event event(ConversationId conversation, long seq);

    /// How far this person has read this conversation (thread 0) or a thread of it; -1 if they do
    /// not follow it.
    long mark(PersonId person, ConversationId conversation, long thread);

    /// A state of this person; null for none.
    @Nullable String state(PersonId person, String key);

    /// How many states this person has.
    long stateCount(PersonId person);

    /// The greatest version of a state that this person had; 0 for none.
    long stateVersion(PersonId person);

    /// A setting that was changed while the server ran; null if it was not.
    @Nullable String setting(String name);

    /// The part about files.
    FileJournal files();

    /// The part about sessions, invites, reports and owners.
    AccountJournal accounts();

    /// Deletes what was said and begins another epoch, all or nothing. People, sessions, rooms and
    /// groups with their members of now stay; a room or group keeps its first event, which says who
    /// made it, and the room that all enter is empty.
    ///
    /// @throws JournalFailure if nothing of it was deleted
    void wipe();

    /// Makes all of this durable, or nothing of it.
    ///
    /// @throws JournalFailure if nothing of it was kept
    void commit(List<Change> changes);
}
