package dev.klatch.server.store;

import dev.klatch.core.journal.EventLog;
import dev.klatch.protocol.Access;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Word;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads all events from SQLite, on a connection of its own. Used by one thread at a time.
final class SqliteEventLog implements EventLog {
    private static final String ORIGIN =
            "SELECT c.id, c.type, c.access, CASE c.type WHEN 'direct' THEN"
                    + " (SELECT group_concat(p.name, ', ') FROM membership m"
                    + " JOIN person p ON p.id = m.person WHERE m.conversation = c.id)"
                    + " ELSE c.title END, c.head FROM conversation c";

    private final PreparedStatement epoch;
    private final PreparedStatement origins;
    private final PreparedStatement origin;
    private final PreparedStatement events;
    private final PreparedStatement times;

    SqliteEventLog(Connection connection) throws SQLException {
        this.epoch = connection.prepareStatement("SELECT value FROM setting WHERE name = 'epoch'");
        this.origins = connection.prepareStatement(ORIGIN);
        this.origin = connection.prepareStatement(ORIGIN + " WHERE c.id = ?");
        this.events =
                connection.prepareStatement(
                        "SELECT "
                                + EventRows.COLUMNS
                                + " FROM event e JOIN person p ON p.id = e.author"
                                + " WHERE e.conversation = ? AND e.seq > ? ORDER BY e.seq LIMIT ?");
        this.times =
                connection.prepareStatement(
                        "SELECT time FROM event WHERE conversation = ?1 AND seq = ?2"
                                + " UNION SELECT time FROM event"
                                + " WHERE conversation = ?1 AND target = ?2");
    }

    @Override
    public String epoch() {
        try (ResultSet row = epoch.executeQuery()) {
            return row.next() ? row.getString(1) : "";
        } catch (SQLException failed) {
            throw StoreErrors.failure(failed);
        }
    }

    @Override
    public List<Origin> origins() {
        List<Origin> all = new ArrayList<>();
        try (ResultSet rows = origins.executeQuery()) {
            while (rows.next()) {
                all.add(read(rows));
            }
        } catch (SQLException failed) {
            throw StoreErrors.failure(failed);
        }
        return all;
    }

    @Override
    public @Nullable Origin origin(ConversationId conversation) {
        try {
            origin.setLong(1, conversation.value());
            try (ResultSet row = origin.executeQuery()) {
                return row.next() ? read(row) : null;
            }
        } catch (SQLException failed) {
            throw StoreErrors.failure(failed);
        }
    }

    private static Origin read(ResultSet row) throws SQLException {
        return new Origin(
                new ConversationId(row.getLong(1)),
                Word.parse(ConversationType.class, row.getString(2)),
                Word.parse(Access.class, row.getString(3)),
                row.getString(4),
                row.getLong(5));
    }

    @Override
    public List<Event> events(ConversationId conversation, long after, int limit) {
        List<Event> found = new ArrayList<>();
        try {
            events.setLong(1, conversation.value());
            events.setLong(2, after);
            events.setInt(3, limit);
            try (ResultSet rows = events.executeQuery()) {
                while (rows.next()) {
                    found.add(EventRows.read(rows));
                }
            }
        } catch (SQLException failed) {
            throw StoreErrors.failure(failed);
        }
        return found;
    }

    @Override
    public List<Long> times(ConversationId conversation, long seq) {
        List<Long> found = new ArrayList<>();
        try {
            times.setLong(1, conversation.value());
            times.setLong(2, seq);
            try (ResultSet rows = times.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getLong(1));
                }
            }
        } catch (SQLException failed) {
            throw StoreErrors.failure(failed);
        }
        return found;
    }
}
