package dev.klatch.server.store;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.MessageFrame.FindTime;
import dev.klatch.protocol.MessageFrame.ListPins;
import dev.klatch.protocol.MessageFrame.ReadHistory;
import dev.klatch.protocol.MessageFrame.ReadThread;
import dev.klatch.protocol.MessageFrame.ReadVersions;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads conversations as they stand now: pages of history, threads, pins, texts of before. Used by
/// one thread at a time.
final class HistoryReads {
    /// What changes messages stands in them, and not in a list of its own.
    private static final String LISTED =
            EventRows.SELECT
                    + " WHERE e.conversation = ? AND e.seq BETWEEN ? AND ?"
                    + " AND e.kind NOT IN ('edited', 'deleted', 'reacted', 'pinned')"
                    + " ORDER BY e.seq ";

    private final Visibility visibility;
    private final MessageReads messages;
    private final Folding folding;
    private final PreparedStatement newestFirst;
    private final PreparedStatement oldestFirst;
    private final PreparedStatement thread;
    private final PreparedStatement pins;
    private final PreparedStatement timeFrom;

    HistoryReads(Connection connection, Visibility visibility) throws SQLException {
        this.visibility = visibility;
        this.messages = new MessageReads(connection);
        this.folding = new Folding(connection);
        this.newestFirst = connection.prepareStatement(LISTED + "DESC LIMIT ?");
        this.oldestFirst = connection.prepareStatement(LISTED + "LIMIT ?");
        this.thread =
                connection.prepareStatement(
                        EventRows.SELECT
                                + " WHERE e.conversation = ? AND e.seq BETWEEN ? AND ?"
                                + " AND e.thread = ? ORDER BY e.seq LIMIT ?");
        this.pins =
                connection.prepareStatement(
                        EventRows.SELECT
                                + " JOIN pin ON pin.conversation = e.conversation"
                                + " AND pin.target = e.seq WHERE e.conversation = ?"
                                + " ORDER BY e.seq DESC");
        this.timeFrom =
                connection.prepareStatement(
                        "SELECT time FROM event WHERE conversation = ? AND seq = ?");
    }

    /// What was read of the store, in the order asked, and whether there is more.
    private record Found(List<Event> events, boolean more) {}

    Answer history(PersonId reader, ReadHistory ask) throws SQLException {
        Visible visible = visibility.of(reader, ask.conversation());
        if (visible == null) {
            return Refused.of(ask.ref(), Refusal.UNKNOWN_CONVERSATION);
        }
        Long after = ask.after();
        boolean forward = after != null;
        long least = after == null ? visible.first() : Math.max(visible.first(), after + 1);
        long head = visible.head();
        long most = ask.before() == null ? head : Math.min(head, ask.before() - 1);
        int limit = limit(ask.limit());
        Found raw = listed(forward, visible, least, most, limit);
        Found page = fitting(folding.fold(reader, visible, raw.events()), raw.more());
        List<Event> inOrder = forward ? page.events() : page.events().reversed();
        long from = page.more() && !forward ? inOrder.getFirst().seq() : least;
        long to = page.more() && forward ? inOrder.getLast().seq() : most;
        return new Answer.History(
                ask.ref(), ask.conversation(), head, inOrder, page.more(), from, to);
    }

    private static int limit(@Nullable Long asked) {
        return asked == null ? Limits.HISTORY_EVENTS : (int) Math.min(asked, Limits.HISTORY_EVENTS);
    }

    private Found listed(boolean forward, Visible visible, long least, long most, int limit)
            throws SQLException {
        PreparedStatement select = forward ? oldestFirst : newestFirst;
        List<Visible.Stretch> stretches =
                forward ? visible.stretches() : visible.stretches().reversed();
        List<Event> events = new ArrayList<>();
        boolean more = false;
        for (Visible.Stretch stretch : stretches) {
            long from = Math.max(least, stretch.from());
            long to = Math.min(most, stretch.to());
            if (from <= to && !more) {
                place(select, visible.conversation(), from, to);
                select.setInt(4, limit + 1 - events.size());
                more = read(select, events, limit);
            }
        }
        return new Found(events, more);
    }

    private static void place(
            PreparedStatement select, ConversationId conversation, long from, long to)
            throws SQLException {
        select.setLong(1, conversation.value());
        select.setLong(2, from);
        select.setLong(3, to);
    }

