package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/// Client frames about who is here and what they are doing. None of them is stored.
public sealed interface PresenceFrame extends ClientFrame {

    /// Asks for a page of the people online. `after` comes from the page before. Reply: `people`.
    @JsonTypeName("list-people")
    record ListPeople(long ref, @Nullable String after) implements PresenceFrame, Instruction {
        public ListPeople {
            Check.ref(ref);
            Check.shortText("after", after);
        }
    }

    /// Says that one is writing; others see it for a few seconds. Reply: `done`.
    @JsonTypeName("typing")
    record Typing(long ref, ConversationId conversation) implements PresenceFrame, Instruction {
        public Typing {
            Check.ref(ref);
        }
    }

    /// Shows that one is still there; the answer to the server's `beat`. Reply: `done`.
    @JsonTypeName("beat")
    record Beat(long ref) implements PresenceFrame, Instruction {
        public Beat {
            Check.ref(ref);
        }
    }
}
