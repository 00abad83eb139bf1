/// The journal and the archive: what [dev.klatch.tests.journal.JournalContract] asks of every
/// journal, its twin in memory ([dev.klatch.tests.journal.MemoryJournal]), and the store on disk in
/// a folder of its own. One thread.
@NullMarked
package dev.klatch.tests.journal;

import org.jspecify.annotations.NullMarked;
