package dev.klatch.server.store;

import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.Traits;
import dev.klatch.protocol.Access;
import dev.klatch.protocol.Newcomers;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Word;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Conversations as rows of `conversation c`.
final class ConversationRows {
    /// The columns that [#traits] needs.
    static final String TRAITS =
            "c.access, c.topic, c.description, c.newcomers, c.floor, c.announcement, c.slow,"
                    + " c.archived";

    private ConversationRows() {}

    static PreparedStatement insert(Connection connection) throws SQLException {
        return connection.prepareStatement(
                "INSERT INTO conversation (access, topic, description, newcomers, floor,"
                        + " announcement, slow, archived, id, type, title, title_key, made, time,"
                        + " maker, head) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)");
    }

    static PreparedStatement update(Connection connection) throws SQLException {
        return connection.prepareStatement(
                "UPDATE conversation SET access = ?, topic = ?, description = ?, newcomers = ?,"
                        + " floor = ?, announcement = ?, slow = ?, archived = ?, title = ?,"
                        + " title_key = ? WHERE id = ?");
    }

    static void insert(PreparedStatement insert, Change.AddConversation made) throws SQLException {
        PersonId maker = made.maker();
        set(insert, made.traits());
        insert.setLong(9, made.id().value());
        insert.setString(10, made.type().text());
        insert.setString(11, made.title());
        insert.setString(12, made.key());
        insert.setLong(13, made.time());
        insert.setLong(14, made.time());
        insert.setObject(15, maker == null ? null : maker.value());
        insert.executeUpdate();
    }

    static void update(PreparedStatement update, Change.SetConversation set) throws SQLException {
        set(update, set.traits());
        update.setString(9, set.title());
        update.setString(10, set.key());
        update.setLong(11, set.id().value());
        update.executeUpdate();
    }

    private static void set(PreparedStatement statement, Traits traits) throws SQLException {
        statement.setString(1, traits.access().text());
        statement.setString(2, traits.topic());
        statement.setString(3, traits.description());
        statement.setString(4, traits.newcomers().text());
        statement.setLong(5, traits.floor());
        statement.setBoolean(6, traits.announcement());
        statement.setLong(7, traits.slow());
        statement.setBoolean(8, traits.archived());
    }

    /// Reads [#TRAITS] from this column on.
    static Traits traits(ResultSet row, int column) throws SQLException {
        return new Traits(
                Word.parse(Access.class, row.getString(column)),
                row.getString(column + 1),
                row.getString(column + 2),
                Word.parse(Newcomers.class, row.getString(column + 3)),
                row.getLong(column + 4),
                row.getBoolean(column + 5),
                row.getLong(column + 6),
                row.getBoolean(column + 7));
    }
}
