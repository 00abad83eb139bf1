package dev.klatch.core;

import dev.klatch.core.conversation.Conversation;
import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.Entrance;
import dev.klatch.core.journal.StoredInvite;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.core.limit.Limiter;
import dev.klatch.core.permission.Permissions;
import dev.klatch.core.permission.ServerVerb;
import dev.klatch.core.permission.Verb;
import dev.klatch.protocol.AdministrationFrame.MakeInvite;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.InviteId;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Role;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Invites: who may make which, and what they are worth when they are used. What the maker may give
/// is looked at twice, when an invite is made and when it is used.
final class InviteRules {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

    /// Five bits each: 130 bits that nobody can guess.
    private static final int CODE_LETTERS = 26;

    private static final long HOUR_MILLIS = 3_600_000;
    private static final long USUAL_HOURS = 168;
    private static final long OWNER_HOURS = 8_760;
    private static final String OWNER_INVITE = "owner-invite";

    private final Rules rules;
    private final Happenings happenings;
    private final Membership membership;
    private final AdministrationRules administration;
    private final PresenceRules presence;
    private final Limiter<PersonId> making;
    private final Limiter<PersonId> wrong = new Limiter<>(10_000, 10, 6_000);

    InviteRules(
            Rules rules,
            Happenings happenings,
            Membership membership,
            AdministrationRules administration,
            PresenceRules presence,
            Entrance entrance) {
        this.rules = rules;
        this.happenings = happenings;
        this.membership = membership;
        this.administration = administration;
        this.presence = presence;
        int perHour = entrance.invitesPerHour();
        this.making = new Limiter<>(10_000, perHour, HOUR_MILLIS / perHour);
    }

    /// What became of the wish for an invite.
    sealed interface Making {
        /// It is there; the code is told this once.
        record Made(StoredInvite invite, String code) implements Making {}

        /// Not so; `after` is how long to wait, in milliseconds, 0 if waiting does not help.
        record No(Refusal refusal, long after) implements Making {}
    }

    /// Makes an invite as the frame says it.
    Making make(Batch batch, Actor actor, MakeInvite wish) {
        Role role = wish.role() == null ? Role.MEMBER : wish.role();
        if (!actor.may(ServerVerb.MAKE_INVITE) || !mayInviteAs(actor, role)) {
            return new Making.No(Refusal.NOT_ALLOWED, 0);
        }
        Refusal closed = wish.conversation() == null ? null : no(actor, wish.conversation());
        if (closed != null) {
            return new Making.No(closed, 0);
        }
        if (actor.person() != null && !actor.role().isAtLeast(Role.ADMIN)) {
            long wait = making.take(actor.person().id(), rules.time().steadyMillis());
            if (wait > 0) {
                return new Making.No(Refusal.SLOW_DOWN, wait);
            }
        }
        long hours = wish.hours() == null ? USUAL_HOURS : wish.hours();
        long uses = wish.uses() == null ? 1 : wish.uses();
        administration.audit(batch, actor, "make-invite " + role.text(), null);
        return add(batch, actor, role, new Terms(uses, hours, wish.conversation()));
    }

    private record Terms(long uses, long hours, @Nullable ConversationId conversation) {}

    private Making.Made add(Batch batch, Actor actor, Role role, Terms terms) {
        String code = code();
        long now = rules.time().wallMillis();
        StoredInvite invite =
                new StoredInvite(
                        new InviteId(rules.freshId()),
                        TokenHash.of(code),
                        role,
                        terms.uses(),
                        now + terms.hours() * HOUR_MILLIS,
                        terms.conversation(),
                        actor.person() == null ? null : actor.person().id(),
                        now);
        batch.keep(new Change.SetInvite(invite));
        return new Making.Made(invite, code);
    }

