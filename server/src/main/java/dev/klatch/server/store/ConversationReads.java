package dev.klatch.server.store;

import dev.klatch.core.journal.StoredConversation;
import dev.klatch.core.journal.StoredMember;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Standing;
import dev.klatch.protocol.Word;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads conversations whole, as the rules need them. A closed one is not there any more. Used by
/// one thread at a time.
final class ConversationReads {
    private static final String SELECT =
            "SELECT c.id, c.type, c.title, c.maker, c.made, c.head, c.time, c.messages, c.game, "
                    + ConversationRows.TRAITS
                    + " FROM conversation c WHERE NOT c.closed AND ";

    private final PreparedStatement byId;
    private final PreparedStatement byKey;
    private final PreparedStatement keyOf;
    private final PreparedStatement members;
    private final PreparedStatement banned;

    ConversationReads(Connection connection) throws SQLException {
        this.byId = connection.prepareStatement(SELECT + "c.id = ?");
        this.byKey = connection.prepareStatement(SELECT + "c.title_key = ?");
        this.keyOf = connection.prepareStatement("SELECT title_key FROM conversation WHERE id = ?");
        this.members =
                connection.prepareStatement(
                        "SELECT person, standing, muted_until, from_seq FROM membership"
                                + " WHERE conversation = ? AND to_seq IS NULL");
        this.banned = connection.prepareStatement("SELECT person FROM ban WHERE conversation = ?");
    }

    @Nullable StoredConversation conversation(ConversationId id) throws SQLException {
        byId.setLong(1, id.value());
        return one(byId);
    }

    @Nullable StoredConversation keyed(String key) throws SQLException {
        byKey.setString(1, key);
        return one(byKey);
    }

    @Nullable String keyOf(ConversationId id) throws SQLException {
        keyOf.setLong(1, id.value());
        try (ResultSet row = keyOf.executeQuery()) {
            return row.next() ? row.getString(1) : null;
        }
    }

    private @Nullable StoredConversation one(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return null;
            }
            long id = row.getLong(1);
            long maker = row.getLong(4);
            return new StoredConversation(
                    new ConversationId(id),
                    ConversationType.parse(row.getString(2)),
                    row.getString(3),
                    ConversationRows.traits(row, 10),
                    maker == 0 ? null : new PersonId(maker),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8),
                    row.getLong(9),
                    members(id),
                    banned(id));
        }
    }

    private Map<PersonId, StoredMember> members(long conversation) throws SQLException {
        members.setLong(1, conversation);
        Map<PersonId, StoredMember> found = new LinkedHashMap<>();
        try (ResultSet rows = members.executeQuery()) {
            while (rows.next()) {
                found.put(
                        new PersonId(rows.getLong(1)),
                        new StoredMember(
                                Word.parse(Standing.class, rows.getString(2)),
                                rows.getLong(3),
                                rows.getLong(4)));
            }
        }
        return found;
    }

    private Set<PersonId> banned(long conversation) throws SQLException {
        banned.setLong(1, conversation);
        Set<PersonId> found = new HashSet<>();
        try (ResultSet rows = banned.executeQuery()) {
            while (rows.next()) {
                found.add(new PersonId(rows.getLong(1)));
            }
        }
        return found;
    }
}
