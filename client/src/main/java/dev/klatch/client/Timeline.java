package dev.klatch.client;

import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.PersonId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// What a client has of one conversation: its newest events, in order and without a hole from
/// [#first] to [#last]. An event that comes too early is held until what lies before it is there;
/// one that is here already, by place or by cid, is not told again.
///
/// Messages are kept as they read now: changes are folded into them, and kept beside them for older
/// messages that are read later. Pages of history have the changes folded away already.
///
/// Knows nothing of connections: who feeds it asks [#gapped] and fetches what is missing. Belongs
/// to the client's loop.
final class Timeline {
    /// Events kept; older ones are read again when somebody wants to see them.
    static final int KEPT = 2_000;

    /// Characters of text kept, for events may be long.
    static final long KEPT_CHARACTERS = 1 << 20;

    private final NavigableMap<Long, Event> events = new TreeMap<>();
    private final NavigableMap<Long, Event> early = new TreeMap<>();
    private final Set<Named> commands = new HashSet<>();
    private final @Nullable PersonId me;
    private long characters;
    private long first;
    private long last;
    private @Nullable Long lastTime;
    private boolean opened;
    private boolean opening;

    /// @param last the seq up to which nothing is wanted unless asked for
    /// @param me who reads, if that is known
    Timeline(long last, @Nullable PersonId me) {
        this.last = last;
        this.first = last + 1;
        this.me = me;
    }

    /// The seq from which on everything is here, up to [#last]; one more than that if nothing is.
    long first() {
        return first;
    }

    /// The seq up to which there is no hole.
    long last() {
        return last;
    }

    /// The time of the event at [#last] if that event is known.
    @Nullable Long lastTime() {
        return lastTime;
    }

    /// Whether the newest page of history has been read.
    boolean opened() {
        return opened;
    }

    /// Whether events wait for others before them.
    boolean gapped() {
        return !opening && !early.isEmpty();
    }

    /// Whether its head at the server, as a list says it, means that something has to be fetched.
    boolean differs(long head) {
        return !opening && last != head;
    }

    /// Whether an event of this seq has to be fetched before it can be told.
    boolean lacks(long seq) {
        return seq > last;
    }

    /// From here until [#history], live events wait, so that they come after the page.
    void open() {
        opening = true;
    }

    /// The page could not be read; live events go on.
    List<Event> openFailed() {
        opening = false;
        return drain();
    }

    /// Takes an event as it arrives. Returns those that are in their place now: this one and
    /// perhaps held ones behind it; none if it is held or known.
    List<Event> live(Event event) {
        if (event.seq() <= last) {
            return List.of();
        }
        early.putIfAbsent(event.seq(), event);
        if (early.size() > KEPT) {
            early.pollLastEntry();
        }
        return opening ? List.of() : drain();
    }

    /// Takes what was missed: raw events in order, from the one after [#last]. Returns those that
    /// are in their place now.
    List<Event> missed(List<Event> page) {
        page.forEach(event -> early.put(event.seq(), event));
        early.headMap(last, true).clear();
        return opening ? List.of() : drain();
    }

    private List<Event> drain() {
        List<Event> ready = new ArrayList<>();
        early.headMap(last, true).clear();
        while (!early.isEmpty() && early.firstKey() == last + 1) {
            Event event = early.pollFirstEntry().getValue();
            boolean fresh = place(event);
            fold(event, _ -> true);
            if (fresh) {
                ready.add(event);
            }
            last = event.seq();
            lastTime = event.time();
        }
        return ready;
    }

    /// Takes the newest page of history, true for `head`, which stands for all from seq `from`.
    /// Returns those of its events that were not known, in order; then [#drained] has the live ones
    /// that waited.
    List<Event> history(Collection<Event> page, long head, long from) {
        if (from > last + 1) {
            // Between what is here and the page something is missing: only the page counts.
            events.clear();
            commands.clear();
            characters = 0;
            first = from;
        }
        // Changes of what lies before the page are only in the live events that follow.
        boolean whole = events.isEmpty() || events.firstKey() >= from;
        List<Event> fresh = new ArrayList<>();
        Set<Long> taken = new HashSet<>();
        for (Event event : page) {
            boolean wanted = whole || event.seq() <= last;
            if (events.containsKey(event.seq())) {
                if (head > last && event instanceof Event.Posted newer) {
                    put(Folding.begun(newer));
                    taken.add(event.seq());
                }
            } else if (wanted) {
                taken.add(event.seq());
                if (place(event)) {
                    fresh.add(event);
                }
            }
        }
        refold(head, taken);
        first = Math.min(first, from);
        if (whole && head > last) {
            last = head;
            Event newest = events.get(head);
            lastTime = newest == null ? null : newest.time();
        }
        opened = true;
        opening = false;
        return fresh;
    }

