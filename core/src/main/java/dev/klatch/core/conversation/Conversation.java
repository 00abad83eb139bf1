package dev.klatch.core.conversation;

import dev.klatch.core.journal.StoredConversation;
import dev.klatch.core.journal.StoredMember;
import dev.klatch.core.journal.Traits;
import dev.klatch.protocol.Access;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Standing;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The state of one conversation: ahead of the journal within a batch, equal to it between two.
public final class Conversation {
    private final ConversationId id;
    private final ConversationType type;
    private final boolean takesAll;
    private final Map<PersonId, StoredMember> members;
    private final Set<PersonId> banned;
    private final @Nullable PersonId maker;
    private final long made;
    private final Map<PersonId, Long> lastPosts = new HashMap<>();
    private String title;
    private Traits traits;
    private long head;
    private long time;
    private long game;

    Conversation(StoredConversation stored, boolean takesAll) {
        this.id = stored.id();
        this.type = stored.type();
        this.title = stored.title();
        this.traits = stored.traits();
        this.takesAll = takesAll;
        this.members = new LinkedHashMap<>(stored.members());
        this.banned = new HashSet<>(stored.banned());
        this.maker = stored.maker();
        this.made = stored.made();
        this.head = stored.head();
        this.time = stored.time();
        this.game = stored.game();
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

    /// What was set about it.
    public Traits traits() {
        return traits;
    }

    /// Sets this about it.
    public void set(String newTitle, Traits newTraits) {
        title = newTitle;
        traits = newTraits;
    }

    /// Whether it is a room that anybody may enter.
    public boolean isPublic() {
        return type == ConversationType.ROOM && traits.access() == Access.PUBLIC;
    }

    /// Who made it; null for `everyone`, which was always there.
    public @Nullable PersonId maker() {
        return maker;
    }

    /// When it was made, in milliseconds since 1970.
    public long made() {
        return made;
    }

    /// The seq of its last event; 0 for none.
    public long head() {
        return head;
    }

    /// The time of its last event, in milliseconds since 1970.
    public long time() {
        return time;
    }

    /// The seq of the last step of a game; 0 for none.
    public long game() {
        return game;
    }

    /// The last step of a game is at this seq.
    public void game(long seq) {
        game = seq;
    }

    /// Whether all people are in it without being listed.
    public boolean takesAll() {
        return takesAll;
    }

    /// Whether this person may read and write here.
    public boolean has(PersonId person) {
        return takesAll ? !banned.contains(person) : members.containsKey(person);
    }

    /// The members of a conversation that lists them, in the order in which they came.
    public Set<PersonId> members() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(members.keySet()));
    }

    /// The members of a conversation that lists them, and as what they are in it.
    public Map<PersonId, StoredMember> memberships() {
        return Map.copyOf(members);
    }

    /// How many members it lists.
    public int size() {
        return members.size();
    }

    /// As what this person is in it; null if not listed.
    public @Nullable StoredMember member(PersonId person) {
        return members.get(person);
    }

    /// Whether this one is the only owner.
    public boolean isLastOwner(PersonId person) {
        StoredMember member = members.get(person);
        return member != null
                && member.standing() == Standing.OWNER
                && members.values().stream()
                                .filter(each -> each.standing() == Standing.OWNER)
                                .limit(2)
                                .count()
                        == 1;
    }

    /// Whether this one may not come.
    public boolean isBanned(PersonId person) {
        return banned.contains(person);
    }

    /// Keeps this one out, or no more.
    public void ban(PersonId person, Ban ban) {
        if (ban == Ban.ON) {
            banned.add(person);
        } else {
            banned.remove(person);
        }
    }

    /// Whether somebody is kept out.
    public enum Ban {
        ON,
        OFF
    }

    /// How many of the members that it lists are so; it stops counting at `most`.
    public int count(int most, Predicate<PersonId> so) {
        int count = 0;
        for (PersonId member : members.keySet()) {
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

    /// This person is in it from now on, or is another thing in it.
    public void add(PersonId person, StoredMember member) {
        members.put(person, member);
    }

    /// This person is no longer in it.
    public void remove(PersonId person) {
        members.remove(person);
    }

    /// When this person said something here last, by the steady clock; long ago if not known.
    public long lastPost(PersonId person) {
        return lastPosts.getOrDefault(person, Long.MIN_VALUE / 2);
    }

    /// This person says something now. Those of more than an hour ago are forgotten: no slow mode
    /// is slower.
    public void posts(PersonId person, long steadyMillis) {
        if (traits.slow() > 0) {
            lastPosts.values().removeIf(at -> steadyMillis - at > 3_600_000);
            lastPosts.put(person, steadyMillis);
        }
    }
}
