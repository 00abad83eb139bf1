package dev.klatch.core;

import dev.klatch.core.conversation.Conversation;
import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.Profile;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.StoredSession;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.core.person.GuestGrace;
import dev.klatch.core.presence.Connection;
import dev.klatch.core.presence.EndedSessions;
import dev.klatch.core.presence.Presence;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.PresenceFrame;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Who is here: coming online, going offline, and a guest's leaving for good.
final class PresenceRules {
    private static final long USED_MILLIS = 60_000;

    private final Rules rules;
    private final ServerFacts facts;
    private final Presence presence;
    private final Lookout lookout;
    private final GuestGrace grace;
    private final MemberRules memberRules;
    private final Watching watching;
    private final CallRules calls;
    private final EndedSessions ended = new EndedSessions();
    private final List<Consumer<Batch>> later = new ArrayList<>();

    /// Whose sessions were ended: with the last connection they are gone, and nobody waits for
    /// them.
    private final Set<PersonId> expelled = new HashSet<>();

    PresenceRules(
            Rules rules,
            ServerFacts facts,
            MemberRules memberRules,
            Watching watching,
            CallRules calls,
            Lookout lookout) {
        this.rules = rules;
        this.facts = facts;
        this.memberRules = memberRules;
        this.watching = watching;
        this.calls = calls;
        this.presence = watching.presence();
        this.lookout = lookout;
        this.grace = new GuestGrace(facts.guestGraceMillis());
    }

    /// The server has begun: these guests are away, and were for nobody knows how long.
    void begin(List<StoredPerson> openGuests) {
        long now = rules.time().steadyMillis();
        openGuests.forEach(guest -> grace.away(guest.id(), now));
    }

    /// A guest has come in and has no connection yet: who never opens one must not hold the name
    /// for ever.
    void expect(StoredPerson guest) {
        grace.away(guest.id(), rules.time().steadyMillis());
    }

    void connected(Batch batch, Connection connection) {
        StoredPerson person = rules.draft().person(connection.person());
        if (person == null || person.closed() || person.banned()) {
            batch.tell(new Outcome.Closed(connection.person(), CloseCode.SIGNED_OUT));
            return;
        }
        if (ended.has(connection.session())) {
            batch.tell(new Outcome.SessionClosed(connection.session(), CloseCode.SIGNED_OUT));
            return;
        }
        used(batch, connection.session());
        expelled.remove(person.id());
        grace.settled(person.id());
        boolean arrived = presence.connected(person.seen(), connection);
        batch.tell(new Outcome.Welcomed(connection, welcome(person), into(person.id())));
        calls.connected(connection);
        if (arrived) {
            watching.arrived(batch, person.seen());
            lookout.arrived(batch, person.seen());
        }
    }

    /// What a connection of this person's takes part in.
    List<ConversationId> into(PersonId person) {
        List<ConversationId> into = new ArrayList<>(rules.draft().conversationsOf(person));
        into.add(rules.everyone());
        return into;
    }

    /// Notes that a session is in use, at most once a minute.
    private void used(Batch batch, TokenHash token) {
        StoredSession session = rules.draft().accounts().session(token);
        long now = rules.time().wallMillis();
        if (session != null && now - session.used() >= USED_MILLIS) {
            batch.draft().keep(new Change.UseSession(token, now));
        }
    }

    private Notice.Welcome welcome(StoredPerson person) {
        return new Notice.Welcome(
                facts.name(),
                facts.version(),
                1,
                facts.epoch(),
                person.id(),
                person.name(),
                person.role(),
                rules.everyone(),
                rules.time().wallMillis(),
                facts.files().file() == 0 ? List.of("calls") : List.of("files", "calls"),
                Notice.TheLimits.ofProtocol().withFile(facts.files().file()),
                facts.recorded() ? true : null,
                null);
    }

    void disconnected(Batch batch, Connection connection, Request.Parting parting) {
        calls.disconnected(connection);
        long now = rules.time().steadyMillis();
        if (!presence.disconnected(connection, now)) {
            return;
        }
        PersonId person = connection.person();
        StoredPerson known = rules.draft().person(person);
        if (known != null && !known.closed() && known.role() == Role.GUEST) {
            grace.away(person, now);
        }
        if (parting == Request.Parting.CLOSED || expelled.contains(person)) {
            depart(batch, presence.departed(person));
        }
    }

    private void depart(Batch batch, @Nullable Person gone) {
        if (gone != null) {
            expelled.remove(gone.person());
            seen(batch, gone.person());
            watching.departed(batch, gone);
            lookout.departed(batch, gone, Sight.Going.OFFLINE);
        }
    }

    /// Notes when this person was here last. Who has gone has gone even if that is not kept, so it
    /// is nothing for which the batch could be refused.
    private void seen(Batch batch, PersonId id) {
        StoredPerson person = rules.draft().person(id);
        if (person != null && !person.closed()) {
            Profile profile = person.profile().seen(rules.time().wallMillis());
            batch.draft().keep(new Change.SetPerson(person.with(profile)));
        }
    }

