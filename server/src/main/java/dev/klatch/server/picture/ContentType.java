package dev.klatch.server.picture;

import java.io.IOException;
import java.nio.file.Path;

/// What a file is, by its first bytes and never by its name. What is not known for certain is
/// [#OTHER]; what a browser would run (HTML, SVG, XML, scripts) is [#TEXT] at most.
public enum ContentType {
    PNG("image/png"),
    JPEG("image/jpeg"),
    GIF("image/gif"),
    WEBP("image/webp"),
    AVIF("image/avif"),
    MP4("video/mp4"),
    WEBM("video/webm"),
    QUICKTIME("video/quicktime"),
    MP3("audio/mpeg"),
    OGG("audio/ogg"),
    WAV("audio/wav"),
    WEBM_SOUND("audio/webm"),
    MP4_SOUND("audio/mp4"),
    FLAC("audio/flac"),
    PDF("application/pdf"),
    ZIP("application/zip"),
    TEXT("text/plain"),
    OTHER("application/octet-stream");

    /// How many bytes of a file are looked at.
    static final int LOOKED_AT = 4096;

    private final String mediaType;

    ContentType(String mediaType) {
        this.mediaType = mediaType;
    }

    /// Looks at the first 4 KiB of a file.
    ///
    /// @throws IOException if it cannot be read
    public static ContentType of(Path file) throws IOException {
        try (Head head = Head.first(file, LOOKED_AT)) {
            return Signatures.typeOf(head);
        }
    }

    /// Its name as a media type (RFC 6838), such as `image/png`.
    public String mediaType() {
        return mediaType;
    }
}
