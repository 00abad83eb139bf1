package dev.klatch.tests.journal;

import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.OpenCall;
import dev.klatch.protocol.CallAction;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Calls that are not over, in memory.
final class MemoryCalls {
    private final Undo undo;
    private final Map<ConversationId, OpenCall> open = new LinkedHashMap<>();

    MemoryCalls(Undo undo) {
        this.undo = undo;
    }

    void happened(Event event) {
        if (event instanceof Event.Called called) {
            boolean begins = called.action() == CallAction.STARTED;
            OpenCall now = begins ? new OpenCall(called, 0) : null;
            undo.replaceOrRemove(open, called.conversation(), now);
        }
    }

    void answered(Change.AnswerCall answer) {
        OpenCall old = open.get(answer.conversation());
        if (old != null) {
            OpenCall now = new OpenCall(old.start(), answer.time());
            undo.replaceOrRemove(open, answer.conversation(), now);
        }
    }

    List<OpenCall> all() {
        return List.copyOf(open.values());
    }

    void wipe() {
        open.clear();
    }
}
