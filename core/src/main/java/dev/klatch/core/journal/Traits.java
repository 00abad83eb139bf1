package dev.klatch.core.journal;

import dev.klatch.protocol.Access;
import dev.klatch.protocol.Newcomers;

/// What can be set about a conversation. `floor` is the first seq that anybody may read, `slow` the
/// least time between two messages of a member in seconds; in an announcement room only its
/// moderators write.
public record Traits(
        Access access,
        String topic,
        String description,
        Newcomers newcomers,
        long floor,
        boolean announcement,
        long slow,
        boolean archived) {
    /// Those of a public room that nobody changed.
    public static final Traits PUBLIC =
            new Traits(Access.PUBLIC, "", "", Newcomers.ALL, 1, false, 0, false);

    /// Those of a group or a direct conversation.
    public static final Traits PRIVATE =
            new Traits(Access.PRIVATE, "", "", Newcomers.ALL, 1, false, 0, false);
}
