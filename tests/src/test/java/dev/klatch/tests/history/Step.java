package dev.klatch.tests.history;

/// One line of a history. `nanos` is monotonic time, for people who read the history of a broken
/// run; the order of the lines is what the checker goes by.
public sealed interface Step {
    /// When, on the monotonic clock of the process that recorded it.
    long nanos();

    /// A command was sent, or sent again with the same cid.
    record Invoked(long nanos, Sender sender, String conversation, String cid, String text)
            implements Step {}

    /// It was acknowledged, with its place.
    record Acked(long nanos, Sender sender, String cid, String conversation, long seq)
            implements Step {}

    /// It was refused.
    record Failed(long nanos, Sender sender, String cid, String error) implements Step {}

    /// The connection ended before an answer: it may have been stored or not.
    record Unknown(long nanos, Sender sender, String cid) implements Step {}

    /// A person may read these places of a conversation, both ends included. A person may have
    /// several such stretches.
    record Allowed(long nanos, String person, String conversation, long from, long to)
            implements Step {}

    /// In the end this reader has everything of the conversation from this place to its head: what
    /// is not there is lost. A reader that never says so may begin and end anywhere.
    record Whole(long nanos, Reader reader, String conversation, long from) implements Step {}

    /// A reader was shown an event.
    record Seen(long nanos, Reader reader, Entry entry) implements Step {}

    /// What a device's state of a scope comes to, after quiet.
    record Hashed(long nanos, Reader reader, String scope, String hash) implements Step {}
}
