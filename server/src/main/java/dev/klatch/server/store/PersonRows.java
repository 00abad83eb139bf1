package dev.klatch.server.store;

import dev.klatch.core.journal.Profile;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.protocol.Availability;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.Word;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// People as rows of `person p`.
final class PersonRows {
    /// The columns that [#read] needs.
    static final String COLUMNS =
            "p.id, p.name, p.name_key, p.role, p.closed IS NOT NULL OR p.deleted, p.password_hash,"
                    + " p.display_name, p.status, p.availability, p.last_seen_hidden, p.last_seen,"
                    + " p.muted_until, p.banned, p.everyone_from";

    static final String SELECT = "SELECT " + COLUMNS + " FROM person p";

    /// Who has the name now comes before those who had it, the last of them first.
    static final String SELECT_NAMED =
            SELECT + " WHERE p.name_key = ? ORDER BY p.closed IS NOT NULL, p.made DESC LIMIT 1";

    /// The columns that [#seen] needs.
    static final String SEEN = "p.id, p.name, p.role, p.display_name, p.status, p.availability";

    /// That `person p` is one of those who are in the room that all enter.
    static final String OPEN =
            "p.closed IS NULL AND NOT p.deleted AND NOT p.banned AND p.role <> 'server'";

    private static final String INSERT =
            "INSERT INTO person (name, role, password_hash, display_name, status, availability,"
                    + " last_seen_hidden, last_seen, muted_until, banned, everyone_from, id,"
                    + " name_key, made) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String UPDATE =
            "UPDATE person SET name = ?, role = ?, password_hash = ?, display_name = ?, status = ?,"
                    + " availability = ?, last_seen_hidden = ?, last_seen = ?, muted_until = ?,"
                    + " banned = ?, everyone_from = ?, deleted = ? WHERE id = ?";

    private PersonRows() {}

    static @Nullable StoredPerson one(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? read(row) : null;
        }
    }

    static StoredPerson read(ResultSet row) throws SQLException {
        return new StoredPerson(
                new PersonId(row.getLong(1)),
                row.getString(2),
                row.getString(3),
                Role.parse(row.getString(4)),
                row.getBoolean(5),
                row.getString(6),
                new Profile(
                        row.getString(7),
                        row.getString(8),
                        availability(row.getString(9)),
                        row.getBoolean(10),
                        row.getLong(11)),
                row.getLong(12),
                row.getBoolean(13),
                row.getLong(14));
    }

    private static @Nullable Availability availability(@Nullable String text) {
        return text == null ? null : Word.parse(Availability.class, text);
    }

    /// Reads [#SEEN] from this column on.
    static Person seen(ResultSet row, int column) throws SQLException {
        return new Person(
                new PersonId(row.getLong(column)),
                row.getString(column + 1),
                Role.parse(row.getString(column + 2)),
                row.getString(column + 3),
                row.getString(column + 4),
                availability(row.getString(column + 5)));
    }

    static PreparedStatement insert(java.sql.Connection connection) throws SQLException {
        return connection.prepareStatement(INSERT);
    }

    static PreparedStatement update(java.sql.Connection connection) throws SQLException {
        return connection.prepareStatement(UPDATE);
    }

    static void insert(PreparedStatement insert, StoredPerson person, long time)
            throws SQLException {
        set(insert, person);
        insert.setLong(12, person.id().value());
        insert.setString(13, person.key());
        insert.setLong(14, time);
        insert.executeUpdate();
    }

    /// A closed account is a deleted one; a guest is closed by [dev.klatch.core.journal.Change].
    static void update(PreparedStatement update, StoredPerson person) throws SQLException {
        set(update, person);
        update.setBoolean(12, person.closed() && person.hasAccount());
        update.setLong(13, person.id().value());
        update.executeUpdate();
    }

    private static void set(PreparedStatement statement, StoredPerson person) throws SQLException {
        Profile profile = person.profile();
        Availability availability = profile.availability();
        statement.setString(1, person.name());
        statement.setString(2, person.role().text());
        statement.setString(3, person.passwordHash());
        statement.setString(4, profile.displayName());
        statement.setString(5, profile.status());
        statement.setString(6, availability == null ? null : availability.text());
        statement.setBoolean(7, profile.lastSeenHidden());
        statement.setLong(8, profile.lastSeen());
        statement.setLong(9, person.mutedUntil());
        statement.setBoolean(10, person.banned());
        statement.setLong(11, person.everyoneFrom());
    }
}
