package dev.klatch.core;

import dev.klatch.core.journal.TokenHash;
import dev.klatch.core.presence.Connection;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.ServerFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What follows from a batch once it is durable, in this order.
public sealed interface Outcome {
    /// An event for all who are in its conversation now. On the connection that caused it, `reply`
    /// takes its place.
    record Happened(Event event, @Nullable Connection origin, Answer.@Nullable Accepted reply)
            implements Outcome {}

    /// This connection takes part from here on: in these conversations, beginning with its welcome.
    record Welcomed(Connection connection, Notice.Welcome welcome, List<ConversationId> into)
            implements Outcome {}

    /// A frame for one connection.
    record Told(Connection connection, ServerFrame frame) implements Outcome {}

    /// A frame for all connections of a person.
    record ToldPerson(PersonId person, ServerFrame frame) implements Outcome {}

    /// A frame for all who are in a conversation now.
    record ToldConversation(ConversationId conversation, Notice notice) implements Outcome {}

    /// All connections of this person receive what happens there from here on, beginning with this
    /// notice.
    record Entered(PersonId person, ConversationId conversation, Notice.Entered notice)
            implements Outcome {}

    /// All connections of this person receive nothing more from there.
    record Unsubscribed(PersonId person, ConversationId conversation) implements Outcome {}

    /// All connections of this person are closed.
    record Closed(PersonId person, CloseCode code) implements Outcome {}

    /// The connections that this session opened are closed.
    record SessionClosed(TokenHash session, CloseCode code) implements Outcome {}

    /// All connections are told these words and closed; they may come back at once.
    record AllClosed(Notice.Closing words) implements Outcome {}

    /// Somebody outside waits for this.
    record Settled(Runnable reply) implements Outcome {}
}
