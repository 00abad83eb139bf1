package dev.klatch.server.store;

import dev.klatch.core.journal.StoredMessage;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.PersonId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Reads single messages and states, as the rules need them. Used by one thread at a time.
final class MessageReads {
    private final PreparedStatement event;
    private final PreparedStatement changes;
    private final PreparedStatement mark;
    private final PreparedStatement pins;
    private final PreparedStatement state;
    private final PreparedStatement stateCount;
    private final PreparedStatement stateVersion;

    MessageReads(Connection connection) throws SQLException {
        String select = EventRows.SELECT;
        this.event =
                connection.prepareStatement(select + " WHERE e.conversation = ? AND e.seq = ?");
        this.changes =
                connection.prepareStatement(
                        select + " WHERE e.conversation = ? AND e.target = ? ORDER BY e.seq");
        this.pins = connection.prepareStatement("SELECT count(*) FROM pin WHERE conversation = ?");
        this.mark =
                connection.prepareStatement(
                        "SELECT seq FROM mark WHERE person = ? AND conversation = ?"
                                + " AND thread = ?");
        this.state =
                connection.prepareStatement(
                        "SELECT value FROM state WHERE person = ? AND name = ?");
        this.stateCount =
                connection.prepareStatement(
                        "SELECT count(*) FROM state WHERE person = ? AND value IS NOT NULL");
        this.stateVersion =
                connection.prepareStatement(
                        "SELECT coalesce(max(version), 0) FROM state WHERE person = ?");
    }

    @Nullable Event event(ConversationId conversation, long seq) throws SQLException {
        event.setLong(1, conversation.value());
        event.setLong(2, seq);
        try (ResultSet row = event.executeQuery()) {
            return row.next() ? EventRows.read(row) : null;
        }
    }

    @Nullable StoredMessage message(ConversationId conversation, long seq) throws SQLException {
        if (!(event(conversation, seq) instanceof Event.Posted posted)) {
            return null;
        }
        StoredMessage message = StoredMessage.of(posted);
        changes.setLong(1, conversation.value());
        changes.setLong(2, seq);
        try (ResultSet rows = changes.executeQuery()) {
            while (rows.next()) {
                message = message.after(EventRows.read(rows));
            }
        }
        return message;
    }

    long mark(PersonId person, ConversationId conversation, long thread) throws SQLException {
        mark.setLong(1, person.value());
        mark.setLong(2, conversation.value());
        mark.setLong(3, thread);
        try (ResultSet row = mark.executeQuery()) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    @Nullable String state(PersonId person, String key) throws SQLException {
        state.setLong(1, person.value());
        state.setString(2, key);
        try (ResultSet row = state.executeQuery()) {
            return row.next() ? row.getString(1) : null;
        }
    }

    long stateCount(PersonId person) throws SQLException {
        return number(stateCount, person.value());
    }

    long stateVersion(PersonId person) throws SQLException {
        return number(stateVersion, person.value());
    }

    long pins(ConversationId conversation) throws SQLException {
        return number(pins, conversation.value());
    }

    private static long number(PreparedStatement select, long of) throws SQLException {
        select.setLong(1, of);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
