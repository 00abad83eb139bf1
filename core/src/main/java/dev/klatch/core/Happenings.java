package dev.klatch.core;

import dev.klatch.core.Rules.Sent;
import dev.klatch.core.conversation.Conversation;
import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.ContentHash;
import dev.klatch.core.journal.DoneCommand;
import dev.klatch.core.permission.Permissions;
import dev.klatch.core.permission.Verb;
import dev.klatch.core.presence.Connection;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Command;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The two ends of every command: its event and its reply.
final class Happenings {
    private final Rules rules;
    private final Lookout lookout;

    Happenings(Rules rules, Lookout lookout) {
        this.rules = rules;
        this.lookout = lookout;
    }

    /// Keeps the event of a command; the one who sent it is told so in the event's place.
    void accept(Batch batch, Sent sent, Command command, Event event) {
        accept(batch, sent, command, event, List.of());
    }

    /// The same; the reply says that these are away and get it later.
    void accept(Batch batch, Sent sent, Command command, Event event, List<Person> offline) {
        Answer.Accepted reply =
                new Answer.Accepted(
                        command.ref(),
                        command.cid(),
                        event.conversation(),
                        event.seq(),
                        event.time(),
                        offline.isEmpty() ? null : offline);
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
        batch.keep(new Change.Append(event, hash));
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

    /// Whether the sender may do this there; if not, they are told why.
    boolean allowed(Batch batch, Sent sent, Command command, Verb verb, Conversation conversation) {
        Refusal refusal =
                Permissions.refusal(verb, sent.author(), conversation, rules.time().wallMillis());
        if (refusal != null) {
            refuse(batch, sent, command, refusal);
        }
        return refusal == null;
    }

    /// The conversation, if the sender may do this there; if not, they are told why.
    @Nullable Conversation find(
            Batch batch, Sent sent, Command command, Verb verb, ConversationId id) {
        Conversation conversation = rules.conversations().find(id);
        if (conversation == null) {
            refuse(batch, sent, command, Refusal.UNKNOWN_CONVERSATION);
            return null;
        }
        return allowed(batch, sent, command, verb, conversation) ? conversation : null;
    }

    /// No, because of this field.
    void refuseField(Batch batch, Sent sent, Command command, Refusal refusal, String field) {
        Refused no = Refused.of(command.ref(), refusal).about(field, null);
        tellNo(batch, sent.from(), command, no);
    }

    /// No, because there are as many as there may be.
    void tooMany(Batch batch, Sent sent, Command command, String field, long limit) {
        Refused no = Refused.of(command.ref(), Refusal.TOO_MANY).about(field, limit);
        tellNo(batch, sent.from(), command, no);
    }

    /// Not yet.
    void slowDown(Batch batch, Sent sent, Command command, String words, long millis) {
        Refused no = Refused.of(command.ref(), Refusal.SLOW_DOWN, words).after(millis);
        tellNo(batch, sent.from(), command, no);
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
