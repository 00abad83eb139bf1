package dev.klatch.server.picture;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The header of a WebP (RFC 9649).
final class WebpHeader {
    /// Where the first chunk begins.
    static final int FIRST = 12;

    private static final int CHUNKS = 2_000;
    private static final int HALF_SIZE = 0x3fff;

    private WebpHeader() {}

    /// A picture with a header of its own (`VP8X`) names the size of its canvas there; if the bytes
    /// of the picture say otherwise, it is none.
    static @Nullable PictureFacts of(Head head) throws IOException {
        if (!head.has(FIRST, "VP8X")) {
            long[] size = sizeOfFrame(head, FIRST);
            return PictureFacts.stored(ContentType.WEBP, size[0], size[1], Exif.UPRIGHT);
        }
        long width = head.turned(FIRST + 12, 3) + 1;
        long height = head.turned(FIRST + 15, 3) + 1;
        int orientation = Exif.UPRIGHT;
        long place = FIRST;
        for (int i = 0; i < CHUNKS; i++) {
            long length = head.turned(place + 4, 4);
            if (length < 0) {
                break;
            }
            if (head.has(place, "VP8 ") || head.has(place, "VP8L")) {
                long[] size = sizeOfFrame(head, place);
                if (size[0] != width || size[1] != height) {
                    return null;
                }
            }
            if (head.has(place, "EXIF")) {
                orientation = orientation(head, place);
            }
            place += 8 + even(length);
        }
        return PictureFacts.stored(ContentType.WEBP, width, height, orientation);
    }

    /// A length with what makes it even.
    static long even(long length) {
        return length + (length & 1);
    }

    /// What the chunk of Exif that begins here asks for; some write a name before it.
    static int orientation(Head head, long place) throws IOException {
        long start = place + 8 + (head.has(place + 8, "Exif\0\0") ? 6 : 0);
        return Exif.orientation(head, start, place + 8 + head.turned(place + 4, 4));
    }

    private static long[] sizeOfFrame(Head head, long place) throws IOException {
        boolean lossy = head.has(place, "VP8 ") && head.has(place + 11, "\u009d\u0001*");
        if (lossy && head.at(place + 17) >= 0) {
            return new long[] {
                head.turned(place + 14, 2) & HALF_SIZE, head.turned(place + 16, 2) & HALF_SIZE
            };
        }
        if (head.has(place, "VP8L") && head.at(place + 8) == 0x2f) {
            long bits = head.turned(place + 9, 4);
            if (bits >= 0) {
                return new long[] {(bits & HALF_SIZE) + 1, (bits >> 14 & HALF_SIZE) + 1};
            }
        }
        return new long[] {0, 0};
    }
}
