package dev.klatch.core.journal;

import org.jspecify.annotations.Nullable;

/// What somebody says of a file before they upload it: its name, its size in bytes, the SHA-256 of
/// the whole in hexadecimal digits if they know it, and whether a picture keeps what it says of
/// where it was taken. A voice message has a `duration` in milliseconds and a `waveform`.
public record FileWish(
        String name,
        long size,
        @Nullable String sha256,
        boolean original,
        @Nullable Long duration,
        @Nullable String waveform) {}
