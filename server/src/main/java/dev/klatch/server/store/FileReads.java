package dev.klatch.server.store;

import dev.klatch.core.journal.StoredFile;
import dev.klatch.protocol.AdministrationFrame.ListStorage;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.FileSort;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.MessageFrame.ListFiles;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Word;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads files for those who may see them, and what they take. Used by one thread at a time.
final class FileReads {
    /// The sort of `f`, as [FileSort] calls it.
    private static final String SORT =
            "CASE WHEN f.type LIKE 'image/%' THEN 'picture' WHEN f.type LIKE 'video/%' THEN 'video'"
                    + " WHEN f.type LIKE 'audio/%' THEN 'sound' ELSE 'document' END";

    private final Connection connection;
    private final Visibility visibility;
    private final PreparedStatement file;
    private final PreparedStatement places;
    private final PreparedStatement shown;
    private final PreparedStatement unshown;
    private final PreparedStatement kept;

    FileReads(Connection connection, Visibility visibility) throws SQLException {
        this.connection = connection;
        this.visibility = visibility;
        this.file = connection.prepareStatement(FileRows.SELECT + " WHERE f.id = ?");
        this.places =
                connection.prepareStatement(
                        "SELECT conversation, seq FROM attachment WHERE file = ?");
        this.shown =
                connection.prepareStatement(
                        "SELECT "
                                + FileRows.COLUMNS
                                + ", a.seq, e.time, e.author, p.name FROM attachment a"
                                + " JOIN file f ON f.id = a.file"
                                + " JOIN event e ON e.conversation = a.conversation"
                                + " AND e.seq = a.seq JOIN person p ON p.id = e.author"
                                + " WHERE a.conversation = ?1 AND a.seq < ?2"
                                + " AND (?3 IS NULL OR ?3 = "
                                + SORT
                                + ") ORDER BY a.seq DESC, a.position");
        this.unshown =
                connection.prepareStatement(
                        FileRows.SELECT
                                + " WHERE f.since < ? AND NOT EXISTS (SELECT 1 FROM attachment a"
                                + " WHERE a.file = f.id) ORDER BY f.since LIMIT ?");
        this.kept = connection.prepareStatement("SELECT 1 FROM file WHERE content = ? LIMIT 1");
    }

    @Nullable StoredFile file(FileId id) throws SQLException {
        file.setLong(1, id.value());
        return FileRows.one(file);
    }

    /// See [dev.klatch.core.journal.Archive#fileFor].
    @Nullable StoredFile fileFor(PersonId reader, FileId id) throws SQLException {
        StoredFile found = file(id);
        if (found == null || found.content() == null) {
            return null;
        }
        return found.owner().equals(reader) || isShownTo(reader, id) ? found : null;
    }

    private boolean isShownTo(PersonId reader, FileId id) throws SQLException {
        places.setLong(1, id.value());
        try (ResultSet rows = places.executeQuery()) {
            while (rows.next()) {
                Visible visible = visibility.of(reader, new ConversationId(rows.getLong(1)));
                if (visible != null && visible.sees(rows.getLong(2))) {
                    return true;
                }
            }
        }
        return false;
    }

    Answer files(PersonId reader, ListFiles ask) throws SQLException {
        Visible visible = visibility.of(reader, ask.conversation());
        if (visible == null) {
            return Refused.of(ask.ref(), Refusal.UNKNOWN_CONVERSATION);
        }
        shown.setLong(1, ask.conversation().value());
        shown.setLong(2, ask.before() == null ? Long.MAX_VALUE : ask.before());
        shown.setString(3, ask.sort() == null ? null : ask.sort().text());
        List<Answer.FileLine> lines = new ArrayList<>();
        boolean more = false;
        try (ResultSet rows = shown.executeQuery()) {
            while (rows.next() && !more) {
                long seq = rows.getLong(17);
                boolean next = lines.isEmpty() || lines.getLast().seq() != seq;
                more = next && lines.size() >= Limits.LIST_ENTRIES - Limits.FILES;
                if (!more && visible.sees(seq)) {
                    lines.add(line(rows));
                }
            }
        }
        return new Answer.Files(ask.ref(), ask.conversation(), lines, more);
    }

    private static Answer.FileLine line(ResultSet row) throws SQLException {
        return new Answer.FileLine(
                row.getLong(17),
                row.getLong(18),
                new PersonId(row.getLong(19)),
                row.getString(20),
                FileRows.read(row).attachment());
    }

    /// See [dev.klatch.core.journal.Archive#unshown].
    List<StoredFile> unshown(long before, int most) throws SQLException {
        unshown.setLong(1, before);
        unshown.setInt(2, most);
        List<StoredFile> found = new ArrayList<>();
        try (ResultSet rows = unshown.executeQuery()) {
            while (rows.next()) {
                found.add(FileRows.read(rows));
            }
        }
        return found;
    }

    /// See [dev.klatch.core.journal.Archive#isKept].
    boolean isKept(String sha256) throws SQLException {
        kept.setString(1, sha256);
        try (ResultSet rows = kept.executeQuery()) {
            return rows.next();
        }
    }

    /// What takes how much, for those who may ask.
    Answer storage(ListStorage ask) throws SQLException {
        String select =
                switch (ask.by()) {
                    case CONVERSATION ->
                            "SELECT nullif(c.title, ''), count(*), sum(f.bytes), f.conversation,"
                                    + " NULL, NULL, NULL FROM file f LEFT JOIN conversation c"
                                    + " ON c.id = f.conversation GROUP BY f.conversation";
                    case PERSON ->
                            "SELECT p.name, count(*), sum(f.bytes), NULL, f.owner, NULL, NULL"
                                    + " FROM file f JOIN person p ON p.id = f.owner"
                                    + " GROUP BY f.owner";
                    case SORT ->
                            "SELECT NULL, count(*), sum(f.bytes), NULL, NULL, "
                                    + SORT
                                    + " AS sort, NULL FROM file f GROUP BY sort";
                    case FILE, OTHER ->
                            "SELECT f.name, 1, f.bytes, f.conversation, f.owner, "
                                    + SORT
                                    + ", f.id FROM file f";
                };
        try (PreparedStatement statement =
                connection.prepareStatement(select + " ORDER BY 3 DESC LIMIT ?")) {
            statement.setInt(1, Limits.LIST_ENTRIES);
            List<Answer.StorageLine> lines = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    lines.add(storage(rows));
                }
            }
            return new Answer.Storage(ask.ref(), lines);
        }
    }

    private static Answer.StorageLine storage(ResultSet row) throws SQLException {
        Long conversation = FileRows.number(row, 4);
        Long person = FileRows.number(row, 5);
        String sort = row.getString(6);
        Long id = FileRows.number(row, 7);
        return new Answer.StorageLine(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                conversation == null ? null : new ConversationId(conversation),
                person == null ? null : new PersonId(person),
                sort == null ? null : Word.parse(FileSort.class, sort),
                id == null ? null : new FileId(id));
    }
}
