package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/// Client frames about conversations themselves: making, entering, leaving, listing.
public sealed interface ConversationFrame extends ClientFrame
        permits ConversationFrame.CreateRoom,
                ConversationFrame.Join,
                ConversationFrame.Leave,
                ConversationFrame.OpenDirect,
                ConversationFrame.ListConversations,
                ConversationFrame.ListRooms {

    /// Makes a public room; who makes it is in it. Reply: `accepted`.
    @JsonTypeName("create-room")
    record CreateRoom(long ref, CommandId cid, String epoch, String name)
            implements ConversationFrame, Command {
        public CreateRoom {
            Check.ref(ref);
            Check.shortText("epoch", epoch);
            Check.shortText("name", name);
        }
    }

    /// Enters a public room. Reply: `accepted`.
    @JsonTypeName("join")
    record Join(long ref, CommandId cid, String epoch, ConversationId conversation)
            implements ConversationFrame, Command {
        public Join {
            Check.ref(ref);
            Check.shortText("epoch", epoch);
        }
    }

    /// Leaves a room for good. Reply: `accepted`.
    @JsonTypeName("leave")
    record Leave(long ref, CommandId cid, String epoch, ConversationId conversation)
            implements ConversationFrame, Command {
        public Leave {
            Check.ref(ref);
            Check.shortText("epoch", epoch);
        }
    }

    /// Opens the private conversation with one person, named by id or by name (exactly one of the
    /// two); there is one for each pair, made at first use. Reply: `accepted` with its id.
    @JsonTypeName("open-direct")
    record OpenDirect(
            long ref, CommandId cid, String epoch, @Nullable PersonId person, @Nullable String name)
            implements ConversationFrame, Command {
        public OpenDirect {
            Check.ref(ref);
            Check.shortText("epoch", epoch);
            Check.shortText("name", name);
            Check.exactlyOne("person", person, name);
        }
    }

    /// Asks for a page of the conversations that one is in, newest activity first. `after` comes
    /// from the page before. Reply: `conversations`.
    @JsonTypeName("list-conversations")
    record ListConversations(long ref, @Nullable String after) implements ConversationFrame {
        public ListConversations {
            Check.ref(ref);
            Check.shortText("after", after);
        }
    }

    /// Asks for a page of the public rooms, by name. Reply: `rooms`.
    @JsonTypeName("list-rooms")
    record ListRooms(long ref, @Nullable String after) implements ConversationFrame {
        public ListRooms {
            Check.ref(ref);
            Check.shortText("after", after);
        }
    }
}
