package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Client frames about conversations themselves: making, entering, leaving, changing, listing.
public sealed interface ConversationFrame extends ClientFrame {
    /// Makes a room and enters it; public with all history for newcomers unless said otherwise.
    /// Reply: `accepted`.
    @JsonTypeName("create-room")
    record CreateRoom(
            long ref,
            CommandId cid,
            String epoch,
            String name,
            @Nullable String topic,
            @Nullable String description,
            @Nullable Access access,
            @Nullable Newcomers newcomers,
            @Nullable Boolean announcement)
            implements ConversationFrame, Command {
        public CreateRoom {
            Check.ref(ref);
            Check.shortText("epoch", epoch);
            Check.shortText("name", name);
            Check.words("topic", topic, Limits.TOPIC_CHARACTERS);
            Check.words("description", description, Limits.DESCRIPTION_CHARACTERS);
            Check.known("access", access);
            Check.known("newcomers", newcomers);
        }

        /// A public room.
        public CreateRoom(long ref, CommandId cid, String epoch, String name) {
            this(ref, cid, epoch, name, null, null, null, null, null);
        }
    }

    /// Makes a group of these people, by name, and oneself: at least three in all. Reply:
    /// `accepted`.
    @JsonTypeName("create-group")
    record CreateGroup(long ref, CommandId cid, String epoch, String name, List<String> people)
            implements ConversationFrame, Command {
        public CreateGroup {
            Check.ref(ref);
            Check.shortText("epoch", epoch);
            Check.shortText("name", name);
            people = Check.names("people", people);
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

    /// Changes what is given: at least one. `slowSeconds` is the least time between two messages of
    /// a member, `newcomers` what they may read, `archived` stops writing. Reply: `accepted`.
    @JsonTypeName("change")
    record ChangeConversation(
            long ref,
            CommandId cid,
            String epoch,
            ConversationId conversation,
            @Nullable String title,
            @Nullable String topic,
            @Nullable String description,
            @Nullable Access access,
            @Nullable Newcomers newcomers,
            @Nullable Boolean announcement,
            @Nullable Long slowSeconds,
            @Nullable Boolean archived)
            implements ConversationFrame, Command {
        public ChangeConversation {
            Check.ref(ref);
            Check.shortText("epoch", epoch);
            Check.shortText("title", title);
            Check.words("topic", topic, Limits.TOPIC_CHARACTERS);
            Check.words("description", description, Limits.DESCRIPTION_CHARACTERS);
            Check.known("access", access);
            Check.known("newcomers", newcomers);
            Check.optionalRange("slowSeconds", slowSeconds, 0, Limits.SLOW_SECONDS);
            Check.any(
                    "title",
                    title,
                    topic,
                    description,
                    access,
                    newcomers,
                    announcement,
                    slowSeconds,
                    archived);
        }
    }

    /// Asks for a page of the conversations that one is in, newest activity first. `after` comes
    /// from the page before. Reply: `conversations`.
    @JsonTypeName("list-conversations")
    record ListConversations(long ref, @Nullable String after)
            implements ConversationFrame, Question {
        public ListConversations {
            Check.ref(ref);
            Check.shortText("after", after);
        }
    }

    /// Asks for a page of the public rooms, by name. Reply: `rooms`.
    @JsonTypeName("list-rooms")
    record ListRooms(long ref, @Nullable String after) implements ConversationFrame, Question {
        public ListRooms {
            Check.ref(ref);
            Check.shortText("after", after);
        }
    }

    /// All that is known of a conversation that one is in. Reply: `conversation`.
    @JsonTypeName("read-conversation")
    record ReadConversation(long ref, ConversationId conversation)
            implements ConversationFrame, Question {
        public ReadConversation {
            Check.ref(ref);
        }
    }
}
