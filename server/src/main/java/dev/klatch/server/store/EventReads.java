package dev.klatch.server.store;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.MessageFrame.Cursor;
import dev.klatch.protocol.MessageFrame.ReadHistory;
import dev.klatch.protocol.MessageFrame.Resume;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Reads events: pages of history, and what was missed. Used by one thread at a time.
final class EventReads {
    /// What the frame around the events may take, in bytes.
    private static final int FRAME_BYTES = 256;

    /// What a page without events takes, in bytes, at the most.
    private static final int PAGE_BYTES = 112;

    private static final String FROM =
            "SELECT "
                    + EventRows.COLUMNS
                    + " FROM event e JOIN person p ON p.id = e.author WHERE e.conversation = ?";

    private final ConversationId everyone;
    private final PreparedStatement epoch;
    private final PreparedStatement headForMember;
    private final PreparedStatement timeAt;
    private final PreparedStatement newestFirst;
    private final PreparedStatement oldestFirst;

    EventReads(Connection connection, ConversationId everyone) throws SQLException {
        this.everyone = everyone;
        this.epoch = connection.prepareStatement("SELECT value FROM setting WHERE name = 'epoch'");
        this.headForMember =
                connection.prepareStatement(
                        "SELECT c.head FROM conversation c WHERE c.id = ? AND (c.id = ? OR EXISTS"
                                + " (SELECT 1 FROM membership m WHERE m.conversation = c.id"
                                + " AND m.person = ? AND m.to_seq IS NULL))");
        this.timeAt =
                connection.prepareStatement(
                        "SELECT time FROM event WHERE conversation = ? AND seq = ?");
        this.newestFirst =
                connection.prepareStatement(FROM + " AND e.seq < ? ORDER BY e.seq DESC LIMIT ?");
        this.oldestFirst =
                connection.prepareStatement(FROM + " AND e.seq > ? ORDER BY e.seq LIMIT ?");
    }

    /// The head of a conversation that this reader may read, or -1.
    private long head(PersonId reader, ConversationId conversation) throws SQLException {
        headForMember.setLong(1, conversation.value());
        headForMember.setLong(2, everyone.value());
        headForMember.setLong(3, reader.value());
        try (ResultSet row = headForMember.executeQuery()) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    Answer history(PersonId reader, ReadHistory ask) throws SQLException {
        long head = head(reader, ask.conversation());
        if (head < 0) {
            return Refused.of(ask.ref(), Refusal.UNKNOWN_CONVERSATION);
        }
        int limit =
                (int)
                        Math.min(
                                ask.limit() == null ? Limits.HISTORY_EVENTS : ask.limit(),
                                Limits.HISTORY_EVENTS);
        Long after = ask.after();
        boolean forward = after != null;
        PreparedStatement select = forward ? oldestFirst : newestFirst;
        long from = after != null ? after : ask.before() == null ? head + 1 : ask.before();
        Budget budget = new Budget(Limits.ANSWER_BYTES - FRAME_BYTES);
        List<Event> events = events(select, ask.conversation(), from, limit, budget);
        List<Event> inOrder = forward ? events : events.reversed();
        boolean more =
                forward
                        ? (inOrder.isEmpty() ? from : inOrder.getLast().seq()) < head
                        : (inOrder.isEmpty() ? 0 : inOrder.getFirst().seq()) > 1;
        return new Answer.History(ask.ref(), ask.conversation(), head, inOrder, more);
    }

    Answer.Resumed resume(PersonId reader, Resume ask) throws SQLException {
        Budget budget =
                new Budget(Limits.ANSWER_BYTES - FRAME_BYTES - PAGE_BYTES * ask.cursors().size());
        List<Answer.Page> pages = new ArrayList<>();
        String now = epoch();
        boolean sameEpoch = now.equals(ask.epoch());
        for (Cursor cursor : ask.cursors()) {
            long head = head(reader, cursor.conversation());
            if (head >= 0) {
                pages.add(page(cursor, head, sameEpoch, budget));
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

    private Answer.Page page(Cursor cursor, long head, boolean sameEpoch, Budget budget)
            throws SQLException {
        ConversationId conversation = cursor.conversation();
        if (!sameEpoch || head - cursor.seq() > Limits.RESUME_EVENTS || !fits(cursor, head)) {
            return new Answer.Page(conversation, head, List.of(), false, true);
        }
        List<Event> events =
                cursor.seq() == head || budget.isSpent()
                        ? List.of()
                        : events(
                                oldestFirst,
                                conversation,
                                cursor.seq(),
                                Limits.RESUME_EVENTS,
                                budget);
        long last = events.isEmpty() ? cursor.seq() : events.getLast().seq();
        return new Answer.Page(conversation, head, events, last < head, false);
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

    private static List<Event> events(
            PreparedStatement select,
            ConversationId conversation,
            long from,
            int limit,
            Budget budget)
            throws SQLException {
        select.setLong(1, conversation.value());
        select.setLong(2, from);
        select.setInt(3, limit);
        List<Event> events = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                Event event = EventRows.read(rows);
                if (!budget.takes(FrameCodec.encode(event).length + 1)) {
                    break;
                }
                events.add(event);
            }
        }
        return events;
    }

    /// How many bytes an answer may still take. The first event always fits, for an answer without
    /// any would bring nobody on.
    private static final class Budget {
        private int remaining;
        private boolean started;

        private Budget(int bytes) {
            this.remaining = bytes;
        }

        private boolean takes(int bytes) {
            if (started && bytes > remaining) {
                remaining = 0;
                return false;
            }
            started = true;
            remaining -= bytes;
            return true;
        }

        private boolean isSpent() {
            return remaining <= 0;
        }
    }
}
