package dev.klatch.server.store;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.MessageFrame.Cursor;
import dev.klatch.protocol.MessageFrame.Resume;
import dev.klatch.protocol.PersonId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Reads what was missed: raw events, as they happened. Used by one thread at a time.
final class ResumeReads {
    /// What a page without events takes, in bytes, at the most.
    private static final int PAGE_BYTES = 112;

    private final Visibility visibility;
    private final PreparedStatement epoch;
    private final PreparedStatement timeAt;
    private final PreparedStatement oldestFirst;

    ResumeReads(Connection connection, Visibility visibility) throws SQLException {
        this.visibility = visibility;
        this.epoch = connection.prepareStatement("SELECT value FROM setting WHERE name = 'epoch'");
        this.timeAt =
                connection.prepareStatement(
                        "SELECT time FROM event WHERE conversation = ? AND seq = ?");
        this.oldestFirst =
                connection.prepareStatement(
                        EventRows.SELECT
                                + " WHERE e.conversation = ? AND e.seq > ? ORDER BY e.seq LIMIT ?");
    }

    Answer.Resumed resume(PersonId reader, Resume ask) throws SQLException {
        Budget budget = Budget.without(PAGE_BYTES * ask.cursors().size());
        List<Answer.Page> pages = new ArrayList<>();
        String now = epoch();
        boolean sameEpoch = now.equals(ask.epoch());
        for (Cursor cursor : ask.cursors()) {
            Visible visible = visibility.of(reader, cursor.conversation());
            if (visible != null) {
                boolean goesOn = sameEpoch && goesOn(cursor, visible);
                pages.add(goesOn ? page(cursor, visible.head(), budget) : resync(visible));
            }
        }
        return new Answer.Resumed(ask.ref(), now, pages);
    }

    /// Read each time: a wipe makes a new one while the server runs.
    private String epoch() throws SQLException {
        try (ResultSet rows = epoch.executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("the store has no epoch");
            }
            return rows.getString(1);
        }
    }

    private static Answer.Page resync(Visible visible) {
        return new Answer.Page(visible.conversation(), visible.head(), List.of(), false, true);
    }

    /// Whether what the reader missed is all there, may be read by them, and is not too much.
    private boolean goesOn(Cursor cursor, Visible visible) throws SQLException {
        return cursor.seq() + 1 >= visible.floor()
                && visible.head() - cursor.seq() <= Limits.RESUME_EVENTS
                && fits(cursor, visible.head());
    }

    private Answer.Page page(Cursor cursor, long head, Budget budget) throws SQLException {
        List<Event> events =
                cursor.seq() == head || budget.isSpent() ? List.of() : events(cursor, budget);
        long last = events.isEmpty() ? cursor.seq() : events.getLast().seq();
        return new Answer.Page(cursor.conversation(), head, events, last < head, false);
    }

    /// Whether the reader's last event is one that this store has, too.
    private boolean fits(Cursor cursor, long head) throws SQLException {
        if (cursor.seq() > head) {
            return false;
        }
        if (cursor.seq() == 0 || cursor.time() == null) {
            return true;
        }
        timeAt.setLong(1, cursor.conversation().value());
        timeAt.setLong(2, cursor.seq());
        try (ResultSet row = timeAt.executeQuery()) {
            return row.next() && row.getLong(1) == cursor.time();
        }
    }

    private List<Event> events(Cursor cursor, Budget budget) throws SQLException {
        oldestFirst.setLong(1, cursor.conversation().value());
        oldestFirst.setLong(2, cursor.seq());
        oldestFirst.setInt(3, Limits.RESUME_EVENTS);
        List<Event> events = new ArrayList<>();
        try (ResultSet rows = oldestFirst.executeQuery()) {
            while (rows.next()) {
                Event event = EventRows.read(rows);
                if (!budget.takes(event)) {
                    break;
                }
                events.add(event);
            }
        }
        return events;
    }
}
