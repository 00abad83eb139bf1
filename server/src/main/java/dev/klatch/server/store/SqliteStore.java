package dev.klatch.server.store;

import dev.klatch.core.journal.Archive;
import dev.klatch.core.journal.Entrance;
import dev.klatch.core.journal.EventLog;
import dev.klatch.core.journal.Journal;
import dev.klatch.protocol.PersonId;
import dev.klatch.server.disk.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The data folder, opened by one server at a time: the database `klatch.db`, the search index
/// `search.db` that is made from it, and the file `klatch.lock` that keeps a second server out.
public final class SqliteStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);
    private static final Pattern OURS =
            Pattern.compile("(klatch|search)\\..*|tls|backups|logs|files");

    private final Path folder;
    private final FileChannel lock;
    private final List<Connection> connections = new ArrayList<>();
    private final SqliteJournal journal;
    private final SqliteArchive archive;
    private final Backups backups;
    private final SqliteEventLog eventLog;
    private final Indexer indexer;

    private SqliteStore(Path folder, FileChannel lock, int readers)
            throws SQLException, IOException, StoreUnusable {
        this.folder = folder;
        this.lock = lock;
        this.backups = new Backups(folder);
        String url = "jdbc:sqlite:" + folder.resolve("klatch.db");
        Connection writing = connect(url, SQLiteConfig.TransactionMode.IMMEDIATE);
        Schema.bringUpToDate(url, writing);
        this.journal = new SqliteJournal(writing);
        SearchIndex index = SearchIndex.open(folder);
        List<Connection> reading = new ArrayList<>();
        for (int i = 0; i < readers; i++) {
            reading.add(connect(url, SQLiteConfig.TransactionMode.DEFERRED));
            attach(reading.getLast(), SearchIndex.file(folder));
        }
        this.archive = new SqliteArchive(reading, journal.everyone(), Surroundings.of(folder));
        this.eventLog = new SqliteEventLog(connect(url, SQLiteConfig.TransactionMode.DEFERRED));
        Connection indexing = connect(url, SQLiteConfig.TransactionMode.DEFERRED);
        this.indexer = new Indexer(folder, indexing, index);
        journal.afterCommit(indexer::wake);
    }

    private Connection connect(String url, SQLiteConfig.TransactionMode mode) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(mode);
        config.setBusyTimeout(5_000);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        // Else the driver asks for a key after each insert, and leaves that question open.
        config.setGetGeneratedKeys(false);
        Connection connection = config.createConnection(url);
        connections.add(connection);
        return connection;
    }

    private static void attach(Connection connection, Path search) throws SQLException {
        try (PreparedStatement attach = connection.prepareStatement("ATTACH ? AS search")) {
            attach.setString(1, search.toString());
            attach.execute();
        }
    }

    /// Opens the store in this folder, making both if they are not there. `readers` is how many
    /// reads may run at the same time.
    ///
    /// @throws StoreUnusable if the folder cannot be written, is in use, or its database is damaged
    public static SqliteStore open(Path folder, int readers) throws StoreUnusable {
        FileChannel lock = null;
        SqliteStore store = null;
        try {
            OwnerOnly.makeFolder(folder);
            lock = lock(folder);
            tighten(folder);
            // What SQLite makes beside it has the modes of this file.
            OwnerOnly.makeFile(folder.resolve("klatch.db"));
            store = new SqliteStore(folder, lock, readers);
            return store;
        } catch (IOException denied) {
            throw new StoreUnusable("The data folder " + folder + " cannot be written.", denied);
        } catch (SQLException broken) {
            throw new StoreUnusable(words(folder, broken), broken);
        } finally {
            if (store == null) {
                closeQuietly(lock);
            }
        }
    }

    /// What was changed while a server ran on this folder: the settings kept in its database, by
    /// name. Empty if there is no database. Changes nothing; a running server is not disturbed.
    ///
    /// @throws StoreUnusable if the database cannot be read
    public static Map<String, String> kept(Path folder) throws StoreUnusable {
        Path database = folder.resolve("klatch.db");
        if (!Files.exists(database)) {
            return Map.of();
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(5_000);
        Map<String, String> kept = new HashMap<>();
        try (Connection connection = config.createConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name, value FROM setting")) {
            while (rows.next()) {
                kept.put(rows.getString(1), rows.getString(2));
            }
        } catch (SQLException broken) {
            throw new StoreUnusable(words(folder, broken), broken);
        }
        return kept;
    }

    private static void tighten(Path folder) throws IOException {
        List<Path> open = OwnerOnly.tighten(folder, OURS.asMatchPredicate());
        if (!open.isEmpty()) {
            LOG.warn(
                    "others on this machine could read or change {}, and {} more; not any more",
                    open.getFirst(),
                    open.size() - 1);
        }
    }

    private static FileChannel lock(Path folder) throws IOException, StoreUnusable {
        Path file = folder.resolve("klatch.lock");
        OwnerOnly.makeFile(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock mine = null;
        try {
            mine = channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            throw new StoreUnusable(inUse(folder), sameProcess);
        } finally {
            if (mine == null) {
                channel.close();
            }
        }
        if (mine == null) {
            throw new StoreUnusable(inUse(folder));
        }
        return channel;
    }

    private static String inUse(Path folder) {
        return "Another Klatch server uses the data folder " + folder + " already.";
    }

    private static String words(Path folder, SQLException broken) {
        SQLiteErrorCode code =
                broken instanceof SQLiteException sqlite
                        ? sqlite.getResultCode()
                        : SQLiteErrorCode.SQLITE_ERROR;
        return switch (code) {
            case SQLITE_NOTADB, SQLITE_CORRUPT ->
                    "The database in "
                            + folder
                            + " is damaged. Klatch does not touch it; restore a backup, or start"
                            + " with another folder (--data).";
            case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM ->
                    "The database in " + folder + " cannot be written.";
            case SQLITE_FULL -> "The disk of the data folder " + folder + " is full.";
            default -> "The database in " + folder + " cannot be opened.";
        };
    }

    /// The writing side; for the sequencer's thread.
    public Journal journal() {
        return journal;
    }

    /// The reading side; for any thread.
    public Archive archive() {
        return archive;
    }

    /// The copies of the database; see [Backups].
    public Backups backups() {
        return backups;
    }

    /// From now on the archive asks this who is online, from any thread, and people come in like
    /// this as long as nobody changed it; until then nobody is online, and the door is open.
    public void isUsedBy(Predicate<PersonId> online, Entrance usual) {
        archive.become(new Surroundings(folder, online, usual));
    }

    /// All events; for one thread.
    public EventLog eventLog() {
        return eventLog;
    }

    /// Closes the database; what is committed is kept in any case.
    @Override
    public void close() {
        indexer.close();
        connections.forEach(SqliteStore::closeQuietly);
        closeQuietly(lock);
    }

    private static void closeQuietly(@Nullable AutoCloseable resource) {
        try {
            if (resource != null) {
                resource.close();
            }
        } catch (Exception alreadyGone) {
            LOG.debug("closing the store", alreadyGone);
        }
    }

    /// Reads one number.
    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
