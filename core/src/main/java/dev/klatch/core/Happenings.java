package dev.klatch.core;

import dev.klatch.core.Rules.Sent;
import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.ContentHash;
import dev.klatch.core.journal.DoneCommand;
import dev.klatch.core.presence.Connection;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Command;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;

/// The two ends of every command: its event and its reply.
final class Happenings {
    private final Lookout lookout;

    Happenings(Lookout lookout) {
        this.lookout = lookout;
    }

    /// Keeps the event of a command; the one who sent it is told so in the event's place.
    void accept(Batch batch, Sent sent, Command command, Event event) {
        Answer.Accepted reply =
                new Answer.Accepted(
                        command.ref(),
                        command.cid(),
                        event.conversation(),
                        event.seq(),
                        event.time());
        append(batch, event, sent.author().id(), command.cid(), sent.hash());
        batch.tell(new Outcome.Happened(event, sent.from(), reply));
        lookout.done(batch, sent, command, event);
    }

    /// Keeps an event that no connection asked for.
    void happen(Batch batch, Event event, PersonId author, CommandId cid) {
        append(batch, event, author, cid, new ContentHash(0, 0));
        batch.tell(new Outcome.Happened(event, null, null));
        lookout.happened(batch, event);
    }

    private void append(
            Batch batch, Event event, PersonId author, CommandId cid, ContentHash hash) {
        batch.draft().keep(new Change.Append(event, hash));
        batch.draft()
                .did(
                        cid,
                        author,
                        new DoneCommand(event.conversation(), event.seq(), event.time(), hash));
    }

    /// Repeats the reply that this command got the first time.
    void repeat(Batch batch, Connection from, Command command, DoneCommand done) {
        batch.tell(
                new Outcome.Told(
                        from,
                        new Answer.Accepted(
                                command.ref(),
                                command.cid(),
                                done.conversation(),
                                done.seq(),
                                done.time())));
    }

    void refuse(Batch batch, Sent sent, Command command, Refusal refusal) {
        refuse(batch, sent, command, refusal, refusal.message());
    }

    void refuse(Batch batch, Sent sent, Command command, Refusal refusal, String words) {
        tellNo(batch, sent.from(), command, Refused.of(command.ref(), refusal, words));
    }

    void tellNo(Batch batch, Connection from, Command command, Refused refused) {
        batch.tell(new Outcome.Told(from, refused.command(command.cid())));
        lookout.refused(batch, from, command, refused.error());
    }
}
