package dev.klatch.core.journal;

import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Role;
import org.jspecify.annotations.Nullable;

/// A person as the store knows them. `key` is the folded form of the name that is compared;
/// `closed` is true for a guest who has left for good and for a deleted account; `passwordHash` is
/// null for guests. `mutedUntil` is until when they may not write, in milliseconds since 1970;
/// `banned` people do not come in; `everyoneFrom` is the seq that came next in the room that all
/// enter when they came.
public record StoredPerson(
        PersonId id,
        String name,
        String key,
        Role role,
        boolean closed,
        @Nullable String passwordHash,
        Profile profile,
        long mutedUntil,
        boolean banned,
        long everyoneFrom) {
    /// What all deleted accounts are called.
    public static final String DELETED = "deleted account";

    /// Somebody about whom nothing else is to be said.
    public StoredPerson(
            PersonId id,
            String name,
            String key,
            Role role,
            boolean closed,
            @Nullable String passwordHash) {
        this(id, name, key, role, closed, passwordHash, Profile.EMPTY, 0, false, 1);
    }

    /// Whether this is somebody with an account, open or not.
    public boolean hasAccount() {
        return role != Role.GUEST;
    }

    /// The same one, who came when this seq came next in the room that all enter.
    public StoredPerson from(long seq) {
        return new StoredPerson(
                id, name, key, role, closed, passwordHash, profile, mutedUntil, banned, seq);
    }

    /// The same one in another role.
    public StoredPerson as(Role other) {
        return new StoredPerson(
                id,
                name,
                key,
                other,
                closed,
                passwordHash,
                profile,
                mutedUntil,
                banned,
                everyoneFrom);
    }

    /// The same one with another profile.
    public StoredPerson with(Profile other) {
        return new StoredPerson(
                id, name, key, role, closed, passwordHash, other, mutedUntil, banned, everyoneFrom);
    }

    /// The same one, who may not write until then.
    public StoredPerson muted(long until) {
        return new StoredPerson(
                id, name, key, role, closed, passwordHash, profile, until, banned, everyoneFrom);
    }

    /// The same one, who does not come in any more.
    public StoredPerson keptOut() {
        return new StoredPerson(
                id, name, key, role, closed, passwordHash, profile, mutedUntil, true, everyoneFrom);
    }

    /// The same one, who may come in again.
    public StoredPerson letIn() {
        return new StoredPerson(
                id,
                name,
                key,
                role,
                closed,
                passwordHash,
                profile,
                mutedUntil,
                false,
                everyoneFrom);
    }

    /// The same one with another password.
    public StoredPerson withPassword(String hash) {
        return new StoredPerson(
                id, name, key, role, closed, hash, profile, mutedUntil, banned, everyoneFrom);
    }

    /// What is left of an account that was deleted: the id, and the key, so that nobody else can
    /// have the name.
    public StoredPerson deleted() {
        return new StoredPerson(
                id,
                DELETED,
                key,
                Role.MEMBER,
                true,
                null,
                Profile.EMPTY,
                mutedUntil,
                banned,
                everyoneFrom);
    }

    /// The same one, who has left for good.
    public StoredPerson gone() {
        return new StoredPerson(
                id, name, key, role, true, null, profile, mutedUntil, banned, everyoneFrom);
    }

    /// As others see them.
    public Person seen() {
        return new Person(
                id, name, role, profile.displayName(), profile.status(), profile.availability());
    }

    @Override
    public String toString() {
        return "StoredPerson[" + id + ", " + name + ", " + role + (closed ? ", closed]" : "]");
    }
}
