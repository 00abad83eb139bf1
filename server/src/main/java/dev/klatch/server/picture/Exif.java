package dev.klatch.server.picture;

import java.io.IOException;

/// The one thing that is read of Exif, and the one that is kept: how a picture is to be turned.
final class Exif {
    /// The orientation of a picture that is shown as it is stored.
    static final int UPRIGHT = 1;

    private static final int LAST = 8;
    private static final int APP1 = 0xe1;
    private static final String SEGMENT = "Exif\0\0";

    private static final int ORIENTATION = 0x112;
    private static final int SHORT = 3;
    private static final int ENTRIES = 1_000;
    private static final int ENTRY = 12;

    private Exif() {}

    /// Whether a segment of a JPEG that begins here is one of Exif.
    static boolean isSegment(Head head, long place) throws IOException {
        return head.at(place + 1) == APP1 && head.has(place + 4, SEGMENT);
    }

    /// The orientation that a block of Exif (a TIFF header and what follows) asks for; [#UPRIGHT]
    /// if it asks for none.
    static int orientation(Head head, long start, long end) throws IOException {
        boolean turned = head.has(start, "II*\0");
        if (!turned && !head.has(start, "MM\0*")) {
            return UPRIGHT;
        }
        long first = start + number(head, start + 4, 4, turned);
        long entries = Math.min(number(head, first, 2, turned), ENTRIES);
        for (int i = 0; i < entries; i++) {
            long entry = first + 2 + (long) i * ENTRY;
            if (entry + ENTRY > end) {
                break;
            }
            if (number(head, entry, 2, turned) == ORIENTATION
                    && number(head, entry + 2, 2, turned) == SHORT) {
                long value = number(head, entry + 8, 2, turned);
                return value > UPRIGHT && value <= LAST ? (int) value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    private static long number(Head head, long place, int bytes, boolean turned)
            throws IOException {
        return turned ? head.turned(place, bytes) : head.number(place, bytes);
    }

    /// A block of Exif that says nothing else.
    static String block(int orientation) {
        return "MM\0*\0\0\0\u0008"
                + "\0\u0001"
                + "\u0001\u0012\0\u0003\0\0\0\u0001\0"
                + (char) orientation
                + "\0\0"
                + "\0\0\0\0";
    }

    /// The same as a segment of a JPEG, as characters of Latin-1.
    static String segment(int orientation) {
        String content = SEGMENT + block(orientation);
        return "\u00ff\u00e1\0" + (char) (content.length() + 2) + content;
    }
}
