package dev.klatch.server.file;

import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.io.IOException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the disk's errors mean to those who wait for it.
final class DiskFaults {
    private static final Logger LOG = LoggerFactory.getLogger(DiskFaults.class);

    private DiskFaults() {}

    /// `storage-full` if there is no room, `unavailable` for everything else, which is logged.
    static Refused refused(Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null && !(cause instanceof IOException)) {
            cause = cause.getCause();
        }
        if (cause instanceof IOException && isFull(cause)) {
            return Refused.of(0, Refusal.STORAGE_FULL);
        }
        note(cause);
        return Refused.of(0, Refusal.UNAVAILABLE);
    }

    /// ENOSPC and EDQUOT, as the systems word them.
    private static boolean isFull(Throwable failed) {
        String words = String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
        return words.contains("no space left")
                || words.contains("quota exceeded")
                || words.contains("not enough space");
    }

    static void note(Throwable failed) {
        LOG.warn("a file could not be kept or read", failed);
    }
}