    /// A session ends; a guest who ends it has left for good.
    void endSession(Batch batch, Request.EndSession request) {
        StoredPerson person = rules.draft().person(request.person());
        if (person == null) {
            endSession(batch, request.tokenHash());
        } else {
            endSession(batch, person, request.tokenHash());
        }
        batch.tell(new Outcome.Settled(() -> request.reply().accept(Optional.empty())));
    }

    /// A session of this person ends; a guest who ends it has left for good.
    void endSession(Batch batch, StoredPerson person, TokenHash session) {
        if (person.role() == Role.GUEST) {
            leaveForGood(batch, person);
        }
        endSession(batch, session);
    }

    /// A session ends, and the connections that it opened with it.
    void endSession(Batch batch, TokenHash session) {
        batch.keep(new Change.EndSession(session));
        ended.add(session);
        calls.signedOut(batch, session);
        batch.tell(new Outcome.SessionClosed(session, CloseCode.SIGNED_OUT));
    }

    /// All sessions of somebody end at once; a guest has left for good. Others are told later: who
    /// did it has the reply first.
    void expel(Batch batch, StoredPerson person) {
        for (StoredSession session : rules.draft().accounts().sessionsOf(person.id())) {
            endSession(batch, session.token());
        }
        if (person.role() != Role.GUEST) {
            expelled.add(person.id());
            batch.tell(new Outcome.Closed(person.id(), CloseCode.SIGNED_OUT));
            return;
        }
        endGuest(batch, person);
        later.add(tick -> {
            StoredPerson now = rules.draft().person(person.id());
            if (now != null && now.closed()) {
                watching.left(tick, person.seen());
            }
        });
    }

    /// Others are to see this person as they are now, with the next tick.
    void changed(PersonId id) {
        later.add(tick -> {
            StoredPerson person = rules.draft().person(id);
            if (person != null && presence.isOnline(id)) {
                presence.changed(person.seen());
                watching.changed(tick, person.seen());
            }
        });
    }

    void tick(Batch batch) {
        long now = rules.time().steadyMillis();
        presence.expired(now).forEach(gone -> depart(batch, gone));
        List.copyOf(later).forEach(each -> each.accept(batch));
        later.clear();
        watching.tick(batch);
        for (PersonId guest : grace.over(now)) {
            StoredPerson person = rules.draft().person(guest);
            if (person == null || person.closed()) {
                grace.settled(guest);
            } else {
                leaveForGood(batch, person);
            }
        }
    }

    /// The grace time is settled only by a later tick that finds the guest closed: should this
    /// batch not be kept, that tick tries again.
    private void leaveForGood(Batch batch, StoredPerson guest) {
        if (guest.closed()) {
            return;
        }
        endGuest(batch, guest);
        watching.left(batch, guest.seen());
    }

    private void endGuest(Batch batch, StoredPerson guest) {
        memberRules.leaveAll(batch, guest);
        batch.keep(new Change.ClosePerson(guest.id(), rules.time().wallMillis()));
        presence.departed(guest.id());
        lookout.departed(batch, guest.seen(), Sight.Going.FOR_GOOD);
        batch.tell(new Outcome.Closed(guest.id(), CloseCode.SIGNED_OUT));
    }

    void watch(Batch batch, Connection from, PresenceFrame frame) {
        switch (frame) {
            case PresenceFrame.ListPeople list -> people(batch, from, list);
            case PresenceFrame.Typing typing -> typing(batch, from, typing);
            case PresenceFrame.Beat beat ->
                    batch.tell(new Outcome.Told(from, new Answer.Done(beat.ref())));
        }
    }

    private void people(Batch batch, Connection from, PresenceFrame.ListPeople list) {
        long after = 0;
        if (list.after() != null) {
            try {
                after = Long.parseLong(list.after(), 36);
            } catch (NumberFormatException notOurs) {
                Refused no = Refused.of(list.ref(), Refusal.WRONG_TYPE).about("after", null);
                batch.tell(new Outcome.Told(from, no));
                return;
            }
        }
        List<Person> page = presence.page(after, Limits.LIST_ENTRIES);
        boolean full = page.size() == Limits.LIST_ENTRIES;
        String next = full ? Long.toString(page.getLast().person().value(), 36) : null;
        batch.tell(new Outcome.Told(from, new Answer.People(list.ref(), page, next)));
    }

    private void typing(Batch batch, Connection from, PresenceFrame.Typing typing) {
        Conversation conversation = rules.conversations().find(typing.conversation());
        StoredPerson person = rules.draft().person(from.person());
        if (person == null || conversation == null || !conversation.has(person.id())) {
            Refused no = Refused.of(typing.ref(), Refusal.UNKNOWN_CONVERSATION);
            batch.tell(new Outcome.Told(from, no));
            return;
        }
        int watchers = conversation.takesAll() ? presence.size() : conversation.size();
        if (watchers <= Limits.WATCHED_PEOPLE) {
            batch.tell(
                    new Outcome.ToldConversation(
                            conversation.id(),
                            new Notice.Typing(conversation.id(), person.id(), person.name())));
        }
        batch.tell(new Outcome.Told(from, new Answer.Done(typing.ref())));
    }
}
