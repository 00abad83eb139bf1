package dev.klatch.client;

import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Refused;
import org.jspecify.annotations.Nullable;

/// How far an own message is. What is shown from it is true at all times.
public sealed interface MessageState {
    /// It is stored on this machine and will be sent, now or when there is a connection.
    record Sending() implements MessageState {}

    /// The server has stored it. `time` is the server's, in milliseconds since 1970.
    record Sent(ConversationId conversation, long seq, long time) implements MessageState {}

    /// It will never be sent, for this reason; nothing of it is kept.
    record Failed(String words, @Nullable Refused refused) implements MessageState {}

    /// It will not be sent unless the person says so ([KlatchClient#sendAnyway]); it is kept.
    record Held(Hold why) implements MessageState {}

    /// Why a message is held back.
    enum Hold {
        /// The server's history was replaced after it was written.
        OTHER_EPOCH,
        /// It was written by another person of the same name, such as an earlier guest.
        OTHER_PERSON
    }
}
