package dev.klatch.server.store;

import dev.klatch.core.journal.StoredPerson;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Role;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// People as rows.
final class PersonRows {
    static final String SELECT =
            "SELECT id, name, name_key, role, closed, password_hash FROM person";

    /// Who has the name now comes before those who had it, the last of them first.
    static final String SELECT_NAMED =
            SELECT + " WHERE name_key = ? ORDER BY closed IS NOT NULL, made DESC LIMIT 1";

    private PersonRows() {}

    static @Nullable StoredPerson one(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? read(row) : null;
        }
    }

    static StoredPerson read(ResultSet row) throws SQLException {
        row.getLong(5);
        boolean closed = !row.wasNull();
        return new StoredPerson(
                new PersonId(row.getLong(1)),
                row.getString(2),
                row.getString(3),
                Role.parse(row.getString(4)),
                closed,
                row.getString(6));
    }
}
