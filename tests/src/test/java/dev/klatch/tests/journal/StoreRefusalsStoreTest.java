package dev.klatch.tests.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.server.store.SqliteStore;
import dev.klatch.server.store.StoreUnusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What makes a data folder unusable is said in one sentence, and nothing in it is touched.
final class StoreRefusalsStoreTest {
    @TempDir Path folder;

    private static String words(Path folder) {
        StoreUnusable unusable =
                assertThrows(StoreUnusable.class, () -> SqliteStore.open(folder, 1).close());
        return unusable.words();
    }

    private static void opens(Path folder) throws StoreUnusable {
        SqliteStore store = SqliteStore.open(folder, 1);
        store.journal().commit(List.of(Stored.add(Stored.ANA)));
        store.close();
    }

    @Test
    void aSecondServerIsKeptOutAndTheFirstGoesOn() throws StoreUnusable {
        SqliteStore first = SqliteStore.open(folder, 1);
        assertTrue(words(folder).startsWith("Another Klatch server uses the data folder"));
        first.journal().commit(List.of(Stored.add(Stored.BOB)));
        first.close();
        opens(folder);
    }

    @Test
    void aFileInThePlaceOfTheFolderIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "a letter");
        assertTrue(words(file).endsWith("cannot be written."), words(file));
        assertTrue(words(file.resolve("below")).endsWith("cannot be written."));
        assertEquals("a letter", Files.readString(file));
    }

    @Test
    void aFolderInThePlaceOfTheDatabaseIsRefused() throws IOException {
        Files.createDirectories(folder.resolve("klatch.db"));
        assertTrue(words(folder).endsWith("cannot be written."), words(folder));
    }

    @Test
    void aDamagedDatabaseIsRefusedAndLeftAsItIs() throws IOException {
        Path database = folder.resolve("klatch.db");
        byte[] garbage = new byte[20_000];
        Arrays.fill(garbage, (byte) 'x');
        Files.write(database, garbage);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertTrue(words(folder).contains("is damaged"), words(folder));
            assertArrayEquals(garbage, Files.readAllBytes(database));
        }
    }

    @Test
    void aDatabaseThatLostItsSecondHalfIsRefused() throws IOException, StoreUnusable {
        opens(folder);
        Path database = folder.resolve("klatch.db");
        byte[] whole = Files.readAllBytes(database);
        Files.write(database, Arrays.copyOf(whole, whole.length / 2 / 4_096 * 4_096));
        assertTrue(words(folder).contains("is damaged"), words(folder));
    }

    @Test
    void aDatabaseOfANewerKlatchIsRefusedAndLeftAsItIs()
            throws IOException, StoreUnusable, SQLException {
        opens(folder);
        Path database = folder.resolve("klatch.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE flyway_schema_history SET version = '99'");
        }
        String said = words(folder);
        assertTrue(said.contains("newer Klatch (schema 99; this one knows "), said);
        byte[] before = Files.readAllBytes(database);
        assertEquals(said, words(folder));
        assertArrayEquals(before, Files.readAllBytes(database));
    }

    @Test
    void aNewFolderIsItsOwnersAlone() throws IOException, StoreUnusable {
        Path fresh = folder.resolve("a/b c");
        opens(fresh);
        assertEquals(
                "rwx------",
                java.nio.file.attribute.PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(fresh)));
    }
}
