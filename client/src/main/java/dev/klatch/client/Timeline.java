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
import org.jspecify.annotations.Nullable;

/// What a client has of one conversation: its newest events, in order and without a hole up to
/// [#last]. An event that comes too early is held until what lies before it is there; one that is
/// here already, by place or by cid, is not told again.
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
    private long characters;
    private long last;
    private @Nullable Long lastTime;
    private boolean opened;
    private boolean opening;

    /// @param last the seq up to which nothing is wanted unless asked for
    Timeline(long last) {
        this.last = last;
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
            if (place(event)) {
                ready.add(event);
            }
            last = event.seq();
            lastTime = event.time();
        }
        return ready;
    }

    /// Takes the newest page of history, true for `head`. Returns those of its events that were not
    /// known, in order; then [#drained] has the live ones that waited.
    List<Event> history(Collection<Event> page, long head) {
        List<Event> fresh = new ArrayList<>();
        long least = Long.MAX_VALUE;
        for (Event event : page) {
            least = Math.min(least, event.seq());
            if (!events.containsKey(event.seq()) && place(event)) {
                fresh.add(event);
            }
        }
        boolean joinsUp = least <= last + 1;
        if (head > last && (joinsUp || !opened)) {
            last = head;
            Event newest = events.get(head);
            lastTime = newest == null ? null : newest.time();
        }
        opened = true;
        opening = false;
        return fresh;
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
        characters += length(event) - length(events.put(event.seq(), event));
        while (events.size() > KEPT || (characters > KEPT_CHARACTERS && events.size() > 1)) {
            Event gone = events.pollFirstEntry().getValue();
            characters -= length(gone);
            Named oldest = named(gone);
            if (oldest != null) {
                commands.remove(oldest);
            }
        }
        return fresh;
    }

    private static long length(@Nullable Event event) {
        return event instanceof Event.Posted posted ? posted.text().length() : 0;
    }

    /// The newest events, at most so many, in order.
    List<Event> newest(int most) {
        List<Event> all = new ArrayList<>(events.values());
        return List.copyOf(all.subList(Math.max(0, all.size() - most), all.size()));
    }

    /// A cid names a command of its author only: others may use the same one.
    private record Named(PersonId author, CommandId cid) {}

    private static @Nullable Named named(Event event) {
        return event instanceof Event.Made made ? new Named(made.author(), made.cid()) : null;
    }
}
