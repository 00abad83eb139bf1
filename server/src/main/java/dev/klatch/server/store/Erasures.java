package dev.klatch.server.store;

import dev.klatch.core.journal.MessagePlace;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.PersonId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what is to be erased of deleted accounts. Used by one thread at a time.
final class Erasures {
    private static final String ERASING = "erasing-";

    private final PreparedStatement messages;
    private final PreparedStatement erasing;

    Erasures(Connection connection) throws SQLException {
        this.messages =
                connection.prepareStatement(
                        "SELECT conversation, seq FROM event WHERE kind = 'posted' AND author = ?"
                                + " AND (conversation, seq) > (?, ?)"
                                + " ORDER BY conversation, seq LIMIT ?");
        this.erasing =
                connection.prepareStatement(
                        "SELECT name FROM setting WHERE substr(name, 1, 8) = ?");
    }

    /// See [dev.klatch.core.journal.Archive#messagesOf].
    List<MessagePlace> messagesOf(PersonId author, @Nullable MessagePlace after, int most)
            throws SQLException {
        messages.setLong(1, author.value());
        messages.setLong(2, after == null ? 0 : after.conversation().value());
        messages.setLong(3, after == null ? 0 : after.seq());
        messages.setInt(4, most);
        List<MessagePlace> places = new ArrayList<>();
        try (ResultSet rows = messages.executeQuery()) {
            while (rows.next()) {
                ConversationId conversation = new ConversationId(rows.getLong(1));
                places.add(new MessagePlace(conversation, rows.getLong(2)));
            }
        }
        return places;
    }

    /// See [dev.klatch.core.journal.Archive#erasing].
    List<PersonId> erasing() throws SQLException {
        erasing.setString(1, ERASING);
        List<PersonId> people = new ArrayList<>();
        try (ResultSet rows = erasing.executeQuery()) {
            while (rows.next()) {
                people.add(PersonId.parse(rows.getString(1).substring(ERASING.length())));
            }
        }
        return people;
    }
}
