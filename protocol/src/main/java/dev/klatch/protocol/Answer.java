package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Server frames that answer one client frame: they carry its `ref`.
public sealed interface Answer extends ServerFrame
        permits Answer.Accepted,
                Answer.Done,
                Refused,
                Answer.Conversations,
                Answer.Rooms,
                Answer.People,
                Answer.History,
                Answer.Resumed {
    /// The ref of the frame that this answers; 0 when that could not be read.
    long ref();

    /// The command is done and durable. On the connection that sent it this stands in the place of
    /// the event `seq`.
    @JsonTypeName("accepted")
    record Accepted(long ref, CommandId cid, ConversationId conversation, long seq, long time)
            implements Answer {}

    /// Done; there is nothing to say about it.
    @JsonTypeName("done")
    record Done(long ref) implements Answer {}

    /// A page of one's conversations; `after` asks for the next, absent on the last.
    @JsonTypeName("conversations")
    record Conversations(long ref, List<Summary> conversations, @Nullable String after)
            implements Answer {}

    /// A page of the public rooms; `after` asks for the next, absent on the last.
    @JsonTypeName("rooms")
    record Rooms(long ref, List<Room> rooms, @Nullable String after) implements Answer {}

    /// A public room: how many people are in it, and whether the asker is.
    record Room(ConversationId conversation, String name, long people, boolean joined) {}

    /// A page of the people online; `after` asks for the next, absent on the last.
    @JsonTypeName("people")
    record People(long ref, List<Person> people, @Nullable String after) implements Answer {}

    /// A page of a conversation as it reads now, in order. `head` is the last seq that it is true
    /// for; `more` says whether there is more in the direction asked.
    @JsonTypeName("history")
    record History(
            long ref, ConversationId conversation, long head, List<Event> events, boolean more)
            implements Answer {}

    /// What was missed: one page for each cursor, in the order asked.
    @JsonTypeName("resumed")
    record Resumed(long ref, String epoch, List<Page> pages) implements Answer {}

    /// The events after one cursor, as many as fit. `more`: ask again from the last one. `resync`:
    /// the cursor cannot be continued; forget what you have of this conversation and read its
    /// newest page.
    record Page(
            ConversationId conversation,
            long head,
            List<Event> events,
            boolean more,
            boolean resync) {}
}
