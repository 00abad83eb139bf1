package dev.klatch.tests.faults;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.PersonId;
import dev.klatch.tests.history.Entry;

/// Events as the history has them.
final class Entries {
    private Entries() {}

    static Entry of(Event event) {
        return switch (event) {
            case Event.Posted it -> entry(it, "posted", it.author(), it.cid(), it.text());
            case Event.Created it -> entry(it, "created", it.author(), it.cid(), it.title());
            case Event.Joined it -> entry(it, "joined", it.author(), it.cid(), "");
            case Event.Left it -> entry(it, "left", it.author(), it.cid(), "");
            case Event.Opaque it ->
                    new Entry(it.conversation().text(), it.seq(), "opaque", "", "", "");
        };
    }

    private static Entry entry(
            Event event, String kind, PersonId author, CommandId cid, String text) {
        return new Entry(
                event.conversation().text(), event.seq(), kind, author.text(), cid.text(), text);
    }

    /// When it happened.
    static long time(Event event) {
        return switch (event) {
            case Event.Posted it -> it.time();
            case Event.Created it -> it.time();
            case Event.Joined it -> it.time();
            case Event.Left it -> it.time();
            case Event.Opaque it -> it.time();
        };
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
