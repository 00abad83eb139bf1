package dev.klatch.core;

import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.MessagePlace;
import dev.klatch.core.journal.Profile;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.StoredSession;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.core.person.NameRules;
import dev.klatch.protocol.AccountFrame.SetProfile;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.DeleteAccount.Messages;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.LastSeen;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.SessionId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What people do about themselves: profile, sessions, password, and the end of the account.
final class AccountRules {
    /// The setting that says that the messages of this deleted account are still to be erased.
    static final String ERASING = "erasing-";

    private final Rules rules;
    private final Happenings happenings;
    private final MemberRules memberRules;
    private final AdministrationRules administration;
    private final PresenceRules presence;

    AccountRules(
            Rules rules,
            Happenings happenings,
            MemberRules memberRules,
            AdministrationRules administration,
            PresenceRules presence) {
        this.rules = rules;
        this.happenings = happenings;
        this.memberRules = memberRules;
        this.administration = administration;
        this.presence = presence;
    }

    /// Changes what is given of a profile; empty texts end it.
    @Nullable Refused setProfile(Batch batch, StoredPerson person, SetProfile frame) {
        Profile old = person.profile();
        String displayName = words(frame.displayName(), old.displayName());
        String status = words(frame.status(), old.status());
        if (!NameRules.isPlain(displayName)) {
            return Refused.of(frame.ref(), Refusal.NAME_INVALID).about("displayName", null);
        }
        if (!NameRules.isPlain(status)) {
            return Refused.of(frame.ref(), Refusal.NAME_INVALID).about("status", null);
        }
        boolean hidden =
                frame.lastSeen() == null
                        ? old.lastSeenHidden()
                        : frame.lastSeen() == LastSeen.HIDDEN;
        Profile profile =
                new Profile(
                        displayName,
                        status,
                        frame.availability() == null ? old.availability() : frame.availability(),
                        hidden,
                        old.lastSeen());
        if (!profile.equals(old)) {
            batch.keep(new Change.SetPerson(person.with(profile)));
            presence.changed(person.id());
        }
        return null;
    }

    private static @Nullable String words(@Nullable String given, @Nullable String old) {
        if (given == null) {
            return old;
        }
        String kept = NameRules.composed(given);
        return kept.isEmpty() ? null : kept;
    }

    /// Ends one of the own sessions.
    @Nullable Refusal endSession(Batch batch, StoredPerson person, SessionId id) {
        for (StoredSession session : rules.draft().accounts().sessionsOf(person.id())) {
            if (session.id().equals(id)) {
                presence.endSession(batch, person, session.token());
                return null;
            }
        }
        return Refusal.UNKNOWN_SESSION;
    }

    /// Ends all sessions of a person but this one.
    void endOthers(Batch batch, StoredPerson person, TokenHash but) {
        for (StoredSession session : rules.draft().accounts().sessionsOf(person.id())) {
            if (!session.token().equals(but)) {
                presence.endSession(batch, person, session.token());
            }
        }
    }

    /// The current password was right: the new one takes its place, and all other sessions end.
    void changePassword(Batch batch, Request.ChangePassword request) {
        StoredPerson person = rules.draft().person(request.person());
        Refusal no = no(person, request.oldHash());
        if (person != null && no == null) {
            StoredPerson changed = person.withPassword(request.newHash());
            batch.keep(new Change.SetPerson(changed));
            endOthers(batch, changed, request.session());
        }
        settle(batch, request.reply(), no);
    }

    /// Why what was checked against this hash does not count: it is no longer so.
    private static @Nullable Refusal no(@Nullable StoredPerson person, String hash) {
        if (person == null || person.closed() || person.banned()) {
            return Refusal.NOT_SIGNED_IN;
        }
        return hash.equals(person.passwordHash()) ? null : Refusal.WRONG_PASSWORD;
    }

    private static void settle(
            Batch batch,
            java.util.function.Consumer<Optional<Refused>> reply,
            @Nullable Refusal no) {
        Optional<Refused> said = Optional.ofNullable(no).map(refusal -> Refused.of(0, refusal));
        batch.tell(new Outcome.Settled(() -> reply.accept(said)));
    }

    /// The password was right: the account is closed for ever. Its messages stay or are erased
    /// little by little with [#erase].
    void delete(Batch batch, Request.DeleteAccount request) {
        StoredPerson person = rules.draft().person(request.person());
        Refusal no = no(person, request.oldHash());
        if (person != null && no == null && administration.isLastOwner(person)) {
            no = Refusal.LAST_OWNER;
        }
        if (person != null && no == null) {
            memberRules.leaveAll(batch, person);
            StoredPerson deleted = person.deleted();
            batch.keep(new Change.SetPerson(deleted));
            batch.keep(new Change.ForgetPerson(person.id()));
            presence.expel(batch, deleted);
            if (request.messages() == Messages.ERASE) {
                String name = ERASING + person.id().text();
                batch.keep(new Change.SetSetting(name, "yes"));
            }
        }
        settle(batch, request.reply(), no);
    }

    /// Erases some messages of a deleted account.
    void erase(Batch batch, Request.Erase request) {
        StoredPerson person = rules.draft().person(request.person());
        if (person != null && person.closed()) {
            request.places().forEach(place -> erase(batch, person, place));
            if (request.places().isEmpty()) {
                String name = ERASING + person.id().text();
                batch.keep(new Change.SetSetting(name, null));
            }
        }
        settle(batch, request.reply(), null);
    }

    private void erase(Batch batch, StoredPerson person, MessagePlace place) {
        var message = rules.draft().message(place.conversation(), place.seq());
        var conversation = rules.conversations().find(place.conversation());
        if (message == null || conversation == null || message.deleted()) {
            return;
        }
        if (!message.author().equals(person.id())) {
            return;
        }
        long time = rules.eventMillis();
        CommandId cid = rules.freshCid();
        happenings.happen(
                batch,
                new Event.Deleted(
                        place.conversation(),
                        conversation.next(time),
                        time,
                        person.id(),
                        person.name(),
                        cid,
                        place.seq()),
                person.id(),
                cid);
    }
}
