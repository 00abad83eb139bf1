package dev.klatch.core;

import dev.klatch.core.conversation.Conversation;
import dev.klatch.core.conversation.Conversations;
import dev.klatch.core.journal.ContentHash;
import dev.klatch.core.journal.Draft;
import dev.klatch.core.journal.StoredConversation;
import dev.klatch.core.journal.StoredMember;
import dev.klatch.core.journal.StoredMessage;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.Traits;
import dev.klatch.core.person.NameRules;
import dev.klatch.core.presence.Connection;
import dev.klatch.core.time.EventTime;
import dev.klatch.core.time.Time;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Newcomers;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Standing;
import dev.klatch.protocol.Summary;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What all rules share: the state of now, the clocks and the dice.
record Rules(
        Draft draft,
        Conversations conversations,
        EventTime eventTime,
        Time time,
        RandomGenerator random,
        ConversationId everyone,
        int roomMembers) {

    /// What is said of the server's own person, which reads nothing.
    static final String SERVER_WORDS =
            "The server reads no messages: write to somebody who runs it.";

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

    /// A name for a command that nobody sent.
    CommandId freshCid() {
        return CommandId.fresh(time.wallMillis(), random);
    }

    /// The person who has this name now, or else the one who had it last.
    @Nullable StoredPerson personCalled(String name) {
        String clean = NameRules.clean(name);
        return clean == null ? null : draft.personNamed(NameRules.key(clean));
    }

    /// Whether there is a name for which `taken` holds, by its key, and which looks like this one
    /// as both are written: a capital I like a small l.
    boolean looksLikeOne(String name, Predicate<String> taken) {
        String key = NameRules.key(name);
        String shape = NameRules.shape(name);
        if (!shape.equals(key) && taken.test(shape)) {
            return true;
        }
        for (String other : NameRules.keysOfLookAlikes(key)) {
            if (isWrittenLike(other, key) && taken.test(other)) {
                return true;
            }
        }
        return false;
    }

    private boolean isWrittenLike(String other, String key) {
        StoredPerson holder = draft.personNamed(other);
        StoredConversation place = draft.conversationKeyed(other);
        return (holder != null && NameRules.shape(holder.name()).equals(key))
                || (place != null && NameRules.shape(place.title()).equals(key));
    }

    /// The first seq that somebody who is in this conversation may read without a hole up to its
    /// head.
    long readsFrom(Conversation conversation, StoredPerson reader) {
        Traits traits = conversation.traits();
        if (traits.newcomers() == Newcomers.ALL) {
            return traits.floor();
        }
        StoredMember member = conversation.member(reader.id());
        return member == null ? reader.everyoneFrom() : member.from();
    }

    /// A message that this person can see and that is not deleted.
    @Nullable StoredMessage message(Conversation conversation, StoredPerson reader, long seq) {
        if (seq < readsFrom(conversation, reader)) {
            return null;
        }
        StoredMessage message = draft.message(conversation.id(), seq);
        return message == null || message.deleted() ? null : message;
    }

    /// Whether the first one takes no private messages from the other.
    boolean blocks(PersonId person, PersonId other) {
        return draft.state(person, "block:" + other.text()) != null;
    }

    /// What is said of somebody who will not come back.
    static String goneWords(StoredPerson person) {
        return person.hasAccount()
                ? "This account was deleted."
                : person.name() + " was a guest and has left.";
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

    /// The line of a conversation in the list of one who is in it and has read it so far (0:
    /// nothing).
    Summary summary(Conversation conversation, PersonId reader, long read) {
        StoredMember member = conversation.member(reader);
        Traits traits = conversation.traits();
        StoredPerson person = draft.person(reader);
        long floor = person == null ? 1 : readsFrom(conversation, person);
        return new Summary(
                conversation.id(),
                conversation.type(),
                conversation.title(),
                conversation.head(),
                conversation.time(),
                seenOther(conversation, reader),
                member == null ? Standing.MEMBER : member.standing(),
                traits.access(),
                traits.topic().isEmpty() ? null : traits.topic(),
                conversation.takesAll() ? null : Long.valueOf(conversation.size()),
                floor == 1 ? null : floor,
                read <= 0 ? null : read,
                null,
                null,
                null,
                null,
                traits.archived() ? true : null);
    }

    /// The other one of a private conversation, as others see them.
    @Nullable Person seenOther(Conversation conversation, PersonId reader) {
        StoredPerson other = other(conversation, reader);
        return other == null ? null : other.seen();
    }
}