    /// Takes an older page of history, true for `head`, which stands for all from seq `from` to seq
    /// `to`, if it joins what is here and there is room for it.
    void older(Collection<Event> page, long head, long from, long to) {
        if (to + 1 >= first && from < first && events.size() + page.size() <= KEPT) {
            first = from;
            Set<Long> taken = new HashSet<>();
            for (Event event : page) {
                if (!events.containsKey(event.seq())) {
                    place(event);
                    taken.add(event.seq());
                }
            }
            refold(head, taken);
        }
    }

    /// Changes that came live after a page was made, of the messages taken from it.
    private void refold(long head, Set<Long> taken) {
        for (Event change : List.copyOf(events.tailMap(head, false).values())) {
            fold(change, taken::contains);
        }
    }

    /// The live events that waited for the page of history and are in their place now.
    List<Event> drained() {
        return drain();
    }

    /// Puts an event where it belongs. False if the same command is here already at another place:
    /// it keeps the place and is not told.
    private boolean place(Event event) {
        Named named = named(event);
        boolean fresh = named == null || commands.add(named);
        put(event instanceof Event.Posted said ? Folding.begun(said) : event);
        while (events.size() > KEPT || (characters > KEPT_CHARACTERS && events.size() > 1)) {
            Event gone = events.pollFirstEntry().getValue();
            characters -= length(gone);
            first = Math.max(first, gone.seq() + 1);
            Named oldest = named(gone);
            if (oldest != null) {
                commands.remove(oldest);
            }
        }
        return fresh;
    }

    private void put(Event event) {
        characters += length(event) - length(events.put(event.seq(), event));
    }

    /// What an event means for the message that it changes, and for the first one of its thread, if
    /// they are here and `of` these that do not know it yet.
    private void fold(Event event, LongPredicate of) {
        if (!(events.get(target(event)) instanceof Event.Posted message)) {
            return;
        }
        boolean wanted = of.test(message.seq());
        if (event instanceof Event.Posted answer) {
            if (wanted) {
                answered(message, answer.seq());
            }
            return;
        }
        if (wanted) {
            put(Folding.after(message, event, me));
        }
        Long thread = message.thread();
        if (event instanceof Event.Deleted
                && thread != null
                && of.test(thread)
                && events.get(thread) instanceof Event.Posted root) {
            unanswered(root, message.seq());
        }
    }

    private void answered(Event.Posted root, long answer) {
        Event.Folded now = Folding.folded(root);
        Long last = now.lastReply();
        if (last == null || last < answer) {
            put(Folding.answered(root, count(now.replies()) + 1, answer));
        }
    }

    private void unanswered(Event.Posted root, long answer) {
        Event.Folded now = Folding.folded(root);
        Long last = now.lastReply();
        if (last != null && last == answer) {
            last = null;
            for (Event event : events.headMap(answer, false).descendingMap().values()) {
                if (event instanceof Event.Posted before
                        && !Folding.isErased(before)
                        && Long.valueOf(root.seq()).equals(before.thread())) {
                    last = before.seq();
                    break;
                }
            }
        }
        put(Folding.answered(root, Math.max(0, count(now.replies()) - 1), last));
    }

    private static long count(@Nullable Long number) {
        return number == null ? 0 : number;
    }

    /// The message that an event changes, 0 for none. An answer changes the first message of its
    /// thread.
    static long target(Event event) {
        return switch (event) {
            case Event.Edited it -> it.target();
            case Event.Deleted it -> it.target();
            case Event.Reacted it -> it.target();
            case Event.Pinned it -> it.target();
            case Event.Posted it when it.thread() != null -> it.thread();
            default -> 0;
        };
    }

    /// Whether an event is only a change of a message, and no line of its own.
    static boolean isChange(Event event) {
        return !(event instanceof Event.Posted) && target(event) > 0;
    }

    /// The message of this seq as it reads now; null if it is not here.
    Event.@Nullable Posted message(long seq) {
        return events.get(seq) instanceof Event.Posted message ? message : null;
    }

    /// All events after `seq`, in order: messages as they read now, and changes.
    Collection<Event> after(long seq) {
        return events.tailMap(seq, false).values();
    }

    private static long length(@Nullable Event event) {
        return event instanceof Event.Posted posted ? posted.text().length() : 0;
    }

    /// The newest events, at most so many, in order: messages as they read now, without changes.
    List<Event> newest(int most) {
        return before(Long.MAX_VALUE, most);
    }

    /// The same before a seq.
    List<Event> before(long seq, int most) {
        List<Event> lines = new ArrayList<>();
        for (Event event : events.headMap(seq, false).descendingMap().values()) {
            if (lines.size() == most) {
                break;
            }
            if (!isChange(event)) {
                lines.addFirst(event);
            }
        }
        return List.copyOf(lines);
    }

    /// A cid names a command of its author only: others may use the same one.
    private record Named(PersonId author, CommandId cid) {}

    private static @Nullable Named named(Event event) {
        return event instanceof Event.Made made ? new Named(made.author(), made.cid()) : null;
    }
}
