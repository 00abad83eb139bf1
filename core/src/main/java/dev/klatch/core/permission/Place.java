package dev.klatch.core.permission;

import dev.klatch.core.conversation.Conversation;

/// The columns of the table [Verb].
public enum Place {
    EVERYONE("everyone"),
    PUBLIC_ROOM("public room"),
    PRIVATE_ROOM("private room"),
    GROUP("group"),
    DIRECT("direct conversation");

    private final String words;

    Place(String words) {
        this.words = words;
    }

    /// As the documents call it.
    public String words() {
        return words;
    }

    /// What this conversation is.
    static Place of(Conversation conversation) {
        if (conversation.takesAll()) {
            return EVERYONE;
        }
        return switch (conversation.type()) {
            case DIRECT -> DIRECT;
            case GROUP -> GROUP;
            default -> conversation.isPublic() ? PUBLIC_ROOM : PRIVATE_ROOM;
        };
    }
}
