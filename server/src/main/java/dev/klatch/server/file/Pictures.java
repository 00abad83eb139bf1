package dev.klatch.server.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What can be told of bytes by looking at them, whatever they are called. Total on any bytes; safe
/// to call from any thread.
public interface Pictures {
    /// The media type by the first bytes, `application/octet-stream` if they say nothing; pixels as
    /// they are to be seen; whether [#preview] can be asked for.
    record Look(String type, @Nullable Long width, @Nullable Long height, boolean preview) {}

    /// What came of asking for a preview.
    enum Preview {
        /// There is one.
        MADE,
        /// There can be none.
        NONE,
        /// Not now.
        LATER
    }

    /// Looks at this file. Blocks on the disk.
    Look look(Path file) throws IOException;

    /// Writes this file to `fresh`, which is not there yet, without what a picture says of where
    /// and by whom it was taken. Returns whether there was such a thing; if not nothing is written.
    /// Blocks on the disk.
    boolean strip(Path file, Path fresh) throws IOException;

    /// Writes a smaller picture of this file to `fresh`, which is not there yet, no edge longer
    /// than `edge` pixels: JPEG or PNG. Takes seconds at most and does not block.
    CompletableFuture<Preview> preview(Path file, int edge, Path fresh);
}
