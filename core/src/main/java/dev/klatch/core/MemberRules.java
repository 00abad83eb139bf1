package dev.klatch.core;

import dev.klatch.core.Rules.Sent;
import dev.klatch.core.conversation.Conversation;
import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.StoredMember;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.permission.Permissions;
import dev.klatch.core.permission.Verb;
import dev.klatch.protocol.Command;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationFrame.Join;
import dev.klatch.protocol.ConversationFrame.Leave;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.MemberFrame.Ban;
import dev.klatch.protocol.MemberFrame.Invite;
import dev.klatch.protocol.MemberFrame.Mute;
import dev.klatch.protocol.MemberFrame.Remove;
import dev.klatch.protocol.MemberFrame.SetStanding;
import dev.klatch.protocol.MemberFrame.Unban;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.Standing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is in a conversation and as what: coming, going, and being brought or taken.
final class MemberRules {
    private static final long MINUTE_MILLIS = 60_000;

    private final Rules rules;
    private final Happenings happenings;
    private final Membership membership;
    private final Crowding crowding;

    MemberRules(Rules rules, Happenings happenings, Membership membership, Crowding crowding) {
        this.rules = rules;
        this.happenings = happenings;
        this.membership = membership;
        this.crowding = crowding;
    }

    void join(Batch batch, Sent sent, Join join) {
        StoredPerson author = sent.author();
        Conversation room = rules.conversations().find(join.conversation());
        if (room != null && room.has(author.id())) {
            happenings.refuse(batch, sent, join, Refusal.ALREADY_MEMBER);
            return;
        }
        if (room != null && room.isPublic() && room.isBanned(author.id())) {
            happenings.refuse(batch, sent, join, Refusal.KEPT_OUT);
            return;
        }
        Conversation open = happenings.find(batch, sent, join, Verb.JOIN, join.conversation());
        if (open == null
                || isFull(batch, sent, join, open, 1)
                || !crowding.mayEnter(batch, sent, join)) {
            return;
        }
        membership.enter(batch, open, List.of(author));
        long time = rules.eventMillis();
        happenings.accept(
                batch,
                sent,
                join,
                new Event.Joined(
                        open.id(), open.next(time), time, author.id(), author.name(), join.cid()));
    }

    private boolean isFull(
            Batch batch, Sent sent, Command command, Conversation conversation, int coming) {
        int most = rules.roomMembers();
        boolean full = !conversation.traits().announcement() && conversation.size() + coming > most;
        if (full) {
            happenings.tooMany(batch, sent, command, "conversation", most);
        }
        return full;
    }

    void leave(Batch batch, Sent sent, Leave leave) {
        Conversation room = rules.conversations().find(leave.conversation());
        if (room != null
                && room.has(sent.author().id())
                && (room.takesAll() || room.type() == ConversationType.DIRECT)) {
            happenings.refuse(batch, sent, leave, Refusal.CANNOT_LEAVE);
            return;
        }
        Conversation left = happenings.find(batch, sent, leave, Verb.LEAVE, leave.conversation());
        if (left != null) {
            happenings.accept(batch, sent, leave, left(left, sent.author(), leave.cid()));
            membership.part(batch, left, sent.author());
        }
    }

    /// Takes somebody who is leaving for good out of all rooms and groups.
    void leaveAll(Batch batch, StoredPerson person) {
        for (ConversationId id : rules.draft().conversationsOf(person.id())) {
            Conversation conversation = rules.conversations().find(id);
            if (conversation != null && conversation.type() != ConversationType.DIRECT) {
                CommandId cid = rules.freshCid();
                happenings.happen(batch, left(conversation, person, cid), person.id(), cid);
                membership.part(batch, conversation, person);
            }
        }
    }

    private Event.Left left(Conversation room, StoredPerson person, CommandId cid) {
        long time = rules.eventMillis();
        return new Event.Left(room.id(), room.next(time), time, person.id(), person.name(), cid);
    }

