package dev.klatch.tests.faults;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.EventBody;
import dev.klatch.protocol.PersonId;
import dev.klatch.tests.history.Entry;

/// Events as the history has them.
final class Entries {
    private Entries() {}

    static Entry of(Event event) {
        return switch (event) {
            case Event.Posted it -> entry(it, it.text());
            case Event.Created it -> entry(it, it.title());
            case Event.Made it -> entry(it, "");
            case Event.Opaque it ->
                    new Entry(it.conversation().text(), it.seq(), "opaque", "", "", "");
        };
    }

    private static Entry entry(Event.Made event, String text) {
        return new Entry(
                event.conversation().text(),
                event.seq(),
                EventBody.kind(event),
                event.author().text(),
                event.cid().text(),
                text);
    }

    /// The event in whose place the answer to one's own message stands.
    static Event own(Guest guest, String cid, String text, Answer.Accepted accepted) {
        return new Event.Posted(
                accepted.conversation(),
                accepted.seq(),
                accepted.time(),
                PersonId.parse(guest.person()),
                guest.name(),
                CommandId.parse(cid),
                text);
    }
}
