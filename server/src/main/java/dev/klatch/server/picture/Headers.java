package dev.klatch.server.picture;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The headers of PNG (W3C PNG, third edition), JPEG (ITU-T T.81) and GIF 89a.
final class Headers {
    private static final int CHUNKS = 1_000;
    private static final int SEGMENTS = 2_000;

    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;

    private Headers() {}

    /// A part of a canvas, in pixels.
    record Frame(int left, int top, int width, int height) {}

    static @Nullable PictureFacts ofPng(Head head) throws IOException {
        long width = head.number(16, 4);
        long height = head.number(20, 4);
        return PictureFacts.stored(ContentType.PNG, width, height, orientationOfPng(head));
    }

    /// What stands behind the first of the picture's own bytes comes too late to turn it.
    private static int orientationOfPng(Head head) throws IOException {
        long place = 8;
        for (int i = 0; i < CHUNKS; i++) {
            long length = head.number(place, 4);
            if (length < 0 || head.has(place + 4, "IDAT")) {
                break;
            }
            if (head.has(place + 4, "eXIf")) {
                return Exif.orientation(head, place + 8, place + 8 + length);
            }
            place += 12 + length;
        }
        return Exif.UPRIGHT;
    }

    static @Nullable PictureFacts ofJpeg(Head head) throws IOException {
        int orientation = Exif.UPRIGHT;
        long place = 2;
        for (int i = 0; i < SEGMENTS; i++) {
            while (head.at(place) >= 0 && !(head.at(place) == 0xff && head.at(place + 1) != 0xff)) {
                place++;
            }
            int marker = head.at(place + 1);
            if (marker < 0 || marker == START_OF_SCAN || marker == END_OF_IMAGE) {
                return null;
            }
            if (isAlone(marker)) {
                place += 2;
                continue;
            }
            long length = head.number(place + 2, 2);
            if (length < 2) {
                return null;
            }
            if (isFrame(marker)) {
                long height = head.number(place + 5, 2);
                long width = head.number(place + 7, 2);
                return PictureFacts.stored(ContentType.JPEG, width, height, orientation);
            }
            if (Exif.isSegment(head, place)) {
                orientation = Exif.orientation(head, place + 10, place + 2 + length);
            }
            place += 2 + length;
        }
        return null;
    }

    /// Whether a marker stands for itself, with no length behind it.
    static boolean isAlone(int marker) {
        return marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0
                && marker <= 0xcf
                && marker != 0xc4
                && marker != 0xc8
                && marker != 0xcc;
    }

    static @Nullable PictureFacts ofGif(Head head) throws IOException {
        return PictureFacts.stored(
                ContentType.GIF, head.turned(6, 2), head.turned(8, 2), Exif.UPRIGHT);
    }

    /// Where on its canvas the first frame of a GIF is; null if that is too far behind the
    /// beginning to be found.
    static @Nullable Frame firstFrameOfGif(Head head) throws IOException {
        long place = firstBlockOfGif(head);
        while (head.at(place) == '!') {
            place += 2;
            while (head.at(place) > 0) {
                place += 1 + head.at(place);
            }
            place++;
        }
        if (head.at(place) != ',' || head.at(place + 9) < 0) {
            return null;
        }
        return new Frame(
                (int) head.turned(place + 1, 2),
                (int) head.turned(place + 3, 2),
                (int) head.turned(place + 5, 2),
                (int) head.turned(place + 7, 2));
    }

    /// Behind the table of colours, if there is one.
    static long firstBlockOfGif(Head head) throws IOException {
        int flags = head.at(10);
        return 13 + ((flags & 0x80) == 0 ? 0 : 3L << ((flags & 7) + 1));
    }
}
