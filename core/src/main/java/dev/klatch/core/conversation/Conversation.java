package dev.klatch.core.conversation;

import dev.klatch.core.journal.StoredConversation;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Summary;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The state of one conversation: ahead of the journal within a batch, equal to it between two.
public final class Conversation {
    private final ConversationId id;
    private final ConversationType type;
    private final String title;
    private final boolean takesAll;
    private final Set<PersonId> members;
    private final long made;
    private long head;
    private long time;

    Conversation(StoredConversation stored, boolean takesAll) {
        this.id = stored.id();
        this.type = stored.type();
        this.title = stored.title();
        this.takesAll = takesAll;
        this.members = new HashSet<>(stored.members());
        this.made = stored.made();
        this.head = stored.head();
        this.time = stored.time();
    }

    /// Its id.
    public ConversationId id() {
        return id;
    }

    /// Its type.
    public ConversationType type() {
        return type;
    }

    /// Its title; empty for a direct conversation.
    public String title() {
        return title;
    }

    /// When it was made, in milliseconds since 1970.
    public long made() {
        return made;
    }

    /// The seq of its last event; 0 for none.
    public long head() {
        return head;
    }

    /// Whether all people are in it without being listed.
    public boolean takesAll() {
        return takesAll;
    }

    /// Whether this person may read and write here.
    public boolean has(PersonId person) {
        return takesAll || members.contains(person);
    }

    /// The members of a conversation that lists them.
    public Set<PersonId> members() {
        return Set.copyOf(members);
    }

    /// How many of the members that it lists are so; it stops counting at `most`.
    public int count(int most, Predicate<PersonId> so) {
        int count = 0;
        for (PersonId member : members) {
            if (count < most && so.test(member)) {
                count++;
            }
            if (count == most) {
                break;
            }
        }
        return count;
    }

    /// Gives the next place to an event that happens at `eventTime`.
    public long next(long eventTime) {
        time = eventTime;
        head++;
        return head;
    }

    /// This person is in it from now on.
    public void add(PersonId person) {
        members.add(person);
    }

    /// This person is no longer in it.
    public void remove(PersonId person) {
        members.remove(person);
    }

    /// Its line in the list of one who is in it; `with` is the other person of a direct one.
    public Summary summary(@Nullable Person with) {
        return new Summary(id, type, title, head, time, with);
    }
}
