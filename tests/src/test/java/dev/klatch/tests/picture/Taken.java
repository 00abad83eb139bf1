package dev.klatch.tests.picture;

/// What cameras and programs write into pictures.
final class Taken {
    /// A place on earth, as three rational numbers: 52 degrees, 31 minutes, 12 seconds.
    static final byte[] LATITUDE =
            new Bytes()
                    .turned(52, 4)
                    .turned(1, 4)
                    .turned(31, 4)
                    .turned(1, 4)
                    .turned(12, 4)
                    .turned(1, 4)
                    .all();

    /// Words that must not be found in what others see.
    static final byte[] WORDS = Bytes.latin("seen by the camera of ana");

    private Taken() {}

    /// Exif as cameras write it: the orientation, the camera's words, and the place.
    static byte[] exif(int orientation) {
        int words = 8 + 2 + 3 * 12 + 4;
        int place = words + WORDS.length;
        Bytes block = new Bytes().put("II*\0").turned(8, 4).turned(3, 2);
        entry(block, 0x010f, 2).turned(WORDS.length, 4).turned(words, 4);
        entry(block, 0x0112, 3).turned(1, 4).turned(orientation, 4);
        entry(block, 0x8825, 4).turned(1, 4).turned(place, 4);
        block.turned(0, 4).put(WORDS).turned(1, 2);
        entry(block, 0x0002, 5).turned(3, 4).turned(place + 18L, 4);
        return block.turned(0, 4).put(LATITUDE).all();
    }

    private static Bytes entry(Bytes block, int tag, int kind) {
        return block.turned(tag, 2).turned(kind, 2);
    }

    static byte[] exifSegment(int orientation) {
        return Pictures.segment(0xe1, new Bytes().put("Exif\0\0").put(exif(orientation)).all());
    }

    static byte[] words(String before) {
        return new Bytes().put(before).put(WORDS).all();
    }
}
