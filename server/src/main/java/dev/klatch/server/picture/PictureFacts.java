package dev.klatch.server.picture;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the header of a picture says, without decoding it: `width` and `height` in pixels as it is
/// shown, that is, turned as `orientation` asks (1 to 8, as Exif numbers it; 1: as it is stored).
public record PictureFacts(ContentType type, int width, int height, int orientation) {
    /// Larger pictures are not decoded.
    public static final long MOST_PIXELS = 40_000_000;

    /// The first of the orientations that turn a picture by a quarter.
    private static final int FIRST_ASIDE = 5;

    /// Reads the header: at most 512 KiB, whatever the file says.
    ///
    /// @return null if it is no picture (PNG, JPEG, GIF, WebP, AVIF), or none whose size can be
    ///   told
    /// @throws IOException if the file cannot be read
    public static @Nullable PictureFacts of(Path file) throws IOException {
        ContentType type = ContentType.of(file);
        try (Head head = Head.headers(file)) {
            return switch (type) {
                case PNG -> Headers.ofPng(head);
                case JPEG -> Headers.ofJpeg(head);
                case GIF -> Headers.ofGif(head);
                case WEBP -> WebpHeader.of(head);
                case AVIF -> AvifHeader.of(head);
                default -> null;
            };
        }
    }

    /// Whether a smaller picture can be made of it: of a kind that is decoded here, and not too
    /// large.
    public boolean previewable() {
        return switch (type) {
            case PNG, JPEG, GIF, WEBP -> (long) width * height <= MOST_PIXELS;
            default -> false;
        };
    }

    /// The same for a picture whose stored size is this; null if there is no such picture.
    static @Nullable PictureFacts stored(
            ContentType type, long width, long height, int orientation) {
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            return null;
        }
        return isAside(orientation)
                ? new PictureFacts(type, (int) height, (int) width, orientation)
                : new PictureFacts(type, (int) width, (int) height, orientation);
    }

    /// Whether width and height are the other way round in the file.
    static boolean isAside(int orientation) {
        return orientation >= FIRST_ASIDE;
    }
}
