package dev.klatch.client;

import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far an own message is. What is shown from it is true at all times.
public sealed interface MessageState {
    /// It is stored on this machine and will be sent, now or when there is a connection.
    record Sending() implements MessageState {}

    /// The server has stored it.
    ///
    /// @param time the server's, in milliseconds since 1970
    /// @param offline the other one of a private conversation, who is not here now and gets it
    ///   later; empty if they are here, or it is not known
    record Sent(ConversationId conversation, long seq, long time, List<Person> offline)
            implements MessageState {
        public Sent {
            offline = List.copyOf(offline);
        }
    }

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
