package dev.klatch.core.journal;

import dev.klatch.protocol.Access;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;

/// A room or a group as its operator sees it, who has no right to read there: `people` are its
/// members of now (0 for the room that all are in, which lists none), `time` is that of its last
/// event in milliseconds since 1970.
public record RoomFigures(
        ConversationId id,
        String title,
        ConversationType type,
        Access access,
        long people,
        long messages,
        long time) {}
