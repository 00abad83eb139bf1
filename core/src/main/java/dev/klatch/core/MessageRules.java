package dev.klatch.core;

import dev.klatch.core.Rules.Sent;
import dev.klatch.core.conversation.Conversation;
import dev.klatch.core.journal.StoredMessage;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.permission.Verb;
import dev.klatch.protocol.Command;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.MessageFrame.Delete;
import dev.klatch.protocol.MessageFrame.Edit;
import dev.klatch.protocol.MessageFrame.Pin;
import dev.klatch.protocol.MessageFrame.React;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What may become of what was said.
final class MessageRules {
    private final Rules rules;
    private final Happenings happenings;
    private final Mentions mentions;

    MessageRules(Rules rules, Happenings happenings, Mentions mentions) {
        this.rules = rules;
        this.happenings = happenings;
        this.mentions = mentions;
    }

    /// A message that is to be changed, with its conversation.
    private record Target(Conversation conversation, StoredMessage message) {}

    private @Nullable Target target(
            Batch batch, Sent sent, Command command, Verb verb, Place place) {
        Conversation conversation =
                happenings.find(batch, sent, command, verb, place.conversation());
        if (conversation == null) {
            return null;
        }
        StoredMessage message = rules.message(conversation, sent.author(), place.seq());
        if (message == null) {
            happenings.refuseField(batch, sent, command, Refusal.UNKNOWN_MESSAGE, "target");
            return null;
        }
        return new Target(conversation, message);
    }

    private record Place(ConversationId conversation, long seq) {}

    void edit(Batch batch, Sent sent, Edit edit) {
        Place place = new Place(edit.conversation(), edit.target());
        Target target = target(batch, sent, edit, Verb.EDIT_OWN, place);
        if (target == null) {
            return;
        }
        StoredPerson author = sent.author();
        if (!target.message().author().equals(author.id())) {
            happenings.refuse(batch, sent, edit, Refusal.NOT_ALLOWED);
            return;
        }
        Conversation conversation = target.conversation();
        List<PersonId> given = edit.mentions();
        List<PersonId> named =
                given == null
                        ? mentions.in(conversation, edit.text()).people()
                        : mentions.members(conversation, given);
        long time = rules.eventMillis();
        happenings.accept(
                batch,
                sent,
                edit,
                new Event.Edited(
                        conversation.id(),
                        conversation.next(time),
                        time,
                        author.id(),
                        author.name(),
                        edit.cid(),
                        edit.target(),
                        edit.text(),
                        named.isEmpty() ? null : named));
    }

    void delete(Batch batch, Sent sent, Delete delete) {
        Place place = new Place(delete.conversation(), delete.target());
        Target target = target(batch, sent, delete, Verb.DELETE_OWN, place);
        if (target == null) {
            return;
        }
        StoredPerson author = sent.author();
        Conversation conversation = target.conversation();
        boolean own = target.message().author().equals(author.id());
        if (!own && !happenings.allowed(batch, sent, delete, Verb.DELETE_OTHERS, conversation)) {
            return;
        }
        long time = rules.eventMillis();
        happenings.accept(
                batch,
                sent,
                delete,
                new Event.Deleted(
                        conversation.id(),
                        conversation.next(time),
                        time,
                        author.id(),
                        author.name(),
                        delete.cid(),
                        delete.target()));
    }

    void react(Batch batch, Sent sent, React react) {
        Place place = new Place(react.conversation(), react.target());
        Target target = target(batch, sent, react, Verb.REACT, place);
        if (target == null) {
            return;
        }
        var there = target.message().reactions();
        if (react.on()
                && !there.containsKey(react.reaction())
                && there.size() >= Limits.REACTIONS) {
            happenings.tooMany(batch, sent, react, "reaction", Limits.REACTIONS);
            return;
        }
        StoredPerson author = sent.author();
        Conversation conversation = target.conversation();
        long time = rules.eventMillis();
        happenings.accept(
                batch,
                sent,
                react,
                new Event.Reacted(
                        conversation.id(),
                        conversation.next(time),
                        time,
                        author.id(),
                        author.name(),
                        react.cid(),
                        react.target(),
                        react.reaction(),
                        react.on()));
    }

    void pin(Batch batch, Sent sent, Pin pin) {
        Place place = new Place(pin.conversation(), pin.target());
        Target target = target(batch, sent, pin, Verb.PIN, place);
        if (target == null) {
            return;
        }
        Conversation conversation = target.conversation();
        if (pin.on()
                && !target.message().pinned()
                && rules.draft().pins(conversation.id()) >= Limits.PINS) {
            happenings.tooMany(batch, sent, pin, "target", Limits.PINS);
            return;
        }
        StoredPerson author = sent.author();
        long time = rules.eventMillis();
        happenings.accept(
                batch,
                sent,
                pin,
                new Event.Pinned(
                        conversation.id(),
                        conversation.next(time),
                        time,
                        author.id(),
                        author.name(),
                        pin.cid(),
                        pin.target(),
                        pin.on()));
    }
}
