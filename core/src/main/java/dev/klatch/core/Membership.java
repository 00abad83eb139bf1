package dev.klatch.core;

import dev.klatch.core.conversation.Conversation;
import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.StoredMember;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Standing;
import java.util.List;
import java.util.Map;

/// Brings people into conversations and out of them, with all that follows from it: who hears of
/// it, who is the owner then, and when a conversation ends because nobody is left to talk to.
final class Membership {
    private final Rules rules;
    private final Happenings happenings;
    private final CallRules calls;

    Membership(Rules rules, Happenings happenings, CallRules calls) {
        this.rules = rules;
        this.happenings = happenings;
        this.calls = calls;
    }

    /// Makes these people members from the next event on and lets their connections hear of it.
    /// They have read all that was said before.
    void enter(Batch batch, Conversation conversation, List<StoredPerson> people) {
        add(batch, conversation, people, Standing.MEMBER);
        tell(batch, conversation, people);
    }

    /// The same for a new conversation: its maker, and others.
    void begin(
            Batch batch,
            Conversation conversation,
            StoredPerson maker,
            Standing standing,
            List<StoredPerson> others) {
        add(batch, conversation, List.of(maker), standing);
        add(batch, conversation, others, Standing.MEMBER);
        tell(batch, conversation, List.of(maker));
        tell(batch, conversation, others);
    }

    private void add(
            Batch batch, Conversation conversation, List<StoredPerson> people, Standing standing) {
        List<PersonId> ids = people.stream().map(StoredPerson::id).toList();
        long from = conversation.head() + 1;
        if (!ids.isEmpty()) {
            batch.keep(new Change.AddMembers(conversation.id(), ids, from, standing));
        }
        for (PersonId person : ids) {
            conversation.add(person, new StoredMember(standing, 0, from));
            if (from > 1) {
                batch.keep(new Change.Mark(person, conversation.id(), 0, from - 1));
            }
        }
    }

    private void tell(Batch batch, Conversation conversation, List<StoredPerson> people) {
        for (StoredPerson person : people) {
            long read = conversation.head();
            Notice.Entered entered =
                    new Notice.Entered(rules.summary(conversation, person.id(), read));
            batch.tell(new Outcome.Entered(person.id(), conversation.id(), entered));
        }
    }

    /// What somebody is told who asks for a conversation that they are in already.
    Notice.Entered entered(Conversation conversation, PersonId reader) {
        long read = rules.draft().mark(reader, conversation.id(), 0);
        return new Notice.Entered(rules.summary(conversation, reader, read));
    }

    /// Takes somebody out after the event that says so.
    void part(Batch batch, Conversation conversation, StoredPerson person) {
        boolean owned = conversation.isLastOwner(person.id());
        end(batch, conversation, person.id());
        calls.parted(batch, conversation.id(), person.id());
        if (isOver(conversation)) {
            close(batch, conversation, person);
        } else if (owned) {
            succeed(batch, conversation, person);
        }
    }

    private void end(Batch batch, Conversation conversation, PersonId person) {
        long last = conversation.head();
        batch.keep(new Change.EndMember(conversation.id(), person, last));
        conversation.remove(person);
        batch.tell(new Outcome.Unsubscribed(person, conversation.id()));
    }

    private static boolean isOver(Conversation conversation) {
        return switch (conversation.type()) {
            case GROUP -> conversation.size() < 2;
            case ROOM -> !conversation.isPublic() && conversation.size() == 0;
            default -> false;
        };
    }

    /// Ends a conversation; who is left in it is told so, and its name is free.
    private void close(Batch batch, Conversation conversation, StoredPerson last) {
        calls.closed(batch, conversation.id());
        long time = rules.eventMillis();
        CommandId cid = rules.freshCid();
        happenings.happen(
                batch,
                new Event.Closed(
                        conversation.id(),
                        conversation.next(time),
                        time,
                        last.id(),
                        last.name(),
                        cid),
                last.id(),
                cid);
        conversation.members().forEach(person -> end(batch, conversation, person));
        batch.keep(new Change.CloseConversation(conversation.id()));
        rules.conversations().end(conversation.id());
    }

    /// The last owner has gone: the one who is there longest, of the moderators if there is one, is
    /// the owner from here on.
    private void succeed(Batch batch, Conversation conversation, StoredPerson before) {
        if (conversation.type() == ConversationType.DIRECT || conversation.size() == 0) {
            return;
        }
        PersonId heir = null;
        StoredMember best = null;
        for (Map.Entry<PersonId, StoredMember> entry : conversation.memberships().entrySet()) {
            StoredMember each = entry.getValue();
            boolean better =
                    best == null
                            || each.standing().compareTo(best.standing()) < 0
                            || (each.standing() == best.standing() && each.from() < best.from());
            if (better) {
                heir = entry.getKey();
                best = each;
            }
        }
        StoredPerson next = heir == null ? null : rules.draft().person(heir);
        if (next != null && best != null) {
            StoredMember owner = new StoredMember(Standing.OWNER, 0, best.from());
            set(batch, conversation, next.id(), owner);
            long time = rules.eventMillis();
            CommandId cid = rules.freshCid();
            happenings.happen(
                    batch,
                    new Event.Promoted(
                            conversation.id(),
                            conversation.next(time),
                            time,
                            before.id(),
                            before.name(),
                            cid,
                            next.id(),
                            next.name(),
                            Standing.OWNER),
                    before.id(),
                    cid);
        }
    }

    /// Makes somebody who is in it something else in it.
    void set(Batch batch, Conversation conversation, PersonId person, StoredMember member) {
        batch.keep(new Change.SetMember(conversation.id(), person, member));
        conversation.add(person, member);
    }
}
