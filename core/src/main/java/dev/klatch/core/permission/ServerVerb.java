package dev.klatch.core.permission;

import dev.klatch.protocol.Role;
import java.util.Locale;

/// What can be done on the server at large, and the least role that may do it. Who acts on a person
/// must have a greater role than that person; who gives a role, a greater one than the one given,
/// or be an owner. The table that everything goes by; `docs/permissions.md` is printed from it.
public enum ServerVerb {
    MAKE_ROOM(Role.GUEST),
    MAKE_GROUP(Role.GUEST),
    OPEN_DIRECT(Role.GUEST),
    REPORT(Role.GUEST),
    MAKE_INVITE(Role.MEMBER),
    REVOKE_OWN_INVITE(Role.MEMBER),
    REVOKE_INVITE(Role.ADMIN),
    LIST_INVITES(Role.ADMIN),
    LIST_REPORTS(Role.MODERATOR),
    SETTLE_REPORT(Role.MODERATOR),
    KICK_PERSON(Role.MODERATOR),
    MUTE_PERSON(Role.MODERATOR),
    BAN_PERSON(Role.MODERATOR),
    SET_ROLE(Role.ADMIN),
    SET_SIGN_UP(Role.ADMIN),
    LIST_ACCOUNTS(Role.ADMIN),
    READ_USAGE(Role.ADMIN),
    REMOVE_FILE(Role.ADMIN),
    LIST_AUDIT(Role.ADMIN);

    private final Role least;

    ServerVerb(Role least) {
        this.least = least;
    }

    /// The least role that may do it.
    public Role least() {
        return least;
    }

    /// As the documents call it.
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
