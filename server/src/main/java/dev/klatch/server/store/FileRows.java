package dev.klatch.server.store;

import dev.klatch.core.journal.FileContent;
import dev.klatch.core.journal.FileFigures;
import dev.klatch.core.journal.FileWish;
import dev.klatch.core.journal.StoredFile;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.PersonId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/// Files as rows.
final class FileRows {
    static final String COLUMNS =
            "f.id, f.owner, f.conversation, f.since, f.name, f.size, f.sha256, f.original,"
                    + " f.duration, f.waveform, f.content, f.bytes, f.type, f.width, f.height,"
                    + " f.preview";

    static final String SELECT = "SELECT " + COLUMNS + " FROM file f";

    static final String INSERT =
            "INSERT INTO file (id, owner, conversation, since, name, size, sha256, original,"
                    + " duration, waveform, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    static final String FIGURES =
            "SELECT count(*), count(*) - count(f.content), coalesce(sum(f.bytes), 0) FROM file f";

    private FileRows() {}

    static StoredFile read(ResultSet row) throws SQLException {
        FileWish wish =
                new FileWish(
                        row.getString(5),
                        row.getLong(6),
                        row.getString(7),
                        row.getBoolean(8),
                        number(row, 9),
                        row.getString(10));
        String content = row.getString(11);
        return new StoredFile(
                new FileId(row.getLong(1)),
                new PersonId(row.getLong(2)),
                new ConversationId(row.getLong(3)),
                wish,
                row.getLong(4),
                content == null ? null : content(row, content));
    }

    private static FileContent content(ResultSet row, String sha256) throws SQLException {
        return new FileContent(
                sha256,
                row.getLong(12),
                row.getString(13),
                number(row, 14),
                number(row, 15),
                row.getBoolean(16));
    }

    /// The file that a prepared look-up finds.
    static @Nullable StoredFile one(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? read(row) : null;
        }
    }

    /// What a prepared question after [#FIGURES] finds.
    static FileFigures figures(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next()
                    ? new FileFigures(row.getLong(1), row.getLong(2), row.getLong(3))
                    : FileFigures.NONE;
        }
    }

    static void insert(PreparedStatement insert, StoredFile file) throws SQLException {
        FileWish wish = file.wish();
        insert.setLong(1, file.id().value());
        insert.setLong(2, file.owner().value());
        insert.setLong(3, file.conversation().value());
        insert.setLong(4, file.time());
        insert.setString(5, wish.name());
        insert.setLong(6, wish.size());
        insert.setString(7, wish.sha256());
        insert.setInt(8, wish.original() ? 1 : 0);
        number(insert, 9, wish.duration());
        insert.setString(10, wish.waveform());
        insert.setLong(11, wish.size());
        insert.executeUpdate();
    }

    static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    static void number(PreparedStatement statement, int column, @Nullable Long value)
            throws SQLException {
        if (value == null) {
            statement.setNull(column, Types.BIGINT);
        } else {
            statement.setLong(column, value);
        }
    }
}
