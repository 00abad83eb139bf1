package dev.klatch.server.store;

import dev.klatch.core.journal.ContentHash;
import dev.klatch.protocol.Callout;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.EventBody;
import dev.klatch.protocol.PersonId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/// Events as rows: what all events have in columns, the rest in a JSON body with a version. Every
/// version of a body that was ever written stays readable here.
final class EventRows {
    /// The version of the bodies written now: the frame without what stands in columns.
    private static final int VERSION = 1;

    static final String INSERT =
            "INSERT INTO event (conversation, seq, time, kind, author, cid_high, cid_low,"
                    + " hash_high, hash_low, version, body, counted, thread, target)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /// The columns that [#read] needs, from `event e` and its author `person p`.
    static final String COLUMNS =
            "e.conversation, e.seq, e.time, e.kind, e.author, p.name, e.cid_high, e.cid_low,"
                    + " e.body, e.target";

    /// The column of [#COLUMNS] that holds the message that an event changes.
    static final int TARGET = 10;

    private static final int BODY = 9;

    /// Reads all events.
    static final String SELECT =
            "SELECT " + COLUMNS + " FROM event e JOIN person p ON p.id = e.author";

    /// That nobody has erased the message `e`.
    static final String NOT_ERASED =
            "NOT EXISTS (SELECT 1 FROM event d WHERE d.conversation = e.conversation"
                    + " AND d.target = e.seq AND d.kind = 'deleted')";

    private EventRows() {}

    static void write(PreparedStatement insert, Event.Made event, ContentHash hash)
            throws SQLException {
        insert.setLong(1, event.conversation().value());
        insert.setLong(2, event.seq());
        insert.setLong(3, event.time());
        insert.setString(4, EventBody.kind(event));
        insert.setLong(5, event.author().value());
        insert.setLong(6, event.cid().high());
        insert.setLong(7, event.cid().low());
        insert.setLong(8, hash.high());
        insert.setLong(9, hash.low());
        insert.setInt(10, VERSION);
        insert.setString(11, EventBody.of(event));
        insert.setInt(12, counted(event));
        set(insert, 13, event instanceof Event.Posted posted ? posted.thread() : null);
        set(insert, 14, event.about());
        insert.executeUpdate();
    }

    private static int counted(Event event) {
        if (!(event instanceof Event.Posted posted) || posted.thread() != null) {
            return 0;
        }
        Callout callout = posted.callout();
        return callout == null ? 1 : 2;
    }

    private static void set(PreparedStatement statement, int column, @Nullable Long value)
            throws SQLException {
        if (value == null) {
            statement.setNull(column, Types.BIGINT);
        } else {
            statement.setLong(column, value);
        }
    }

    /// Reads the current row of a query for [#COLUMNS].
    static Event read(ResultSet row) throws SQLException {
        return EventBody.read(
                row.getString(4),
                new EventBody.Stamp(
                        new ConversationId(row.getLong(1)),
                        row.getLong(2),
                        row.getLong(3),
                        new PersonId(row.getLong(5)),
                        row.getString(6),
                        new CommandId(row.getLong(7), row.getLong(8))),
                row.getString(BODY));
    }

    /// The length of the body of the current row, in characters.
    static int bodyLength(ResultSet row) throws SQLException {
        return row.getString(BODY).length();
    }
}
