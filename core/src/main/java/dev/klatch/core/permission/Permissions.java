package dev.klatch.core.permission;

import dev.klatch.core.conversation.Conversation;
import dev.klatch.core.journal.StoredMember;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Role;
import org.jspecify.annotations.Nullable;

/// Looks up who may do what.
public final class Permissions {
    private Permissions() {}

    /// Why this person may not do this here; null if they may. Who is not in a conversation that is
    /// not public learns nothing of it.
    public static @Nullable Refusal refusal(
            Verb verb, StoredPerson person, Conversation conversation, long wallMillis) {
        Place place = Place.of(conversation);
        Rank rank = rank(person, conversation);
        if (rank == Rank.OUTSIDER && (verb != Verb.JOIN || place != Place.PUBLIC_ROOM)) {
            return Refusal.UNKNOWN_CONVERSATION;
        }
        if (rank.compareTo(verb.least(place)) < 0) {
            return Refusal.NOT_ALLOWED;
        }
        if (verb.effect() != Verb.Effect.READS && conversation.traits().archived()) {
            return Refusal.ARCHIVED;
        }
        boolean muted = verb.effect() == Verb.Effect.WRITES;
        return muted && isMuted(person, conversation, wallMillis) ? Refusal.MUTED : null;
    }

    /// What this person is in this conversation.
    public static Rank rank(StoredPerson person, Conversation conversation) {
        if (!conversation.has(person.id())) {
            return Rank.OUTSIDER;
        }
        StoredMember member = conversation.member(person.id());
        Rank standing =
                member == null
                        ? Rank.MEMBER
                        : switch (member.standing()) {
                            case OWNER -> Rank.OWNER;
                            case MODERATOR -> Rank.MODERATOR;
                            default -> Rank.MEMBER;
                        };
        Rank role = Rank.MEMBER;
        if (conversation.takesAll() || conversation.isPublic()) {
            role =
                    person.role().isAtLeast(Role.ADMIN)
                            ? Rank.OWNER
                            : person.role() == Role.MODERATOR ? Rank.MODERATOR : Rank.MEMBER;
        }
        return standing.compareTo(role) > 0 ? standing : role;
    }

    private static boolean isMuted(
            StoredPerson person, Conversation conversation, long wallMillis) {
        StoredMember member = conversation.member(person.id());
        boolean here = member != null && member.mutedUntil() > wallMillis;
        boolean everywhere = person.mutedUntil() > wallMillis;
        return here || (everywhere && Place.of(conversation) != Place.DIRECT);
    }

    /// Whether this person may do this on the server.
    public static boolean allows(ServerVerb verb, StoredPerson person) {
        return allows(verb, person.role());
    }

    /// Whether somebody of this role may do this on the server.
    public static boolean allows(ServerVerb verb, Role role) {
        return role.isAtLeast(verb.least());
    }

    /// Whether somebody of this role may act on one of that role.
    public static boolean isAbove(Role role, Role other) {
        return role != Role.OTHER && role.compareTo(other) > 0;
    }

    /// Whether somebody of this role may give that role.
    public static boolean mayGive(Role role, Role given) {
        return role.isAtLeast(Role.OWNER) || isAbove(role, given);
    }
}