    private String code() {
        StringBuilder code = new StringBuilder(CODE_LETTERS);
        for (int i = 0; i < CODE_LETTERS; i++) {
            code.append(LETTERS.charAt(rules.random().nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    /// Whoever may invite at all may bring members; what is above takes the right to give it.
    private static boolean mayInviteAs(Actor actor, Role role) {
        return switch (role) {
            case GUEST, MEMBER -> true;
            case SERVER, OTHER -> false;
            default -> actor.mayGive(role);
        };
    }

    /// Why this one may not bring people into this conversation.
    private @Nullable Refusal no(Actor actor, ConversationId id) {
        Conversation conversation = rules.conversations().find(id);
        if (conversation == null) {
            return Refusal.UNKNOWN_CONVERSATION;
        }
        if (actor.person() != null) {
            long now = rules.time().wallMillis();
            return Permissions.refusal(Verb.INVITE, actor.person(), conversation, now);
        }
        boolean takesPeople =
                !conversation.takesAll() && conversation.type() != ConversationType.DIRECT;
        return takesPeople ? null : Refusal.NOT_ALLOWED;
    }

    /// Ends an invite: one's own, or any as an admin.
    @Nullable Refusal revoke(Batch batch, Actor actor, InviteId id) {
        StoredInvite invite = rules.draft().accounts().invite(id);
        boolean own = invite != null && invite.maker() != null && actor.is(invite.maker());
        boolean may =
                actor.may(ServerVerb.REVOKE_INVITE)
                        || (own && actor.may(ServerVerb.REVOKE_OWN_INVITE));
        if (invite == null || !may) {
            return Refusal.UNKNOWN_INVITE;
        }
        batch.keep(new Change.EndInvite(id));
        administration.audit(batch, actor, "revoke-invite " + invite.role().text(), null);
        return null;
    }

    /// The invite of this code if it can be used now, with all that it promises.
    @Nullable StoredInvite open(String code) {
        TokenHash hash = TokenHash.of(code.strip().toLowerCase(Locale.ROOT));
        StoredInvite invite = rules.draft().accounts().inviteOf(hash);
        return invite != null && invite.isOpen(rules.time().wallMillis()) && isWorth(invite)
                ? invite
                : null;
    }

    private boolean isWorth(StoredInvite invite) {
        if (invite.maker() == null) {
            return !isOfFirstOwner(invite) || rules.draft().owners().isEmpty();
        }
        StoredPerson maker = rules.draft().person(invite.maker());
        if (maker == null || maker.closed() || maker.banned()) {
            return false;
        }
        Actor actor = Actor.of(maker);
        ConversationId into = invite.conversation();
        return actor.may(ServerVerb.MAKE_INVITE)
                && mayInviteAs(actor, invite.role())
                && (into == null || no(actor, into) == null);
    }

    private boolean isOfFirstOwner(StoredInvite invite) {
        return invite.id().text().equals(rules.draft().setting(OWNER_INVITE));
    }

    /// Counts a use of this invite and lets the person, who is in now, into its conversation.
    void use(Batch batch, StoredInvite invite, StoredPerson person) {
        batch.keep(new Change.SetInvite(invite.used()));
        ConversationId into = invite.conversation();
        Conversation conversation = into == null ? null : rules.conversations().find(into);
        if (conversation != null && !conversation.has(person.id())) {
            bring(batch, invite, conversation, person);
        }
    }

    private void bring(
            Batch batch, StoredInvite invite, Conversation conversation, StoredPerson person) {
        membership.enter(batch, conversation, List.of(person));
        ConversationId id = conversation.id();
        long time = rules.eventMillis();
        CommandId cid = rules.freshCid();
        StoredPerson maker = invite.maker() == null ? null : rules.draft().person(invite.maker());
        StoredPerson author = maker == null ? person : maker;
        long seq = conversation.next(time);
        Event event =
                maker == null
                        ? new Event.Joined(id, seq, time, author.id(), author.name(), cid)
                        : new Event.Invited(
                                id,
                                seq,
                                time,
                                author.id(),
                                author.name(),
                                cid,
                                List.of(person.seen()));
        happenings.happen(batch, event, author.id(), cid);
    }

    /// Uses an invite for somebody who is in already. Wrong codes are counted.
    Making redeem(Batch batch, StoredPerson person, String code) {
        long now = rules.time().steadyMillis();
        long wait = wrong.waiting(person.id(), now);
        if (wait > 0) {
            return new Making.No(Refusal.SLOW_DOWN, wait);
        }
        StoredInvite invite = open(code);
        if (invite == null) {
            wrong.take(person.id(), now);
            return new Making.No(Refusal.INVITE_INVALID, 0);
        }
        if (!person.hasAccount() && invite.role().isAtLeast(Role.MODERATOR)) {
            return new Making.No(Refusal.NOT_ALLOWED, 0);
        }
        boolean rises = person.hasAccount() && invite.role().compareTo(person.role()) > 0;
        ConversationId into = invite.conversation();
        Conversation conversation = into == null ? null : rules.conversations().find(into);
        if (conversation != null && conversation.isBanned(person.id())) {
            return new Making.No(Refusal.KEPT_OUT, 0);
        }
        boolean enters = conversation != null && !conversation.has(person.id());
        if (!rises && !enters) {
            return new Making.No(Refusal.ALREADY_MEMBER, 0);
        }
        use(batch, invite, person);
        if (rises) {
            Role role = invite.role();
            batch.keep(new Change.SetPerson(person.as(role)));
            String what = "redeem-invite " + role.text();
            administration.audit(batch, Actor.of(person), what, person);
            presence.changed(person.id());
        }
        return new Making.Made(invite, code);
    }

    /// As long as nobody owns the server: makes the one invite that makes its user the owner, and
    /// ends the one before. Returns its code, or null if there is an owner.
    @Nullable String offerOwnership(Batch batch) {
        String before = rules.draft().setting(OWNER_INVITE);
        if (before != null) {
            batch.keep(new Change.EndInvite(InviteId.parse(before)));
            batch.keep(new Change.SetSetting(OWNER_INVITE, null));
        }
        if (!rules.draft().owners().isEmpty()) {
            return null;
        }
        Terms terms = new Terms(1, OWNER_HOURS, null);
        Making.Made made = add(batch, Actor.OPERATOR, Role.OWNER, terms);
        String id = made.invite().id().text();
        batch.keep(new Change.SetSetting(OWNER_INVITE, id));
        return made.code();
    }
}
