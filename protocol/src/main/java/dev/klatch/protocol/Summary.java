package dev.klatch.protocol;

import org.jspecify.annotations.Nullable;

/// A conversation in the list of one who is in it. `head` is the seq of its last event, `time` that
/// event's time; `with` is the other person of a private conversation. `standing` is what one is in
/// it, `floor` the first seq that one may read without a hole up to the head (left out for 1),
/// `read` how far one has read, `unread` and `mentions` how many messages are newer than that (100
/// stands for 100 or more), `threads` how many threads that one follows have newer answers,
/// `people` how many are in it, `mutedUntil` until when one may not write.
public record Summary(
        ConversationId conversation,
        ConversationType type,
        String title,
        long head,
        long time,
        @Nullable Person with,
        @Nullable Standing standing,
        @Nullable Access access,
        @Nullable String topic,
        @Nullable Long people,
        @Nullable Long floor,
        @Nullable Long read,
        @Nullable Long unread,
        @Nullable Long mentions,
        @Nullable Long threads,
        @Nullable Long mutedUntil,
        @Nullable Boolean archived) {
    /// What every conversation has.
    public Summary(
            ConversationId conversation,
            ConversationType type,
            String title,
            long head,
            long time,
            @Nullable Person with) {
        this(
                conversation,
                type,
                title,
                head,
                time,
                with,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
