package dev.klatch.tests.journal;

import static dev.klatch.tests.journal.Stored.ANA;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.journal.StoredPerson;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.MessageFrame.Search;
import dev.klatch.server.store.SqliteStore;
import dev.klatch.server.store.StoreUnusable;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A store with a lobby in it, that is searched.
abstract class Searching {
    static final long DEADLINE_MILLIS = 20_000;
    private static final String MARK = "indexedmark";

    @TempDir Path folder;
    SqliteStore store;
    Talk talk;
    private int marks;

    @BeforeEach
    void open() throws StoreUnusable {
        store = SqliteStore.open(folder, 1);
        talk = Talk.inTheLobby(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    Answer ask(StoredPerson reader, String query) {
        return talk.ask(reader, new Search(1, query, null, null));
    }

    Answer.Found found(StoredPerson reader, String query, @Nullable String after) {
        Answer answer = talk.ask(reader, new Search(1, query, null, after));
        assertTrue(answer instanceof Answer.Found, answer.toString());
        return (Answer.Found) answer;
    }

    List<Long> seqs(StoredPerson reader, String query) {
        return found(reader, query, null).hits().stream().map(Answer.Hit::seq).toList();
    }

    /// Waits until all that was said is indexed: until a last message is found.
    void settle() {
        marks++;
        String last = MARK + marks;
        talk.says(ANA, last);
        awaitFound(last);
    }

    void awaitFound(String query) {
        long deadline = System.nanoTime() + DEADLINE_MILLIS * 1_000_000;
        while (seqs(ANA, query).isEmpty()) {
            assertTrue(System.nanoTime() < deadline, "never found: " + query);
            Thread.onSpinWait();
        }
    }
}
