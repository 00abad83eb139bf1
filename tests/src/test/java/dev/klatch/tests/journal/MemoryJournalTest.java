package dev.klatch.tests.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.klatch.core.journal.Journal;
import dev.klatch.core.journal.JournalFailure;
import dev.klatch.protocol.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The twin keeps the promises, too.
final class MemoryJournalTest extends JournalContract {
    private final MemoryJournal journal = new MemoryJournal();

    @Override
    Journal journal() {
        return journal;
    }

    /// What is in memory stays there.
    @Override
    Journal reopened() {
        return journal;
    }

    @Test
    void itFailsWhenToldTo() {
        journal.fail(Refusal.STORAGE_FULL);
        JournalFailure failure =
                assertThrows(
                        JournalFailure.class,
                        () ->
                                journal.commit(
                                        List.of(Stored.add(Stored.ANA), Stored.add(Stored.BOB))));
        assertEquals(Refusal.STORAGE_FULL, failure.refusal());
        assertNull(journal.person(Stored.ANA.id()));
        journal.fail(null);
        journal.commit(List.of(Stored.add(Stored.ANA)));
        assertEquals(Stored.ANA, journal.person(Stored.ANA.id()));
        assertEquals(1, journal.commits());
    }
}
