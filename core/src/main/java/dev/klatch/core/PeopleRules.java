package dev.klatch.core;

import dev.klatch.core.Request.Entry;
import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.Entrance;
import dev.klatch.core.journal.StoredInvite;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.StoredSession;
import dev.klatch.core.person.NameRules;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.SessionId;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Who may come in under which name, and what happens to a name afterwards.
final class PeopleRules {
    private final Rules rules;
    private final PresenceRules presence;
    private final InviteRules invites;
    private final Entrance entrance;

    PeopleRules(Rules rules, PresenceRules presence, InviteRules invites, Entrance entrance) {
        this.rules = rules;
        this.presence = presence;
        this.invites = invites;
        this.entrance = entrance;
    }

    void enter(Batch batch, Request.EnterGuest request) {
        admit(batch, request.name(), null, request.ticket(), request.reply());
    }

    void signUp(Batch batch, Request.SignUp request) {
        String hash = request.passwordHash();
        admit(batch, request.name(), hash, request.ticket(), request.reply());
    }

    private void admit(
            Batch batch,
            String name,
            @Nullable String passwordHash,
            Request.Ticket ticket,
            Consumer<Entry> reply) {
        boolean asGuest = passwordHash == null;
        StoredInvite invite = ticket.invite() == null ? null : invites.open(ticket.invite());
        Refusal closed = closed(asGuest, ticket.invite() != null, invite);
        if (closed != null) {
            deny(batch, reply, Refused.of(0, closed));
            return;
        }
        String clean = NameRules.clean(name);
        if (clean == null || NameRules.isReserved(clean)) {
            deny(batch, reply, Refused.of(0, Refusal.NAME_INVALID).about("name", null));
            return;
        }
        String key = NameRules.key(clean);
        Refusal taken = taken(clean, key, asGuest);
        if (taken != null) {
            deny(batch, reply, Refused.of(0, taken).about("name", null));
            return;
        }
        Role role = role(asGuest, invite);
        long read = Objects.requireNonNull(rules.conversations().find(rules.everyone())).head();
        StoredPerson person =
                new StoredPerson(
                                new PersonId(rules.freshId()),
                                clean,
                                key,
                                role,
                                false,
                                passwordHash)
                        .from(read + 1);
        batch.keep(new Change.AddPerson(person, rules.time().wallMillis()));
        batch.keep(new Change.Mark(person.id(), rules.everyone(), 0, read));
        if (asGuest) {
            presence.expect(person);
        }
        if (invite != null) {
            invites.use(batch, invite, person);
        }
        open(batch, person, ticket, reply);
    }

    /// Why the door is closed. An invite that is no good is refused wherever it is shown; one of
    /// the operator opens a closed door.
    private @Nullable Refusal closed(
            boolean asGuest, boolean showsInvite, @Nullable StoredInvite invite) {
        if (showsInvite && (invite == null || !isFor(asGuest, invite))) {
            return Refusal.INVITE_INVALID;
        }
        Entrance now = entrance.after(rules.draft()::setting);
        if (asGuest) {
            boolean invited = invite != null && invite.role() == Role.GUEST;
            return now.guests() || invited ? null : Refusal.GUESTS_REFUSED;
        }
        boolean byOperator = invite != null && invite.maker() == null;
        return switch (now.signUp()) {
            case OPEN -> null;
            case INVITE -> invite == null ? Refusal.INVITE_NEEDED : null;
            case CLOSED, OTHER -> byOperator ? null : Refusal.SIGN_UP_CLOSED;
        };
    }

    /// Who keeps order has an account; and an invite for a guest makes none.
    private static boolean isFor(boolean guest, StoredInvite invite) {
        return guest ? !invite.role().isAtLeast(Role.MODERATOR) : invite.role() != Role.GUEST;
    }

    private static Role role(boolean asGuest, @Nullable StoredInvite invite) {
        if (asGuest) {
            return Role.GUEST;
        }
        return invite == null ? Role.MEMBER : invite.role();
    }

    /// Why nobody can have this name now.
    private @Nullable Refusal taken(String name, String key, boolean asGuest) {
        Refusal same = taken(key, asGuest);
        if (same != null) {
            return same;
        }
        boolean looksLikeOne = rules.looksLikeOne(name, other -> taken(other, asGuest) != null);
        return looksLikeOne ? Refusal.NAME_TAKEN : null;
    }

    /// The name of an account is never free again, nor that of a guest who was banned.
    private @Nullable Refusal taken(String key, boolean asGuest) {
        StoredPerson holder = rules.draft().personNamed(key);
        if (holder != null && !holder.closed()) {
            return holder.hasAccount() && asGuest ? Refusal.NAME_HAS_ACCOUNT : Refusal.NAME_TAKEN;
        }
        if (holder != null && holder.hasAccount()) {
            return Refusal.NAME_TAKEN;
        }
        if (holder != null && holder.banned()) {
            return Refusal.BANNED;
        }
        return rules.draft().conversationKeyed(key) == null ? null : Refusal.NAME_TAKEN;
    }

    void openSession(Batch batch, Request.OpenSession request) {
        StoredPerson person = rules.draft().person(request.person());
        boolean right =
                person != null
                        && !person.closed()
                        && request.passwordHash().equals(person.passwordHash());
        if (person == null || !right) {
            deny(batch, request.reply(), Refused.of(0, Refusal.WRONG_PASSWORD));
        } else if (person.banned()) {
            deny(batch, request.reply(), Refused.of(0, Refusal.BANNED));
        } else {
            open(batch, person, request.ticket(), request.reply());
        }
    }

    /// Opens a session; of too many the one that was used longest ago ends.
    private void open(
            Batch batch, StoredPerson person, Request.Ticket ticket, Consumer<Entry> reply) {
        List<StoredSession> sessions = rules.draft().accounts().sessionsOf(person.id());
        for (int i = 0; i <= sessions.size() - entrance.sessions(); i++) {
            presence.endSession(batch, sessions.get(i).token());
        }
        long time = rules.time().wallMillis();
        StoredSession session =
                new StoredSession(
                        new SessionId(rules.freshId()),
                        person.id(),
                        ticket.token(),
                        time,
                        time,
                        ticket.device());
        batch.keep(new Change.AddSession(session));
        batch.tell(new Outcome.Settled(() -> reply.accept(new Entry.Opened(person))));
    }

    private static void deny(Batch batch, Consumer<Entry> reply, Refused refused) {
        batch.tell(new Outcome.Settled(() -> reply.accept(new Entry.Denied(refused))));
    }
}
