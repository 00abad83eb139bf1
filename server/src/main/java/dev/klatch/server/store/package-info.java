/// The store: one SQLite database in the data folder, written by the sequencer's thread through
/// [dev.klatch.server.store.SqliteJournal] and read by the readers' threads through
/// [dev.klatch.server.store.SqliteArchive]. [dev.klatch.server.store.SqliteStore] opens both.
@NullMarked
package dev.klatch.server.store;

import org.jspecify.annotations.NullMarked;
