package dev.klatch.core;

import dev.klatch.core.conversation.Conversation;
import dev.klatch.core.conversation.Conversations;
import dev.klatch.core.journal.ContentHash;
import dev.klatch.core.journal.Draft;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.presence.Connection;
import dev.klatch.core.time.EventTime;
import dev.klatch.core.time.Time;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Summary;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What all rules share: the state of now, the clocks and the dice.
record Rules(
        Draft draft,
        Conversations conversations,
        EventTime eventTime,
        Time time,
        RandomGenerator random,
        ConversationId everyone) {

    /// A command on its way through the rules: who sent it, from where, and the hash of what it
    /// says.
    record Sent(Connection from, StoredPerson author, ContentHash hash) {}

    /// The time of an event that happens now.
    long eventMillis() {
        return eventTime.at(time.wallMillis());
    }

    /// A number for a new id.
    long freshId() {
        long id;
        do {
            id = random.nextLong() >>> 1;
        } while (id == 0);
        return id;
    }

    /// The other one of a private conversation, as this reader sees them; null elsewhere.
    @Nullable StoredPerson other(Conversation conversation, PersonId reader) {
        if (conversation.type() != ConversationType.DIRECT) {
            return null;
        }
        for (PersonId member : conversation.members()) {
            if (!member.equals(reader)) {
                return draft.person(member);
            }
        }
        return null;
    }

    /// The line of a conversation in the list of one who is in it.
    Summary summary(Conversation conversation, PersonId reader) {
        return new Summary(
                conversation.id(),
                conversation.type(),
                conversation.title(),
                conversation.head(),
                conversation.time(),
                seenOther(conversation, reader));
    }

    /// The other one of a private conversation, as others see them.
    @Nullable Person seenOther(Conversation conversation, PersonId reader) {
        StoredPerson other = other(conversation, reader);
        return other == null ? null : other.seen();
    }
}
