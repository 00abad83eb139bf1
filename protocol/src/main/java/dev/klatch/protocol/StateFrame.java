package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/// Client frames about a person's own state: read marks, drafts, favourites and what else the
/// devices of one person share. Nobody else sees it but for read marks.
public sealed interface StateFrame extends ClientFrame {
    /// One has read a conversation, or a thread of it, up to a seq; marks only move forward. Reply:
    /// `done`.
    @JsonTypeName("mark-read")
    record MarkRead(long ref, ConversationId conversation, long seq, @Nullable Long thread)
            implements StateFrame, Instruction {
        public MarkRead {
            Check.ref(ref);
            Check.range("seq", seq, 0, Limits.INTEGER);
            Check.optionalRange("thread", thread, 1, Limits.INTEGER);
        }
    }

    /// Keeps a value for all devices of the person; an empty one ends it (see States). Reply:
    /// `done`.
    @JsonTypeName("set-state")
    record SetState(long ref, String key, String value) implements StateFrame, Instruction {
        public SetState {
            Check.ref(ref);
            Check.shortText("key", key);
            Check.value(value);
        }
    }

    /// A page of the states that changed after a version (0 or absent: all). Reply: `states`.
    @JsonTypeName("list-states")
    record ListStates(long ref, @Nullable Long after) implements StateFrame, Question {
        public ListStates {
            Check.ref(ref);
            Check.optionalRange("after", after, 0, Limits.INTEGER);
        }
    }
}
