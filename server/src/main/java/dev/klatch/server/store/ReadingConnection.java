package dev.klatch.server.store;

import dev.klatch.core.journal.RoomFigures;
import dev.klatch.core.journal.StoreFigures;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.protocol.ConversationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One connection that only reads, with its prepared statements. Used by one thread at a time.
final class ReadingConnection {
    private final Connection connection;
    private final EventReads events;
    private final ListReads lists;
    private final PreparedStatement personByName;
    private final PreparedStatement personBySession;

    ReadingConnection(Connection connection, ConversationId everyone) throws SQLException {
        this.connection = connection;
        this.events = new EventReads(connection, everyone);
        this.lists = new ListReads(connection, everyone);
        this.personByName = connection.prepareStatement(PersonRows.SELECT_NAMED);
        this.personBySession =
                connection.prepareStatement(
                        "SELECT "
                                + PersonRows.COLUMNS
                                + " FROM session s JOIN person p ON p.id = s.person"
                                + " WHERE s.token_hash = ? AND p.closed IS NULL"
                                + " AND NOT p.deleted AND NOT p.banned");
    }

    interface Query<T extends @Nullable Object> {
        T run() throws SQLException;
    }

    /// Runs a query so that all its statements see the same moment.
    <T extends @Nullable Object> T inSnapshot(Query<T> query) throws SQLException {
        connection.setAutoCommit(false);
        try {
            return query.run();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    EventReads events() {
        return events;
    }

    ListReads lists() {
        return lists;
    }

    StoreFigures figures() throws SQLException {
        return OverviewReads.figures(connection);
    }

    List<RoomFigures> rooms() throws SQLException {
        return OverviewReads.rooms(connection);
    }

    @Nullable StoredPerson personNamed(String key) throws SQLException {
        personByName.setString(1, key);
        return PersonRows.one(personByName);
    }

    @Nullable StoredPerson personOfSession(TokenHash tokenHash) throws SQLException {
        personBySession.setString(1, tokenHash.hex());
        return PersonRows.one(personBySession);
    }
}