    void invite(Batch batch, Sent sent, Invite invite) {
        Conversation conversation =
                happenings.find(batch, sent, invite, Verb.INVITE, invite.conversation());
        if (conversation == null) {
            return;
        }
        List<StoredPerson> coming = new ArrayList<>();
        for (PersonId id : invite.people()) {
            StoredPerson person = rules.draft().person(id);
            if (person == null || person.closed()) {
                happenings.refuseField(batch, sent, invite, Refusal.UNKNOWN_PERSON, "people");
                return;
            }
            if (person.role() == Role.SERVER) {
                happenings.refuse(batch, sent, invite, Refusal.NOT_ALLOWED, Rules.SERVER_WORDS);
                return;
            }
            if (conversation.isBanned(id)) {
                String words = person.name() + " was taken out by a moderator and may not come.";
                happenings.refuse(batch, sent, invite, Refusal.KEPT_OUT, words);
                return;
            }
            if (!conversation.has(id)) {
                coming.add(person);
            }
        }
        if (coming.isEmpty()) {
            String words = "All of them are in this conversation already.";
            happenings.refuse(batch, sent, invite, Refusal.ALREADY_MEMBER, words);
        } else if (!isFull(batch, sent, invite, conversation, coming.size())
                && crowding.mayApproach(batch, sent, invite, coming)) {
            membership.enter(batch, conversation, coming);
            happenings.accept(
                    batch,
                    sent,
                    invite,
                    invited(conversation, sent.author(), invite.cid(), coming));
        }
    }

    private Event.Invited invited(
            Conversation conversation,
            StoredPerson author,
            CommandId cid,
            List<StoredPerson> coming) {
        long time = rules.eventMillis();
        List<Person> people = coming.stream().map(StoredPerson::seen).toList();
        return new Event.Invited(
                conversation.id(),
                conversation.next(time),
                time,
                author.id(),
                author.name(),
                cid,
                people);
    }

    /// Brings somebody in who holds an invite of this host's. Nothing happens if they are in
    /// already, or the conversation is gone or keeps them out.
    void bring(Batch batch, StoredPerson host, StoredPerson guest, ConversationId id) {
        Conversation conversation = rules.conversations().find(id);
        if (conversation == null
                || conversation.has(guest.id())
                || conversation.isBanned(guest.id())
                || !conversation.has(host.id())) {
            return;
        }
        membership.enter(batch, conversation, List.of(guest));
        CommandId cid = rules.freshCid();
        Event.Invited event = invited(conversation, host, cid, List.of(guest));
        happenings.happen(batch, event, host.id(), cid);
    }

    /// A member on whom somebody acts, and where.
    private record Target(Conversation conversation, StoredPerson person) {}

    private @Nullable Target target(Batch batch, Sent sent, Command command, Verb verb, Aim aim) {
        Conversation conversation = happenings.find(batch, sent, command, verb, aim.conversation());
        if (conversation == null) {
            return null;
        }
        StoredPerson person = rules.draft().person(aim.person());
        if (person == null) {
            happenings.refuseField(batch, sent, command, Refusal.UNKNOWN_PERSON, "person");
            return null;
        }
        boolean above =
                Permissions.rank(sent.author(), conversation)
                                .compareTo(Permissions.rank(person, conversation))
                        > 0;
        boolean self = person.id().equals(sent.author().id());
        if (self ? verb != Verb.SET_STANDING : !above) {
            happenings.refuse(batch, sent, command, Refusal.NOT_ALLOWED);
            return null;
        }
        return new Target(conversation, person);
    }

    private record Aim(ConversationId conversation, PersonId person) {}

    /// The same, of somebody who is a member.
    private @Nullable Target member(Batch batch, Sent sent, Command command, Verb verb, Aim aim) {
        Target target = target(batch, sent, command, verb, aim);
        if (target != null && target.conversation().member(aim.person()) == null) {
            happenings.refuseField(batch, sent, command, Refusal.NOT_A_MEMBER, "person");
            return null;
        }
        return target;
    }

    void remove(Batch batch, Sent sent, Remove remove) {
        Aim aim = new Aim(remove.conversation(), remove.person());
        Target target = member(batch, sent, remove, Verb.REMOVE, aim);
        if (target != null) {
            happenings.accept(batch, sent, remove, removed(target, sent, remove.cid(), false));
            membership.part(batch, target.conversation(), target.person());
        }
    }

