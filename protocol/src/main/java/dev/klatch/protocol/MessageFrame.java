package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Client frames about the messages of a conversation: writing and the two ways of reading.
public sealed interface MessageFrame extends ClientFrame
        permits MessageFrame.Post, MessageFrame.ReadHistory, MessageFrame.Resume {

    /// Says something in a conversation. Reply: `accepted`.
    @JsonTypeName("post")
    record Post(long ref, CommandId cid, String epoch, ConversationId conversation, String text)
            implements MessageFrame, Command {
        public Post {
            Check.ref(ref);
            Check.shortText("epoch", epoch);
            Check.messageText(text);
        }
    }

    /// Asks for a page of what was said, as it reads now: the newest, or those just before
    /// `before`, or those just after `after` (exclusive; at most one of the two). A limit over
    /// [Limits#HISTORY_EVENTS] counts as that. Reply: `history`.
    @JsonTypeName("read-history")
    record ReadHistory(
            long ref,
            ConversationId conversation,
            @Nullable Long before,
            @Nullable Long after,
            @Nullable Long limit)
            implements MessageFrame {
        public ReadHistory {
            Check.ref(ref);
            Check.optionalRange("before", before, 1, Limits.INTEGER);
            Check.optionalRange("after", after, 0, Limits.INTEGER);
            Check.optionalRange("limit", limit, 1, Limits.INTEGER);
            if (before != null && after != null) {
                throw new FieldFault(Refusal.UNKNOWN_FIELD, "after", null);
            }
        }
    }

    /// Asks for the raw events that were missed, after each cursor. Reply: `resumed`, as much as
    /// fits; the client asks again with what it has then.
    @JsonTypeName("resume")
    record Resume(long ref, String epoch, List<Cursor> cursors) implements MessageFrame {
        public Resume {
            Check.ref(ref);
            Check.shortText("epoch", epoch);
            Check.range("cursors", cursors.size(), 1, Limits.CURSORS);
            cursors = List.copyOf(cursors);
        }
    }

    /// The last event that a client has of a conversation: 0 for none. `time` is that event's, in
    /// milliseconds since 1970; with it the server finds out that its own past has changed.
    record Cursor(ConversationId conversation, long seq, @Nullable Long time) {
        public Cursor {
            Check.range("seq", seq, 0, Limits.INTEGER);
            Check.optionalRange("time", time, 0, Limits.INTEGER);
        }
    }
}
