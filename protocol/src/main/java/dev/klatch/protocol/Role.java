package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// What a person is to this server, from the least to the most.
public enum Role implements Word {
    /// Here under a name for one visit.
    GUEST,
    /// Has an account.
    MEMBER,
    /// Keeps order in public rooms.
    MODERATOR,
    /// Runs the server for its owner.
    ADMIN,
    /// Whose server it is.
    OWNER,
    /// The server itself, when its operator says something.
    SERVER,
    /// A role that this client does not know yet.
    @JsonEnumDefaultValue
    OTHER;

    /// Whether this role has all the rights of that one.
    public boolean isAtLeast(Role least) {
        return this != OTHER && compareTo(least) >= 0;
    }

    /// The role of this word; [#OTHER] for one that is not known.
    public static Role parse(String text) {
        return Word.parse(Role.class, text);
    }
}