    /// Adds the events of this query until there are so many, or more than an answer holds.
    ///
    /// @return whether there are more
    private static boolean read(PreparedStatement select, List<Event> events, int limit)
            throws SQLException {
        long characters = 0;
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                if (events.size() == limit || characters > Limits.ANSWER_BYTES) {
                    return true;
                }
                characters += EventRows.bodyLength(rows);
                events.add(EventRows.read(rows));
            }
        }
        return false;
    }

    private static Found fitting(List<Event> events, boolean more) {
        Budget budget = Budget.whole();
        for (int i = 0; i < events.size(); i++) {
            if (!budget.takes(events.get(i))) {
                return new Found(events.subList(0, i), true);
            }
        }
        return new Found(events, more);
    }

    Answer thread(PersonId reader, ReadThread ask) throws SQLException {
        Visible visible = visibility.of(reader, ask.conversation());
        if (visible == null) {
            return Refused.of(ask.ref(), Refusal.UNKNOWN_CONVERSATION);
        }
        if (posted(visible, ask.root()) == null) {
            return Refused.of(ask.ref(), Refusal.UNKNOWN_MESSAGE);
        }
        long least = (ask.after() == null ? 0 : ask.after()) + 1;
        List<Event> events = new ArrayList<>();
        boolean more = false;
        for (Visible.Stretch stretch : visible.stretches()) {
            long from = Math.max(least, stretch.from());
            if (from <= stretch.to() && !more) {
                place(thread, ask.conversation(), from, stretch.to());
                thread.setLong(4, ask.root());
                thread.setInt(5, Limits.HISTORY_EVENTS + 1 - events.size());
                more = read(thread, events, Limits.HISTORY_EVENTS);
            }
        }
        Found page = fitting(folding.fold(reader, visible, events), more);
        return new Answer.History(
                ask.ref(), ask.conversation(), visible.head(), page.events(), page.more());
    }

    private Event.@Nullable Posted posted(Visible visible, long seq) throws SQLException {
        return visible.sees(seq)
                        && messages.event(visible.conversation(), seq) instanceof Event.Posted it
                ? it
                : null;
    }

    Answer versions(PersonId reader, ReadVersions ask) throws SQLException {
        Visible visible = visibility.of(reader, ask.conversation());
        if (visible == null) {
            return Refused.of(ask.ref(), Refusal.UNKNOWN_CONVERSATION);
        }
        Event.Posted posted = posted(visible, ask.target());
        if (posted == null) {
            return Refused.of(ask.ref(), Refusal.UNKNOWN_MESSAGE);
        }
        List<Answer.Version> versions = new ArrayList<>();
        versions.add(new Answer.Version(posted.seq(), posted.time(), posted.text()));
        for (Event change : folding.changes(visible, ask.target())) {
            if (change instanceof Event.Deleted) {
                return Refused.of(ask.ref(), Refusal.UNKNOWN_MESSAGE);
            }
            if (change instanceof Event.Edited edited) {
                versions.add(new Answer.Version(edited.seq(), edited.time(), edited.text()));
            }
        }
        Budget budget = Budget.whole();
        int first = versions.size();
        while (first > 0 && budget.takes(versions.get(first - 1))) {
            first--;
        }
        return new Answer.Versions(ask.ref(), versions.subList(first, versions.size()));
    }

    Answer pins(PersonId reader, ListPins ask) throws SQLException {
        Visible visible = visibility.of(reader, ask.conversation());
        if (visible == null) {
            return Refused.of(ask.ref(), Refusal.UNKNOWN_CONVERSATION);
        }
        pins.setLong(1, ask.conversation().value());
        List<Event> pinned = new ArrayList<>();
        try (ResultSet rows = pins.executeQuery()) {
            while (rows.next()) {
                Event event = EventRows.read(rows);
                if (visible.sees(event.seq())) {
                    pinned.add(event);
                }
            }
        }
        Found page = fitting(folding.fold(reader, visible, pinned), false);
        return new Answer.History(
                ask.ref(),
                ask.conversation(),
                visible.head(),
                page.events().reversed(),
                page.more());
    }

    /// Times hardly ever go back, so the place is found by halving.
    Answer place(PersonId reader, FindTime ask) throws SQLException {
        Visible visible = visibility.of(reader, ask.conversation());
        if (visible == null) {
            return Refused.of(ask.ref(), Refusal.UNKNOWN_CONVERSATION);
        }
        long low = visible.first();
        long high = visible.head() + 1;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (time(ask.conversation(), middle) < ask.time()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return new Answer.PlaceFound(ask.ref(), ask.conversation(), nextVisible(visible, low));
    }

    private static long nextVisible(Visible visible, long seq) {
        for (Visible.Stretch stretch : visible.stretches()) {
            if (seq <= stretch.to()) {
                return Math.max(seq, stretch.from());
            }
        }
        return seq;
    }

    private long time(ConversationId conversation, long seq) throws SQLException {
        timeFrom.setLong(1, conversation.value());
        timeFrom.setLong(2, seq);
        try (ResultSet row = timeFrom.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
