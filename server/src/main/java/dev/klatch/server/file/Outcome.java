package dev.klatch.server.file;

import dev.klatch.core.journal.StoredFile;
import dev.klatch.protocol.Refused;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What came of something that was asked of uploads.
public sealed interface Outcome {
    /// So many bytes of the upload are there. It is forgotten after `expires`, unless more come
    /// before; null if it is a finished file. `sha256` (hexadecimal) is that of all bytes that
    /// came, if they are all there and it is known.
    record Stands(StoredFile file, long offset, @Nullable Instant expires, @Nullable String sha256)
            implements Outcome {}

    /// Bytes can be brought.
    record Open(Transfer transfer) implements Outcome {}

    /// It is forgotten.
    record Ended() implements Outcome {}

    /// No, and why.
    record Denied(Refused refused) implements Outcome {}
}
