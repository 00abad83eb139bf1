package dev.klatch.server.log;

import dev.klatch.core.journal.EventLog;
import dev.klatch.core.journal.EventLog.Origin;
import dev.klatch.protocol.Access;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Brings events into the files of the transcript, each once, and takes out what was erased. Used
/// by one thread at a time.
final class TranscriptWriter {
    private static final int PAGE = 500;

    private final ZoneId zone = ZoneId.systemDefault();
    private final Scope scope;
    private final EventLog events;
    private final Followers followers;
    private final DatedFile file;
    private final TranscriptCursor cursor;
    private boolean moved;

    TranscriptWriter(Transcript.Plan plan, EventLog events, Followers followers) {
        this.scope = plan.scope();
        this.events = events;
        this.followers = followers;
        this.file = new DatedFile(plan.folder(), "transcript", plan.days());
        this.cursor = new TranscriptCursor(plan.folder());
    }

    /// Finds out how far the files go, and takes down what is missing. What was said while the
    /// transcript was not to have it stays out.
    void recover() throws IOException {
        if (scope == Scope.OFF) {
            cursor.delete();
            return;
        }
        cursor.load();
        String epoch = events.epoch();
        Scope before = cursor.epoch().equals(epoch) ? cursor.scope() : Scope.OFF;
        List<Origin> all = events.origins();
        if (before == Scope.OFF) {
            cursor.forget();
        } else {
            narrow(all, before);
            readFiles(all);
        }
        cursor.begin(epoch, scope);
        widen(all, before);
        moved = true;
        save();
        takeDown(all.stream().map(Origin::conversation).toList());
        moved = true;
        save();
    }

    /// What is private and was in a transcript of all stays where it stands.
    private void narrow(List<Origin> all, Scope before) {
        if (before == Scope.ALL && scope == Scope.ROOMS) {
            all.stream()
                    .filter(each -> !isPublic(each))
                    .forEach(each -> cursor.leave(each.conversation()));
        }
    }

    /// What is in it now and was not before begins with what is said from now on.
    private void widen(List<Origin> all, Scope before) {
        if (before == scope) {
            return;
        }
        for (Origin each : all) {
            if (cursor.seq(each.conversation()) == null && isIn(each)) {
                boolean wasIn = before != Scope.OFF && isPublic(each);
                cursor.move(each.conversation(), wasIn ? publicSince(each) : each.head());
            }
        }
    }

    /// Moves the cursor on to the last lines in the files. A line of a conversation that is not to
    /// be in the transcript may be there from another time, and moves nothing.
    private void readFiles(List<Origin> all) throws IOException {
        Set<ConversationId> in = new HashSet<>();
        all.stream().filter(this::isIn).forEach(each -> in.add(each.conversation()));
        for (LocalDate day : file.written().tailSet(cursor.day())) {
            file.read(day, line -> read(line, in));
        }
    }

    private void read(String line, Set<ConversationId> in) {
        TranscriptLine.Place place = TranscriptLine.place(line);
        if (place == null) {
            return;
        }
        ConversationId conversation = place.conversation();
        Long seq = cursor.seq(conversation);
        if (scope == Scope.ROOMS && TranscriptLine.closes(line)) {
            cursor.leave(conversation);
        } else if (seq != null || in.contains(conversation)) {
            cursor.move(conversation, Math.max(place.seq(), seq == null ? 0 : seq));
        }
    }

    private boolean isIn(Origin origin) {
        return switch (scope) {
            case OFF -> false;
            case ROOMS -> isPublic(origin);
            case ALL -> true;
        };
    }

    private static boolean isPublic(Origin origin) {
        return origin.type() == ConversationType.ROOM && origin.access() == Access.PUBLIC;
    }

    /// Takes down all that is new in these conversations.
    void takeDown(Collection<ConversationId> conversations) throws IOException {
        for (ConversationId each : conversations) {
            Origin origin = events.origin(each);
            if (origin != null) {
                takeDown(origin);
            }
        }
        file.flush();
    }

