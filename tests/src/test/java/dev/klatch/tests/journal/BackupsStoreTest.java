package dev.klatch.tests.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.journal.JournalFailure;
import dev.klatch.server.store.Backups;
import dev.klatch.server.store.SqliteStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies of the database, and what a wipe leaves of it on the disk.
final class BackupsStoreTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final String CANARY = "the cat sat on the mat 4711";

    @TempDir Path folder;

    private static void say(SqliteStore store) {
        store.journal()
                .commit(
                        List.of(
                                Stored.add(Stored.ANA),
                                Stored.room(Stored.LOBBY, "lobby"),
                                Stored.append(Stored.created(Stored.LOBBY, Stored.ANA, "lobby")),
                                Stored.append(Stored.posted(Stored.LOBBY, 2, Stored.ANA, CANARY))));
    }

    @Test
    void aCopyIsForTheOwnerAloneAndAServerStartsOnIt() throws Exception {
        Path copy;
        try (SqliteStore store = SqliteStore.open(folder.resolve("data"), 1)) {
            say(store);
            copy = store.backups().make(NOW);
        }
        assertEquals("klatch-2026-01-02T03-04-05.678Z.db", copy.getFileName().toString());
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)));
        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("data/backups"))));
        Path other = Files.createDirectories(folder.resolve("restored"));
        Files.copy(copy, other.resolve("klatch.db"));
        try (SqliteStore store = SqliteStore.open(other, 1)) {
            assertNotNull(store.journal().event(Stored.LOBBY, 2));
        }
    }

    @Test
    void aCopyIsKeptForSevenDaysAndOthersFilesForEver() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder, 1)) {
            Path old = store.backups().make(NOW);
            Path young = store.backups().make(NOW.plusSeconds(1));
            Path mine = Files.createFile(old.resolveSibling("klatch-my-own.db"));
            store.backups().prune(NOW.plus(Backups.KEPT));
            assertTrue(Files.exists(old));
            store.backups().prune(NOW.plus(Backups.KEPT).plusMillis(500));
            assertFalse(Files.exists(old));
            assertTrue(Files.exists(young));
            store.backups().prune(NOW.plus(Duration.ofDays(400)));
            assertFalse(Files.exists(young));
            assertTrue(Files.exists(mine));
        }
    }

    @Test
    void whereNoCopyCanBeMadeTheFailureSaysSo() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder, 1)) {
            Files.createFile(folder.resolve("backups"));
            assertThrows(JournalFailure.class, () -> store.backups().make(NOW));
        }
    }

    @Test
    @DisplayName("ATK-102 after a wipe no word of it is left on the disk")
    void afterAWipeNoWordOfItIsLeftOnTheDisk() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder, 1)) {
            say(store);
            assertTrue(isOnDisk());
            store.journal().wipe();
            assertFalse(isOnDisk(), "neither in the database nor in its log");
        }
        assertFalse(isOnDisk());
    }

    private boolean isOnDisk() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                if (bytes.contains(CANARY)) {
                    return true;
                }
            }
        }
        return false;
    }
}
