package dev.klatch.core.journal;

import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.PersonId;
import java.util.List;

/// One thing for the journal to keep.
public sealed interface Change {
    /// An event at the end of its conversation. `hash` is that of the command that made it.
    record Append(Event event, ContentHash hash) implements Change {}

    /// A new person.
    record AddPerson(StoredPerson person, long time) implements Change {}

    /// A guest has left for good: the name is free, the sessions end.
    record ClosePerson(PersonId person, long time) implements Change {}

    /// A sign-in of a person; `tokenHash` is the SHA-256 of the token.
    record AddSession(PersonId person, TokenHash tokenHash, long time) implements Change {}

    /// A sign-out.
    record EndSession(TokenHash tokenHash) implements Change {}

    /// A new conversation, still without events. `key` is the folded title of a room, or the two
    /// ids of a direct conversation.
    record AddConversation(
            ConversationId id, ConversationType type, String title, String key, long time)
            implements Change {}

    /// These are members from the event `from` on.
    record AddMembers(ConversationId conversation, List<PersonId> people, long from)
            implements Change {}

    /// This one was a member up to the event `to`, including it.
    record EndMember(ConversationId conversation, PersonId person, long to) implements Change {}
}
