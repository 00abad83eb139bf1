package dev.klatch.server.store;

import dev.klatch.protocol.Event;
import dev.klatch.server.disk.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;

/// The words of all messages, in a database of its own (`search.db`, FTS5) beside the one of the
/// store: nothing in it is not in the other, so it may be deleted and is made anew. What a message
/// no longer says is overwritten in it, too. Belongs to the indexer's thread.
final class SearchIndex implements AutoCloseable {
    /// An id is the time of its message, in milliseconds since 1970, and so many bits to tell those
    /// of one millisecond from each other: the order of ids is the order of time.
    static final int BITS = 20;

    /// The form of the index; one of another form is made anew.
    private static final String VERSION = "1";

    private static final List<String> SCHEMA =
            List.of(
                    "CREATE TABLE fact (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
                    "CREATE TABLE progress (conversation INTEGER PRIMARY KEY, done INTEGER)",
                    "CREATE TABLE indexed (id INTEGER PRIMARY KEY, conversation INTEGER NOT NULL,"
                            + " seq INTEGER NOT NULL, version INTEGER NOT NULL,"
                            + " author INTEGER NOT NULL, link INTEGER NOT NULL)",
                    "CREATE UNIQUE INDEX indexed_message ON indexed (conversation, seq)",
                    "INSERT INTO fact VALUES ('version', '" + VERSION + "')");

    private static final List<String> WORDS =
            List.of(
                    "CREATE VIRTUAL TABLE words USING fts5(text, place,"
                            + " tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')",
                    "INSERT INTO words (words, rank) VALUES ('secure-delete', 1)");

    private final Connection connection;
    private final PreparedStatement find;
    private final PreparedStatement freshId;
    private final PreparedStatement add;
    private final PreparedStatement addWords;
    private final PreparedStatement change;
    private final PreparedStatement changeWords;
    private final PreparedStatement end;
    private final PreparedStatement endWords;
    private final PreparedStatement advance;
    private boolean traces;

    private SearchIndex(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        this.find =
                connection.prepareStatement(
                        "SELECT id FROM indexed WHERE conversation = ? AND seq = ?");
        this.freshId =
                connection.prepareStatement(
                        "SELECT coalesce(max(id) + 1, ?1) FROM indexed WHERE id BETWEEN ?1 AND ?2");
        this.add = connection.prepareStatement("INSERT INTO indexed VALUES (?, ?, ?, ?, ?, ?)");
        this.addWords =
                connection.prepareStatement(
                        "INSERT INTO words (rowid, text, place) VALUES (?, ?, ?)");
        this.change =
                connection.prepareStatement(
                        "UPDATE indexed SET version = ?, link = ? WHERE id = ?");
        this.changeWords = connection.prepareStatement("UPDATE words SET text = ? WHERE rowid = ?");
        this.end = connection.prepareStatement("DELETE FROM indexed WHERE id = ?");
        this.endWords = connection.prepareStatement("DELETE FROM words WHERE rowid = ?");
        this.advance =
                connection.prepareStatement(
                        "INSERT INTO progress VALUES (?, ?) ON CONFLICT DO UPDATE"
                                + " SET done = excluded.done");
    }

    static Path file(Path folder) {
        return folder.resolve("search.db");
    }

    /// Opens the index in this folder; one that is missing, damaged or of another form is begun
    /// anew.
    static SearchIndex open(Path folder) throws SQLException, IOException {
        Connection connection = null;
        try {
            connection = connect(folder);
            if (isOurs(connection)) {
                return new SearchIndex(connection);
            }
        } catch (SQLException damaged) {
            // It is begun anew.
        }
        if (connection != null) {
            connection.close();
        }
        delete(folder);
        connection = connect(folder);
        create(connection);
        return new SearchIndex(connection);
    }

    private static Connection connect(Path folder) throws SQLException, IOException {
        OwnerOnly.makeFile(file(folder));
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // After a power cut some of it may be missing: it is indexed again.
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(200);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        config.setGetGeneratedKeys(false);
        return config.createConnection("jdbc:sqlite:" + file(folder));
    }

