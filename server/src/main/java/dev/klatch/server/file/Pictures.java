package dev.klatch.server.file;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What can be told of bytes by looking at them, whatever they are called. All of it blocks on the
/// disk, is total on any bytes, and is called on threads of files only.
public interface Pictures {
    /// The media type by the first bytes, `application/octet-stream` if they say nothing; pixels as
    /// they are to be seen; whether [#preview] can be asked for.
    record Look(String type, @Nullable Long width, @Nullable Long height, boolean preview) {}

    /// Looks at this file.
    Look look(Path file) throws IOException;

    /// Writes this file to `fresh`, which is not there yet, without what a picture says of where
    /// and by whom it was taken. Returns whether there was such a thing; if not nothing is written.
    boolean strip(Path file, Path fresh) throws IOException;

    /// Writes a smaller picture of this file to `fresh`, which is not there yet, no edge longer
    /// than `edge` pixels. Takes seconds at most; returns its media type, or null if there can be
    /// none.
    @Nullable String preview(Path file, int edge, Path fresh) throws IOException;
}
