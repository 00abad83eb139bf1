package dev.klatch.core.journal;

import dev.klatch.protocol.Access;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All events there are, for those who derive something from them behind the commit; never to
/// answer anybody with. Used by one thread; blocks; may throw [JournalFailure].
public interface EventLog {
    /// A conversation, as it is now: `title` has the names of the two in a direct one, `head` is
    /// the seq of its last event.
    record Origin(
            ConversationId conversation,
            ConversationType type,
            Access access,
            String title,
            long head) {}

    /// The name of this store's past, as of now.
    String epoch();

    /// All conversations.
    List<Origin> origins();

    /// One of them.
    @Nullable Origin origin(ConversationId conversation);

    /// Up to `limit` events of a conversation, as they are stored now, the next after this seq
    /// first.
    List<Event> events(ConversationId conversation, long after, int limit);

    /// When the event at this place and all that change it happened, in milliseconds since 1970.
    List<Long> times(ConversationId conversation, long seq);
}
