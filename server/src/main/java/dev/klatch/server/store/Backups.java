package dev.klatch.server.store;

import dev.klatch.core.journal.JournalFailure;
import dev.klatch.protocol.Refusal;
import dev.klatch.server.disk.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Copies of the database in `backups` in the data folder, each a database of its own that a server
/// can be started on; for the owner of the process alone. They are named after the time (UTC) at
/// which they were made, and kept for seven days.
public final class Backups {
    /// How long a copy is kept.
    public static final Duration KEPT = Duration.ofDays(7);

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'klatch-'uuuu-MM-dd'T'HH-mm-ss.SSS'Z.db'")
                    .withZone(ZoneOffset.UTC);

    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);

    private final Path database;
    private final Path folder;

    /// Those of the database in this data folder.
    Backups(Path data) {
        this.database = data.resolve("klatch.db");
        this.folder = data.resolve("backups");
    }

    /// Makes a copy of what is committed, and looks whether it is sound. When it returns, the copy
    /// survives a power cut. Blocks for as long as that takes: some seconds for a million messages.
    ///
    /// @throws JournalFailure if there is no sound copy
    public Path make(Instant now) {
        Path copy = folder.resolve(NAME.format(now));
        Path unfinished = folder.resolve(copy.getFileName() + ".part");
        try {
            OwnerOnly.makeFolder(folder);
            Files.deleteIfExists(unfinished);
            OwnerOnly.makeFile(unfinished);
            copyInto(unfinished);
            sync(unfinished);
            Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
            syncFolder();
            return copy;
        } catch (SQLException failed) {
            throw StoreErrors.failure(failed);
        } catch (IOException failed) {
            throw new JournalFailure(Refusal.UNAVAILABLE, "no backup could be made", failed);
        }
    }

    /// A new name survives a power cut only when its folder is written, too; where folders cannot
    /// be opened the system sees to it.
    private void syncFolder() {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notHere) {
            LOG.debug("folders cannot be synchronised here", notHere);
        }
    }

    private void copyInto(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
            copy.setString(1, file.toString());
            copy.execute();
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement check = connection.createStatement();
                ResultSet rows = check.executeQuery("PRAGMA quick_check")) {
            if (!rows.next() || !rows.getString(1).equals("ok")) {
                throw new SQLException("the copy is damaged");
            }
        }
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// Deletes the copies whose time is over, and nothing else.
    public void prune(Instant now) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "klatch-*.db*")) {
            for (Path file : files) {
                Optional<Instant> made = made(file);
                if (made.isPresent() && made.get().plus(KEPT).isBefore(now)) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Optional<Instant> made(Path file) {
        String name = file.getFileName().toString();
        String whole = name.endsWith(".part") ? name.substring(0, name.length() - 5) : name;
        try {
            return Optional.of(LocalDateTime.parse(whole, NAME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException notOurs) {
            return Optional.empty();
        }
    }
}
