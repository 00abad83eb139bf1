package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// What a person is to this server.
public enum Role {
    /// Here under a name for one visit.
    GUEST("guest"),
    /// Has an account.
    MEMBER("member"),
    /// A role that this client does not know yet.
    OTHER("other");

    private final String text;

    Role(String text) {
        this.text = text;
    }

    /// The wire form.
    @JsonValue
    public String text() {
        return text;
    }

    /// Reads the wire form; a word that a newer server made is [#OTHER].
    @JsonCreator
    public static Role parse(String text) {
        for (Role role : values()) {
            if (role.text.equals(text)) {
                return role;
            }
        }
        return OTHER;
    }
}