    private Event.Removed removed(Target target, Sent sent, CommandId cid, boolean banned) {
        long time = rules.eventMillis();
        return new Event.Removed(
                target.conversation().id(),
                target.conversation().next(time),
                time,
                sent.author().id(),
                sent.author().name(),
                cid,
                target.person().id(),
                target.person().name(),
                banned);
    }

    void ban(Batch batch, Sent sent, Ban ban) {
        Aim aim = new Aim(ban.conversation(), ban.person());
        Target target = target(batch, sent, ban, Verb.BAN, aim);
        if (target == null) {
            return;
        }
        Conversation conversation = target.conversation();
        batch.keep(new Change.AddBan(conversation.id(), ban.person()));
        conversation.ban(ban.person(), Conversation.Ban.ON);
        if (conversation.member(ban.person()) == null) {
            happenings.accept(batch, sent, ban, banned(target, sent, ban.cid(), true));
        } else {
            happenings.accept(batch, sent, ban, removed(target, sent, ban.cid(), true));
            membership.part(batch, conversation, target.person());
        }
    }

    private Event.Banned banned(Target target, Sent sent, CommandId cid, boolean on) {
        long time = rules.eventMillis();
        return new Event.Banned(
                target.conversation().id(),
                target.conversation().next(time),
                time,
                sent.author().id(),
                sent.author().name(),
                cid,
                target.person().id(),
                target.person().name(),
                on);
    }

    void unban(Batch batch, Sent sent, Unban unban) {
        Aim aim = new Aim(unban.conversation(), unban.person());
        Target target = target(batch, sent, unban, Verb.BAN, aim);
        if (target != null) {
            Conversation conversation = target.conversation();
            batch.keep(new Change.EndBan(conversation.id(), unban.person()));
            conversation.ban(unban.person(), Conversation.Ban.OFF);
            happenings.accept(batch, sent, unban, banned(target, sent, unban.cid(), false));
        }
    }

    void mute(Batch batch, Sent sent, Mute mute) {
        Aim aim = new Aim(mute.conversation(), mute.person());
        Target target = member(batch, sent, mute, Verb.MUTE, aim);
        StoredMember old =
                target == null ? null : target.conversation().member(target.person().id());
        if (target == null || old == null) {
            return;
        }
        long until =
                mute.minutes() == 0
                        ? 0
                        : rules.time().wallMillis() + mute.minutes() * MINUTE_MILLIS;
        Conversation conversation = target.conversation();
        StoredMember muted = new StoredMember(old.standing(), until, old.from());
        membership.set(batch, conversation, target.person().id(), muted);
        long time = rules.eventMillis();
        happenings.accept(
                batch,
                sent,
                mute,
                new Event.Muted(
                        conversation.id(),
                        conversation.next(time),
                        time,
                        sent.author().id(),
                        sent.author().name(),
                        mute.cid(),
                        target.person().id(),
                        target.person().name(),
                        until));
    }

    void setStanding(Batch batch, Sent sent, SetStanding set) {
        Aim aim = new Aim(set.conversation(), set.person());
        Target target = member(batch, sent, set, Verb.SET_STANDING, aim);
        StoredMember old =
                target == null ? null : target.conversation().member(target.person().id());
        if (target == null || old == null) {
            return;
        }
        Conversation conversation = target.conversation();
        if (set.standing() != Standing.OWNER && conversation.isLastOwner(set.person())) {
            happenings.refuse(batch, sent, set, Refusal.LAST_OWNER);
            return;
        }
        StoredMember now = new StoredMember(set.standing(), old.mutedUntil(), old.from());
        membership.set(batch, conversation, set.person(), now);
        long time = rules.eventMillis();
        happenings.accept(
                batch,
                sent,
                set,
                new Event.Promoted(
                        conversation.id(),
                        conversation.next(time),
                        time,
                        sent.author().id(),
                        sent.author().name(),
                        set.cid(),
                        target.person().id(),
                        target.person().name(),
                        set.standing()));
    }
}
