package dev.klatch.tests.journal;

import dev.klatch.core.journal.Journal;
import dev.klatch.server.store.SqliteStore;
import dev.klatch.server.store.StoreUnusable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// The journal on disk.
final class SqliteJournalStoreTest extends JournalContract {
    @TempDir Path folder;
    private @Nullable SqliteStore store;

    private SqliteStore store() {
        try {
            SqliteStore open = store == null ? SqliteStore.open(folder, 1) : store;
            store = open;
            return open;
        } catch (StoreUnusable unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    @Override
    Journal journal() {
        return store().journal();
    }

    @Override
    Journal reopened() {
        close();
        return journal();
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
        store = null;
    }
}
