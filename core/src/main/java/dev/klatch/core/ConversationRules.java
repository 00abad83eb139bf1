package dev.klatch.core;

import dev.klatch.core.Rules.Sent;
import dev.klatch.core.conversation.Conversation;
import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.Draft;
import dev.klatch.core.journal.StoredConversation;
import dev.klatch.core.journal.StoredMember;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.person.NameRules;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Command;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationFrame.CreateRoom;
import dev.klatch.protocol.ConversationFrame.Join;
import dev.klatch.protocol.ConversationFrame.Leave;
import dev.klatch.protocol.ConversationFrame.OpenDirect;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How conversations are made, entered and left.
final class ConversationRules {
    private final Rules rules;
    private final Happenings happenings;

    ConversationRules(Rules rules, Happenings happenings) {
        this.rules = rules;
        this.happenings = happenings;
    }

    void create(Batch batch, Sent sent, CreateRoom command) {
        String title = NameRules.clean(command.name());
        if (title == null || NameRules.isReserved(title)) {
            happenings.refuse(batch, sent, command, Refusal.NAME_INVALID);
            return;
        }
        String key = NameRules.key(title);
        StoredPerson namesake = rules.draft().personNamed(key);
        boolean person = namesake != null && !namesake.closed();
        if (person || rules.draft().conversationKeyed(key) != null) {
            String words = "The name " + title + " is in use. Choose another.";
            happenings.refuse(batch, sent, command, Refusal.NAME_TAKEN, words);
            return;
        }
        Conversation room = make(batch, ConversationType.ROOM, title, key);
        begin(batch, sent, command, room, List.of());
        batch.tell(
                new Outcome.ToldConversation(
                        rules.everyone(), new Notice.RoomMade(room.id(), title)));
    }

    /// Makes these people members from the next event on and lets their connections hear of it.
    private void enter(Batch batch, Conversation conversation, List<StoredPerson> people) {
        List<PersonId> ids = people.stream().map(StoredPerson::id).toList();
        long from = conversation.head() + 1;
        batch.draft().keep(new Change.AddMembers(conversation.id(), ids, from));
        ids.forEach(id -> conversation.add(id, new StoredMember(Standing.MEMBER, 0, from)));
        for (PersonId person : ids) {
            batch.tell(new Outcome.Subscribed(person, conversation.id()));
            batch.tell(new Outcome.ToldPerson(person, entered(conversation, person)));
        }
    }

    private Notice.Entered entered(Conversation conversation, PersonId reader) {
        return new Notice.Entered(rules.summary(conversation, reader));
    }

    void join(Batch batch, Sent sent, Join command) {
        StoredPerson author = sent.author();
        Conversation room = rules.conversations().find(command.conversation());
        if (room == null || room.type() != ConversationType.ROOM) {
            happenings.refuse(batch, sent, command, Refusal.UNKNOWN_CONVERSATION);
            return;
        }
        if (room.has(author.id())) {
            happenings.refuse(batch, sent, command, Refusal.ALREADY_MEMBER);
            return;
        }
        enter(batch, room, List.of(author));
        long time = rules.eventMillis();
        happenings.accept(
                batch,
                sent,
                command,
                new Event.Joined(
                        room.id(),
                        room.next(time),
                        time,
                        author.id(),
                        author.name(),
                        command.cid()));
    }

    void leave(Batch batch, Sent sent, Leave command) {
        Conversation room = rules.conversations().find(command.conversation());
        if (room == null || !room.has(sent.author().id())) {
            happenings.refuse(batch, sent, command, Refusal.UNKNOWN_CONVERSATION);
            return;
        }
        if (room.takesAll() || room.type() == ConversationType.DIRECT) {
            happenings.refuse(batch, sent, command, Refusal.CANNOT_LEAVE);
            return;
        }
        happenings.accept(batch, sent, command, left(room, sent.author(), command.cid()));
        part(batch, room, sent.author());
    }

    /// Takes somebody who is leaving for good out of all rooms.
    void leaveAll(Batch batch, StoredPerson person) {
        for (ConversationId id : rules.draft().conversationsOf(person.id())) {
            Conversation conversation = rules.conversations().find(id);
            if (conversation != null && conversation.type() != ConversationType.DIRECT) {
                CommandId cid = CommandId.fresh(rules.time().wallMillis(), rules.random());
                Event.Left left = left(conversation, person, cid);
                happenings.happen(batch, left, person.id(), cid);
                part(batch, conversation, person);
            }
        }
    }

    private Event.Left left(Conversation room, StoredPerson person, CommandId cid) {
        long time = rules.eventMillis();
        return new Event.Left(room.id(), room.next(time), time, person.id(), person.name(), cid);
    }

    private void part(Batch batch, Conversation room, StoredPerson person) {
        long last = room.head();
        batch.draft().keep(new Change.EndMember(room.id(), person.id(), last));
        room.remove(person.id());
        batch.tell(new Outcome.Unsubscribed(person.id(), room.id()));
    }

    void openDirect(Batch batch, Sent sent, OpenDirect command) {
        StoredPerson author = sent.author();
        StoredPerson other = addressee(command);
        if (other == null) {
            happenings.refuse(batch, sent, command, Refusal.UNKNOWN_PERSON);
        } else if (other.id().equals(author.id())) {
            happenings.refuse(batch, sent, command, Refusal.YOURSELF);
        } else if (other.closed()) {
            String words = other.name() + " was a guest and has left.";
            happenings.refuse(batch, sent, command, Refusal.GUEST_LEFT, words);
        } else {
            openWith(batch, sent, command, other);
        }
    }

    private @Nullable StoredPerson addressee(OpenDirect command) {
        if (command.person() != null) {
            return rules.draft().person(command.person());
        }
        String name = NameRules.clean(Objects.requireNonNull(command.name()));
        return name == null ? null : rules.draft().personNamed(NameRules.key(name));
    }

    private void openWith(Batch batch, Sent sent, OpenDirect command, StoredPerson other) {
        PersonId author = sent.author().id();
        StoredConversation known = rules.draft().direct(author, other.id());
        if (known == null) {
            String key = Draft.directKey(author, other.id());
            Conversation direct = make(batch, ConversationType.DIRECT, "", key);
            begin(batch, sent, command, direct, List.of(other));
            return;
        }
        Conversation direct = Objects.requireNonNull(rules.conversations().find(known.id()));
        batch.tell(new Outcome.Told(sent.from(), entered(direct, author)));
        batch.tell(
                new Outcome.Told(
                        sent.from(),
                        new Answer.Accepted(
                                command.ref(), command.cid(), direct.id(), 1, direct.made())));
    }

    private Conversation make(Batch batch, ConversationType type, String title, String key) {
        ConversationId id = new ConversationId(rules.freshId());
        long time = rules.eventMillis();
        Change.AddConversation made = new Change.AddConversation(id, type, title, key, time);
        batch.draft().keep(made);
        return rules.conversations().add(StoredConversation.made(made));
    }

    /// The first event of a conversation, whose maker is in it, with these others.
    private void begin(
            Batch batch, Sent sent, Command command, Conversation made, List<StoredPerson> others) {
        StoredPerson author = sent.author();
        List<StoredPerson> people = new ArrayList<>(others);
        people.addFirst(author);
        enter(batch, made, people);
        happenings.accept(
                batch,
                sent,
                command,
                new Event.Created(
                        made.id(),
                        made.next(made.made()),
                        made.made(),
                        author.id(),
                        author.name(),
                        command.cid(),
                        made.type(),
                        made.title()));
    }
}
