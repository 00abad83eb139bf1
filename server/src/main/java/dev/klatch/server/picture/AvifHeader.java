package dev.klatch.server.picture;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The header of an AVIF (ISO/IEC 23008-12): of the sizes that it names, those of tiles and small
/// pictures among them, the largest is that of the picture.
final class AvifHeader {
    private static final int BOXES = 1_000;

    private AvifHeader() {}

    static @Nullable PictureFacts of(Head head) throws IOException {
        long meta = find(head, "meta", 0, head.size());
        long properties = meta < 0 ? meta : find(head, "iprp", meta + 12, end(head, meta));
        long list = properties < 0 ? -1 : find(head, "ipco", properties + 8, end(head, properties));
        if (list < 0) {
            return null;
        }
        long width = 0;
        long height = 0;
        boolean aside = false;
        long place = list + 8;
        long end = end(head, list);
        for (int i = 0; i < BOXES && place < end && head.number(place, 4) >= 8; i++) {
            if (head.has(place + 4, "ispe")) {
                long nextWidth = head.number(place + 12, 4);
                long nextHeight = head.number(place + 16, 4);
                if (nextWidth >= width && nextHeight >= height) {
                    width = nextWidth;
                    height = nextHeight;
                }
            }
            if (head.has(place + 4, "irot")) {
                aside = (head.at(place + 8) & 1) == 1;
            }
            place = end(head, place);
        }
        return aside
                ? PictureFacts.stored(ContentType.AVIF, height, width, Exif.UPRIGHT)
                : PictureFacts.stored(ContentType.AVIF, width, height, Exif.UPRIGHT);
    }

    /// Where the first box of this name begins; -1 if there is none.
    private static long find(Head head, String name, long from, long to) throws IOException {
        long place = from;
        for (int i = 0; i < BOXES && place < to && head.number(place, 4) >= 8; i++) {
            if (head.has(place + 4, name)) {
                return place;
            }
            place = end(head, place);
        }
        return -1;
    }

    private static long end(Head head, long box) throws IOException {
        return box + head.number(box, 4);
    }
}
