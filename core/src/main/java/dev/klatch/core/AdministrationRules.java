package dev.klatch.core;

import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.Entrance;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.permission.ServerVerb;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.SignUpMode;
import org.jspecify.annotations.Nullable;

/// What those who run the server do to its people. Every method returns why not, or null when it is
/// done; what is done stands in the audit log.
final class AdministrationRules {
    private final Rules rules;
    private final PresenceRules presence;

    AdministrationRules(Rules rules, PresenceRules presence) {
        this.rules = rules;
        this.presence = presence;
    }

    /// Gives an account a role. One may step down by oneself.
    @Nullable Refusal setRole(Batch batch, Actor actor, PersonId whom, Role role) {
        StoredPerson person = rules.draft().person(whom);
        boolean stepsDown = actor.is(whom) && actor.role().compareTo(role) > 0;
        if (!actor.may(ServerVerb.SET_ROLE) && !stepsDown) {
            return Refusal.NOT_ALLOWED;
        }
        if (person == null || person.closed()) {
            return Refusal.UNKNOWN_PERSON;
        }
        boolean given = actor.mayGive(role) && (actor.isAbove(person) || stepsDown);
        boolean account = person.hasAccount() && role != Role.GUEST;
        if (!given || !account || role == Role.SERVER || role == Role.OTHER) {
            return Refusal.NOT_ALLOWED;
        }
        if (role != Role.OWNER && isLastOwner(person)) {
            return Refusal.LAST_OWNER;
        }
        if (person.role() != role) {
            batch.keep(new Change.SetPerson(person.as(role)));
            audit(batch, actor, "set-role " + role.text(), person);
            presence.changed(person.id());
        }
        return null;
    }

    boolean isLastOwner(StoredPerson person) {
        var owners = rules.draft().owners();
        return owners.size() == 1 && owners.getFirst().id().equals(person.id());
    }

    /// Keeps somebody out and ends their sessions.
    @Nullable Refusal ban(Batch batch, Actor actor, PersonId whom, @Nullable String reason) {
        StoredPerson person = rules.draft().person(whom);
        Refusal no = no(actor, ServerVerb.BAN_PERSON, person);
        if (no != null || person == null) {
            return no;
        }
        if (isLastOwner(person)) {
            return Refusal.LAST_OWNER;
        }
        boolean said = reason != null && !reason.isBlank();
        audit(batch, actor, said ? "ban-person: " + reason : "ban-person", person);
        batch.keep(new Change.SetPerson(person.keptOut()));
        presence.expel(batch, person.keptOut());
        return null;
    }

    /// Lets somebody come in again.
    @Nullable Refusal unban(Batch batch, Actor actor, PersonId whom) {
        StoredPerson person = rules.draft().person(whom);
        if (!actor.may(ServerVerb.BAN_PERSON)) {
            return Refusal.NOT_ALLOWED;
        }
        if (person == null || (person.closed() && person.hasAccount())) {
            return Refusal.UNKNOWN_PERSON;
        }
        if (!actor.isAbove(person)) {
            return Refusal.NOT_ALLOWED;
        }
        if (person.banned()) {
            batch.keep(new Change.SetPerson(person.letIn()));
            audit(batch, actor, "unban-person", person);
        }
        return null;
    }

    /// Lets somebody write nowhere but in direct conversations for so many minutes; 0 ends it.
    @Nullable Refusal mute(Batch batch, Actor actor, PersonId whom, long minutes) {
        StoredPerson person = rules.draft().person(whom);
        Refusal no = no(actor, ServerVerb.MUTE_PERSON, person);
        if (no != null || person == null) {
            return no;
        }
        long until = minutes == 0 ? 0 : rules.time().wallMillis() + minutes * 60_000;
        batch.keep(new Change.SetPerson(person.muted(until)));
        audit(batch, actor, "mute-person " + minutes, person);
        return null;
    }

    /// Ends the sessions of somebody, who may come again.
    @Nullable Refusal kick(Batch batch, Actor actor, PersonId whom) {
        StoredPerson person = rules.draft().person(whom);
        Refusal no = no(actor, ServerVerb.KICK_PERSON, person);
        if (no != null || person == null) {
            return no;
        }
        audit(batch, actor, "kick-person", person);
        presence.expel(batch, person);
        return null;
    }

    private static @Nullable Refusal no(
            Actor actor, ServerVerb verb, @Nullable StoredPerson person) {
        if (!actor.may(verb)) {
            return Refusal.NOT_ALLOWED;
        }
        if (person == null || person.closed()) {
            return Refusal.UNKNOWN_PERSON;
        }
        return actor.isAbove(person) ? null : Refusal.NOT_ALLOWED;
    }

    /// Sets who may make an account, and whether guests may come; what is null stays as it is.
    @Nullable Refusal setSignUp(
            Batch batch, Actor actor, @Nullable SignUpMode mode, @Nullable Boolean guests) {
        if (!actor.may(ServerVerb.SET_SIGN_UP)) {
            return Refusal.NOT_ALLOWED;
        }
        if (mode != null) {
            batch.keep(new Change.SetSetting(Entrance.SIGN_UP, mode.text()));
            audit(batch, actor, "sign-up " + mode.text(), null);
        }
        if (guests != null) {
            String text = guests ? "on" : "off";
            batch.keep(new Change.SetSetting(Entrance.GUESTS, text));
            audit(batch, actor, "guests " + text, null);
        }
        return null;
    }

    /// Notes what was done; `whom` is null if it was done to nobody.
    void audit(Batch batch, Actor actor, String what, @Nullable StoredPerson whom) {
        String name = whom == null ? null : whom.name();
        long time = rules.time().wallMillis();
        batch.keep(new Change.AddAudit(time, actor.who(), what, name));
    }
}
