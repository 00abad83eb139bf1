package dev.klatch.server.store;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationFrame.ListRooms;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.PersonId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Reads the list of the public rooms. Used by one thread at a time.
final class RoomReads {
    private final ConversationId everyone;
    private final PreparedStatement rooms;

    RoomReads(Connection connection, ConversationId everyone) throws SQLException {
        this.everyone = everyone;
        this.rooms =
                connection.prepareStatement(
                        "SELECT c.id, c.title, "
                                + SummaryReads.PEOPLE
                                + ", c.is_in, c.topic, CASE WHEN c.is_in THEN "
                                + Badges.UNREAD
                                + " ELSE 0 END, c.archived FROM (SELECT c.*, "
                                + Visibility.IS_IN
                                + " AS is_in, "
                                + Badges.READ
                                + " AS read FROM conversation c"
                                + Visibility.JOINED
                                + Badges.JOINED
                                + "WHERE c.type = 'room' AND c.access = 'public' AND NOT c.closed"
                                + " AND c.title_key > coalesce((SELECT title_key"
                                + " FROM conversation WHERE id = ?3), '')"
                                + " ORDER BY c.title_key LIMIT ?4) c ORDER BY c.title_key");
    }

    Answer rooms(PersonId reader, ListRooms ask) throws SQLException {
        long[] after = Cursors.read(ask.after(), 1);
        if (after == null) {
            return Cursors.foreign(ask.ref());
        }
        rooms.setLong(1, reader.value());
        rooms.setLong(2, everyone.value());
        rooms.setLong(3, after[0]);
        rooms.setInt(4, Entries.ROWS);
        Entries<Answer.Room> page = new Entries<>();
        try (ResultSet rows = rooms.executeQuery()) {
            while (rows.next() && page.add(room(rows))) {
                // Until the page is full.
            }
        }
        return new Answer.Rooms(
                ask.ref(), page.all(), page.after(last -> Cursors.of(last.conversation().value())));
    }

    private static Answer.Room room(ResultSet row) throws SQLException {
        String topic = row.getString(5);
        return new Answer.Room(
                new ConversationId(row.getLong(1)),
                row.getString(2),
                row.getLong(3),
                row.getBoolean(4),
                topic.isEmpty() ? null : topic,
                SummaryReads.some(row, 6),
                row.getBoolean(7) ? true : null);
    }
}
