package dev.klatch.core.permission;

import static dev.klatch.core.permission.Rank.MEMBER;
import static dev.klatch.core.permission.Rank.MODERATOR;
import static dev.klatch.core.permission.Rank.NOBODY;
import static dev.klatch.core.permission.Rank.OUTSIDER;
import static dev.klatch.core.permission.Rank.OWNER;

import java.util.Locale;

/// What can be done in a conversation, and the least rank that may do it, by the sort of place. The
/// table that everything goes by; `docs/permissions.md` is printed from it.
public enum Verb {
    //                     everyone   public     private    group      direct
    READ(Effect.READS, MEMBER, MEMBER, MEMBER, MEMBER, MEMBER),
    POST(Effect.WRITES, MEMBER, MEMBER, MEMBER, MEMBER, MEMBER),
    POST_WHERE_ANNOUNCED(Effect.WRITES, MODERATOR, MODERATOR, MODERATOR, MODERATOR, NOBODY),
    CALL_A_LARGE_ROOM(Effect.WRITES, MODERATOR, MODERATOR, MODERATOR, MODERATOR, MEMBER),
    EDIT_OWN(Effect.WRITES, MEMBER, MEMBER, MEMBER, MEMBER, MEMBER),
    DELETE_OWN(Effect.KEEPS_ORDER, MEMBER, MEMBER, MEMBER, MEMBER, MEMBER),
    DELETE_OTHERS(Effect.KEEPS_ORDER, MODERATOR, MODERATOR, MODERATOR, OWNER, NOBODY),
    REACT(Effect.WRITES, MEMBER, MEMBER, MEMBER, MEMBER, MEMBER),
    PIN(Effect.WRITES, MODERATOR, MODERATOR, MODERATOR, MEMBER, MEMBER),
    TALK(Effect.WRITES, MEMBER, MEMBER, MEMBER, MEMBER, MEMBER),
    PLAY(Effect.WRITES, NOBODY, NOBODY, NOBODY, NOBODY, MEMBER),
    JOIN(Effect.READS, NOBODY, OUTSIDER, NOBODY, NOBODY, NOBODY),
    LEAVE(Effect.READS, NOBODY, MEMBER, MEMBER, MEMBER, NOBODY),
    INVITE(Effect.WRITES, NOBODY, MEMBER, MEMBER, MEMBER, NOBODY),
    REMOVE(Effect.KEEPS_ORDER, NOBODY, MODERATOR, MODERATOR, OWNER, NOBODY),
    BAN(Effect.KEEPS_ORDER, NOBODY, MODERATOR, MODERATOR, OWNER, NOBODY),
    MUTE(Effect.KEEPS_ORDER, NOBODY, MODERATOR, MODERATOR, OWNER, NOBODY),
    SET_STANDING(Effect.KEEPS_ORDER, NOBODY, OWNER, OWNER, OWNER, NOBODY),
    SET_TOPIC(Effect.WRITES, MODERATOR, MODERATOR, MODERATOR, MEMBER, NOBODY),
    RENAME(Effect.WRITES, NOBODY, OWNER, OWNER, OWNER, NOBODY),
    SLOW_OR_ANNOUNCE(Effect.KEEPS_ORDER, MODERATOR, MODERATOR, MODERATOR, OWNER, NOBODY),
    SET_NEWCOMERS(Effect.KEEPS_ORDER, OWNER, OWNER, OWNER, OWNER, NOBODY),
    SET_ACCESS(Effect.KEEPS_ORDER, NOBODY, OWNER, OWNER, NOBODY, NOBODY),
    ARCHIVE(Effect.READS, NOBODY, OWNER, OWNER, OWNER, NOBODY);

    /// What else can stand in the way.
    public enum Effect {
        /// Nothing does.
        READS,
        /// Neither who is muted nor anybody in an archived conversation does it.
        WRITES,
        /// Nobody in an archived conversation does it.
        KEEPS_ORDER
    }

    private final Effect effect;
    private final Rank everyone;
    private final Rank publicRoom;
    private final Rank privateRoom;
    private final Rank group;
    private final Rank direct;

    Verb(Effect effect, Rank everyone, Rank publicRoom, Rank privateRoom, Rank group, Rank direct) {
        this.effect = effect;
        this.everyone = everyone;
        this.publicRoom = publicRoom;
        this.privateRoom = privateRoom;
        this.group = group;
        this.direct = direct;
    }

    /// What else can stand in the way.
    public Effect effect() {
        return effect;
    }

    /// The least rank that may do it there.
    public Rank least(Place place) {
        return switch (place) {
            case EVERYONE -> everyone;
            case PUBLIC_ROOM -> publicRoom;
            case PRIVATE_ROOM -> privateRoom;
            case GROUP -> group;
            case DIRECT -> direct;
        };
    }

    /// As the documents call it.
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
