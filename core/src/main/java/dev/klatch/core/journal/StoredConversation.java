package dev.klatch.core.journal;

import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.PersonId;
import java.util.Set;

/// A conversation as the store knows it: `made` is the time of its making, `head` the seq of its
/// last event (0 for none), `time` that event's time. `members` are those of now; the room
/// `everyone` stores none.
public record StoredConversation(
        ConversationId id,
        ConversationType type,
        String title,
        long made,
        long head,
        long time,
        Set<PersonId> members) {}
