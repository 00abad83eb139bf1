package dev.klatch.protocol;

import org.jspecify.annotations.Nullable;

/// A file that a message shows. `size` is in bytes, `type` the media type by its content (never by
/// its name), `width` and `height` the pixels of a picture as it is to be seen; `preview` is there
/// (and true) if there are smaller pictures of it. A voice message has `duration` in milliseconds
/// and a `waveform`: hexadecimal digits, each the loudness of a part.
public record Attachment(
        FileId file,
        String name,
        long size,
        String type,
        @Nullable Long width,
        @Nullable Long height,
        @Nullable Boolean preview,
        @Nullable Long duration,
        @Nullable String waveform) {}
