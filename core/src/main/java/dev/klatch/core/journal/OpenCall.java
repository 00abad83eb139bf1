package dev.klatch.core.journal;

import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;

/// A call that is not over: the event that started it, and when it was answered, in milliseconds
/// since 1970 (0: it was not).
public record OpenCall(Event.Called start, long answered) {
    /// Where it is.
    public ConversationId conversation() {
        return start.conversation();
    }
}
