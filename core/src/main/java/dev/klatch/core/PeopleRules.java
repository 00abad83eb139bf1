package dev.klatch.core;

import dev.klatch.core.Request.Entry;
import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.core.person.NameRules;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Role;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Who may come in under which name, and what happens to a name afterwards.
final class PeopleRules {
    private final Rules rules;
    private final PresenceRules presence;

    PeopleRules(Rules rules, PresenceRules presence) {
        this.rules = rules;
        this.presence = presence;
    }

    void enter(Batch batch, Request.EnterGuest request) {
        admit(batch, request.name(), null, request.tokenHash(), request.reply());
    }

    void signUp(Batch batch, Request.SignUp request) {
        admit(batch, request.name(), request.passwordHash(), request.tokenHash(), request.reply());
    }

    private void admit(
            Batch batch,
            String name,
            @Nullable String passwordHash,
            TokenHash tokenHash,
            Consumer<Entry> reply) {
        String clean = NameRules.clean(name);
        if (clean == null || NameRules.isReserved(clean)) {
            deny(batch, reply, Refused.of(0, Refusal.NAME_INVALID).about("name", null));
            return;
        }
        String key = NameRules.key(clean);
        Refusal taken = taken(key, passwordHash == null);
        if (taken != null) {
            deny(batch, reply, Refused.of(0, taken).about("name", null));
            return;
        }
        PersonId id = new PersonId(rules.freshId());
        Role role = passwordHash == null ? Role.GUEST : Role.MEMBER;
        long read = Objects.requireNonNull(rules.conversations().find(rules.everyone())).head();
        StoredPerson person =
                new StoredPerson(id, clean, key, role, false, passwordHash).from(read + 1);
        long time = rules.time().wallMillis();
        batch.keep(new Change.AddPerson(person, time));
        batch.keep(new Change.Mark(id, rules.everyone(), 0, read));
        if (role == Role.GUEST) {
            presence.expect(person);
        }
        open(batch, person, tokenHash, reply);
    }

    private @Nullable Refusal taken(String key, boolean asGuest) {
        StoredPerson holder = rules.draft().personNamed(key);
        if (holder != null && !holder.closed()) {
            boolean account = holder.role() != Role.GUEST;
            return account && asGuest ? Refusal.NAME_HAS_ACCOUNT : Refusal.NAME_TAKEN;
        }
        return rules.draft().conversationKeyed(key) == null ? null : Refusal.NAME_TAKEN;
    }

    void openSession(Batch batch, Request.OpenSession request) {
        StoredPerson person = rules.draft().person(request.person());
        if (person == null || person.closed()) {
            deny(batch, request.reply(), Refused.of(0, Refusal.WRONG_PASSWORD));
            return;
        }
        open(batch, person, request.tokenHash(), request.reply());
    }

    private void open(
            Batch batch, StoredPerson person, TokenHash tokenHash, Consumer<Entry> reply) {
        long time = rules.time().wallMillis();
        batch.keep(new Change.AddSession(person.id(), tokenHash, time));
        batch.tell(new Outcome.Settled(() -> reply.accept(new Entry.Opened(person))));
    }

    private static void deny(Batch batch, Consumer<Entry> reply, Refused refused) {
        batch.tell(new Outcome.Settled(() -> reply.accept(new Entry.Denied(refused))));
    }
}
