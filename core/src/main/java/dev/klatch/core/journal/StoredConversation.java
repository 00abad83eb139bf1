package dev.klatch.core.journal;

import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.PersonId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A conversation as the store knows it: `made` is the time of its making, `head` the seq of its
/// last event (0 for none), `time` that event's time, `messages` how many there are, `game` the seq
/// of the last step of a game (0 for none). `members` are those of now; the room `everyone` stores
/// none. `banned` may not come.
public record StoredConversation(
        ConversationId id,
        ConversationType type,
        String title,
        Traits traits,
        @Nullable PersonId maker,
        long made,
        long head,
        long time,
        long messages,
        long game,
        Map<PersonId, StoredMember> members,
        Set<PersonId> banned) {
    /// One that was made just now and has nobody yet.
    public static StoredConversation made(Change.AddConversation made) {
        return new StoredConversation(
                made.id(),
                made.type(),
                made.title(),
                made.traits(),
                made.maker(),
                made.time(),
                0,
                made.time(),
                0,
                0,
                Map.of(),
                Set.of());
    }
}
