package dev.klatch.protocol;

import org.jspecify.annotations.Nullable;

/// A conversation in the list of one who is in it. `head` is the seq of its last event, `time` that
/// event's time; `with` is the other person of a private conversation.
public record Summary(
        ConversationId conversation,
        ConversationType type,
        String title,
        long head,
        long time,
        @Nullable Person with) {}
