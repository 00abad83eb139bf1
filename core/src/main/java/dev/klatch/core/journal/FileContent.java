package dev.klatch.core.journal;

import org.jspecify.annotations.Nullable;

/// What a file turned out to be when all of it was there: the SHA-256 of what is kept (in
/// hexadecimal digits, the name of the content in the store), its bytes, its media type by what is
/// in it, the pixels of a picture, and whether smaller pictures of it can be made.
public record FileContent(
        String sha256,
        long bytes,
        String type,
        @Nullable Long width,
        @Nullable Long height,
        boolean preview) {}