    private static boolean isOurs(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT value FROM fact WHERE name = 'version'")) {
            return row.next() && VERSION.equals(row.getString(1));
        }
    }

    private static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : SCHEMA) {
                statement.execute(sql);
            }
            for (String sql : WORDS) {
                statement.execute(sql);
            }
        }
    }

    /// Deletes the files of the index. Who has them open goes on with what they had.
    static void delete(Path folder) throws IOException {
        for (String end : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(folder.resolve("search.db" + end));
        }
    }

    /// The past that this is the index of; empty for none yet.
    String epoch() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT value FROM fact WHERE name = 'epoch'")) {
            return row.next() ? row.getString(1) : "";
        }
    }

    /// Up to which event each conversation is indexed.
    Map<Long, Long> progress() throws SQLException {
        Map<Long, Long> found = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM progress")) {
            while (rows.next()) {
                found.put(rows.getLong(1), rows.getLong(2));
            }
        }
        return found;
    }

    /// Begins anew, for the past of this epoch; nothing is left of what was in it.
    void reset(String epoch) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement fact =
                        connection.prepareStatement(
                                "INSERT OR REPLACE INTO fact VALUES ('epoch', ?)")) {
            statement.execute("DELETE FROM indexed");
            statement.execute("DELETE FROM progress");
            statement.execute("DROP TABLE words");
            for (String sql : WORDS) {
                statement.execute(sql);
            }
            fact.setString(1, epoch);
            fact.executeUpdate();
            connection.commit();
            traces = true;
        } finally {
            connection.rollback();
        }
    }

    /// Takes in these events, and notes up to where each conversation is indexed then: all of it
    /// or, if it fails, nothing.
    void take(List<Event.Made> events, Map<Long, Long> done) throws SQLException {
        try {
            for (Event.Made event : events) {
                switch (event) {
                    case Event.Posted posted -> add(posted);
                    case Event.Edited edited -> change(edited);
                    case Event.Deleted deleted -> end(deleted);
                    default -> {}
                }
            }
            for (Map.Entry<Long, Long> entry : done.entrySet()) {
                EventWriter.run(advance, entry.getKey(), entry.getValue());
            }
            connection.commit();
        } finally {
            connection.rollback();
        }
        clean();
    }

    private void add(Event.Posted posted) throws SQLException {
        if (posted.text().isEmpty() || find(posted.conversation().value(), posted.seq()) > 0) {
            return;
        }
        long first = Math.max(0, posted.time()) << BITS;
        freshId.setLong(1, first);
        freshId.setLong(2, first + (1L << BITS) - 1);
        long id;
        try (ResultSet row = freshId.executeQuery()) {
            row.next();
            id = Math.max(1, row.getLong(1));
        }
        EventWriter.run(
                add,
                id,
                posted.conversation().value(),
                posted.seq(),
                posted.seq(),
                posted.author().value(),
                link(posted.text()));
        addWords.setLong(1, id);
        addWords.setString(2, SearchText.indexed(posted.text()));
        addWords.setString(3, posted.conversation().text());
        addWords.executeUpdate();
    }

    private void change(Event.Edited edited) throws SQLException {
        long id = find(edited.conversation().value(), edited.target());
        if (id > 0 && !edited.text().isEmpty()) {
            EventWriter.run(change, edited.seq(), link(edited.text()), id);
            changeWords.setString(1, SearchText.indexed(edited.text()));
            changeWords.setLong(2, id);
            changeWords.executeUpdate();
            traces = true;
        }
    }

    private void end(Event.Deleted deleted) throws SQLException {
        long id = find(deleted.conversation().value(), deleted.target());
        if (id > 0) {
            EventWriter.run(end, id);
            EventWriter.run(endWords, id);
            traces = true;
        }
    }

    private long find(long conversation, long seq) throws SQLException {
        find.setLong(1, conversation);
        find.setLong(2, seq);
        try (ResultSet row = find.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static long link(String text) {
        return text.contains("http://") || text.contains("https://") ? 1 : 0;
    }

    /// What was overwritten may still stand in the write-ahead log: brings it to an end. If readers
    /// are in the way, the next time.
    private void clean() throws SQLException {
        if (!traces) {
            return;
        }
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            traces = !row.next() || row.getLong(1) != 0;
        } finally {
            connection.setAutoCommit(false);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
