package dev.klatch.server.store;

import dev.klatch.core.journal.RoomFigures;
import dev.klatch.core.journal.StoreFigures;
import dev.klatch.protocol.Access;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Word;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What an operator may know of the whole store. Asked rarely, so nothing is prepared.
final class OverviewReads {
    private OverviewReads() {}

    static StoreFigures figures(Connection connection) throws SQLException {
        return new StoreFigures(
                people(connection, "role NOT IN ('guest', 'server')"),
                people(connection, "role = 'guest'"),
                conversations(connection, "room"),
                conversations(connection, "group"),
                conversations(connection, "direct"),
                SqliteStore.number(connection, "SELECT sum(messages) FROM conversation"),
                SqliteStore.number(connection, "PRAGMA page_count")
                        * SqliteStore.number(connection, "PRAGMA page_size"));
    }

    private static long people(Connection connection, String which) throws SQLException {
        return SqliteStore.number(
                connection,
                "SELECT count(*) FROM person WHERE closed IS NULL AND NOT deleted AND " + which);
    }

    private static long conversations(Connection connection, String type) throws SQLException {
        return SqliteStore.number(
                connection,
                "SELECT count(*) FROM conversation WHERE NOT closed AND type = '" + type + "'");
    }

    static List<RoomFigures> rooms(Connection connection) throws SQLException {
        String sql =
                "SELECT c.id, c.title, c.type, c.access, (SELECT count(*) FROM membership m"
                        + " WHERE m.conversation = c.id AND m.to_seq IS NULL), c.messages, c.time"
                        + " FROM conversation c WHERE c.type <> 'direct' AND NOT c.closed"
                        + " ORDER BY c.title";
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            List<RoomFigures> found = new ArrayList<>();
            while (rows.next()) {
                found.add(
                        new RoomFigures(
                                new ConversationId(rows.getLong(1)),
                                rows.getString(2),
                                ConversationType.parse(rows.getString(3)),
                                Word.parse(Access.class, rows.getString(4)),
                                rows.getLong(5),
                                rows.getLong(6),
                                rows.getLong(7)));
            }
            return found;
        }
    }
}
