package dev.klatch.server.store;

import dev.klatch.core.journal.JournalFailure;
import dev.klatch.protocol.Refusal;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What the database's errors mean to those who wait for it.
final class StoreErrors {
    private StoreErrors() {}

    static JournalFailure failure(SQLException failed) {
        boolean full = code(failed) == SQLiteErrorCode.SQLITE_FULL;
        Refusal refusal = full ? Refusal.STORAGE_FULL : Refusal.UNAVAILABLE;
        return new JournalFailure(refusal, "the database failed", failed);
    }

    /// Whether nobody knows, after this error, what the disk holds.
    static boolean leavesUnknown(SQLException failed) {
        return switch (code(failed)) {
            case SQLITE_IOERR_FSYNC, SQLITE_IOERR_DIR_FSYNC -> true;
            default -> false;
        };
    }

    private static SQLiteErrorCode code(SQLException failed) {
        return failed instanceof SQLiteException sqlite
                ? sqlite.getResultCode()
                : SQLiteErrorCode.SQLITE_ERROR;
    }
}