    private void takeDown(Origin origin) throws IOException {
        Long seq = cursor.seq(origin.conversation());
        if (seq == null) {
            if (!isIn(origin)) {
                return;
            }
            seq = scope == Scope.ALL ? 0 : publicSince(origin);
        }
        long from = seq;
        while (from < origin.head()) {
            List<Event> page = events.events(origin.conversation(), from, PAGE);
            if (page.isEmpty()) {
                return;
            }
            erase(page);
            for (Event event : page) {
                add(origin, event);
                from = event.seq();
                cursor.move(origin.conversation(), from);
                moved = true;
                if (scope == Scope.ROOMS && closes(event)) {
                    cursor.leave(origin.conversation());
                    return;
                }
            }
        }
    }

    /// The seq of the last event that made this room public; 0 if it was made so.
    private long publicSince(Origin origin) {
        long since = 0;
        long from = 0;
        while (from < origin.head()) {
            List<Event> page = events.events(origin.conversation(), from, PAGE);
            if (page.isEmpty()) {
                break;
            }
            for (Event event : page) {
                if (event instanceof Event.Changed changed && changed.access() == Access.PUBLIC) {
                    since = event.seq();
                }
            }
            from = page.getLast().seq();
        }
        return since;
    }

    private static boolean closes(Event event) {
        return event instanceof Event.Changed changed && changed.access() == Access.PRIVATE;
    }

    private void add(Origin origin, Event event) throws IOException {
        if (event instanceof Event.Made made) {
            Instant time = Instant.ofEpochMilli(event.time());
            String line = TranscriptLine.of(origin, made).json(time, zone);
            file.add(LocalDate.ofInstant(time, zone), line);
            followers.show(line);
        }
    }

    /// Empties the lines of the messages that were deleted in these events, before the lines that
    /// say so are added: a line that is there says that it was done.
    private void erase(List<Event> page) throws IOException {
        Set<Long> erased = new HashSet<>();
        for (Event event : page) {
            if (event instanceof Event.Deleted deleted) {
                erased.add(deleted.target());
            }
        }
        if (!erased.isEmpty()) {
            erase(page.getFirst().conversation(), erased);
        }
    }

    /// A message was deleted in a conversation that is not taken down, but may have been.
    void erased(Event.Deleted deleted) throws IOException {
        if (cursor.seq(deleted.conversation()) == null) {
            erase(deleted.conversation(), Set.of(deleted.target()));
        }
    }

    private void erase(ConversationId conversation, Set<Long> erased) throws IOException {
        Set<LocalDate> days = new TreeSet<>();
        for (long seq : erased) {
            for (long time : events.times(conversation, seq)) {
                days.add(LocalDate.ofInstant(Instant.ofEpochMilli(time), zone));
            }
        }
        for (LocalDate day : days) {
            file.replace(
                    day,
                    line -> {
                        TranscriptLine.Place place = TranscriptLine.place(line);
                        boolean gone =
                                place != null
                                        && place.conversation().equals(conversation)
                                        && (erased.contains(place.seq())
                                                || erased.contains(place.target()));
                        return gone ? TranscriptLine.emptied(line) : line;
                    });
        }
    }

    /// The events are gone: nothing is left of the transcript, and all that is there now is new.
    void wiped() throws IOException {
        file.deleteAll();
        cursor.forget();
        cursor.begin(events.epoch(), scope);
        for (Origin each : events.origins()) {
            if (isIn(each)) {
                cursor.move(each.conversation(), 0);
            }
        }
        moved = scope != Scope.OFF;
        save();
        takeDown(events.origins().stream().map(Origin::conversation).toList());
    }

    /// Keeps the cursor, once what it counts is on the disk.
    void save() throws IOException {
        if (moved) {
            file.force();
            cursor.save(LocalDate.now(zone));
            moved = false;
        }
    }
}
