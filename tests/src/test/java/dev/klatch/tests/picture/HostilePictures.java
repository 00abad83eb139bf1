package dev.klatch.tests.picture;

/// Pictures that are made to take the time and the memory of whoever decodes them.
final class HostilePictures {
    private static final int BLOCKS = 790;

    private HostilePictures() {}

    /// 20,000 x 20,000 pixels in a little more than a megabyte.
    static byte[] flood() {
        return Pictures.pngOf(
                Pictures.pngHeader(20_000, 20_000, 8, 2),
                Pictures.chunk("IDAT", Pictures.deflatedZeros(20_000L * 60_001)));
    }

    /// 10 x 10 pixels, and half a gigabyte of them.
    static byte[] smallWithHugeContent() {
        return Pictures.pngOf(
                Pictures.pngHeader(10, 10, 8, 2),
                Pictures.chunk("IDAT", Pictures.deflatedZeros(500_000_000)));
    }

    /// As large as may be, and next to nothing there.
    static byte[] largeWithoutContent() {
        return Pictures.pngOf(
                Pictures.pngHeader(8_000, 5_000, 16, 6),
                Pictures.chunk("IDAT", Pictures.deflatedZeros(100)));
    }

    /// 6,320 x 6,320 grey pixels, drawn over and over again: each scan takes 50 bytes and some
    /// milliseconds.
    static byte[] endlessScans(int scans) {
        byte[] table = new byte[65];
        java.util.Arrays.fill(table, 1, 65, (byte) 1);
        int size = BLOCKS * 8;
        Bytes jpeg =
                new Bytes()
                        .put("\u00ff\u00d8")
                        .put(Pictures.segment(0xdb, table))
                        .put(
                                Pictures.segment(
                                        0xc2,
                                        new Bytes()
                                                .number(8, 1)
                                                .number(size, 2)
                                                .number(size, 2)
                                                .put("\1\1\u0011\0")
                                                .all()))
                        .put(Pictures.segment(0xc4, huffman(0x00, 0x00)))
                        .put(Pictures.segment(0xc4, huffman(0x10, 0xe0)))
                        .put(Pictures.segment(0xda, Bytes.latin("\1\1\0\0\0\0")))
                        .put(new byte[BLOCKS * BLOCKS / 8 + 1]);
        byte[] header = Pictures.segment(0xda, Bytes.latin("\1\1\0\1?\0"));
        byte[] nothing = runs();
        for (int i = 0; i < scans; i++) {
            jpeg.put(header).put(nothing);
        }
        return jpeg.put("\u00ff\u00d9").all();
    }

    /// A table with one symbol, whose code is one zero.
    private static byte[] huffman(int which, int symbol) {
        return new Bytes().number(which, 1).number(1, 1).put(new byte[15]).number(symbol, 1).all();
    }

    /// "The next 32,767 blocks have nothing", until all blocks are through.
    private static byte[] runs() {
        StringBuilder bits = new StringBuilder();
        for (int left = BLOCKS * BLOCKS; left > 0; left -= 32_767) {
            bits.append("0").append("1".repeat(14));
        }
        bits.append("1".repeat(7));
        Bytes bytes = new Bytes();
        for (int i = 0; i + 8 <= bits.length(); i += 8) {
            int next = Integer.parseInt(bits.substring(i, i + 8), 2);
            bytes.number(next, 1);
            if (next == 0xff) {
                bytes.number(0, 1);
            }
        }
        return bytes.all();
    }

    /// A canvas of 10 x 10 and so many frames of one red pixel, the first of them up to the right.
    static byte[] gifOf(int frames) {
        Bytes gif = new Bytes().put("GIF89a").turned(10, 2).turned(10, 2).put("\u0080\0\0");
        gif.number(Pictures.RED, 3).number(Pictures.BLUE, 3);
        for (int i = 0; i < frames; i++) {
            gif.put("!\u00f9\4\0\u00ff\u00ff\0\0");
            gif.put(",").turned(i == 0 ? 9 : 0, 2).turned(0, 2).turned(1, 2).turned(1, 2);
            gif.put("\0\2\2D\1\0");
        }
        return gif.put(";").all();
    }

    /// A frame of 7,000 x 7,000 on a canvas of 10 x 10.
    static byte[] gifWithHugeFrame() {
        byte[] gif = gifOf(1);
        byte[] size = new Bytes().turned(7_000, 2).turned(7_000, 2).all();
        System.arraycopy(size, 0, gif, gif.length - 11, 4);
        return gif;
    }

    /// 33,000,000 x 1 pixels, each of eight bytes.
    static byte[] oneRow() {
        return Pictures.pngOf(
                Pictures.pngHeader(33_000_000, 1, 16, 6),
                Pictures.chunk("IDAT", Pictures.deflatedZeros(100)));
    }

    /// A still picture and so many frames behind it.
    static byte[] animatedPng(byte[] png, int frames) {
        byte[] control = new Bytes().number(frames, 4).number(0, 4).all();
        byte[] frame =
                new Bytes()
                        .number(1, 4)
                        .number(1, 4)
                        .number(1, 4)
                        .put(new byte[8])
                        .number(0xffff0001L, 4)
                        .put(new byte[2])
                        .all();
        Bytes all = new Bytes().put(png, 0, 33).put(Pictures.chunk("acTL", control));
        all.put(png, 33, png.length - 12);
        byte[] chunk =
                new Bytes()
                        .put(Pictures.chunk("fcTL", frame))
                        .put(Pictures.chunk("fdAT", new byte[16]))
                        .all();
        for (int i = 0; i < frames; i++) {
            all.put(chunk);
        }
        return all.put(Pictures.chunk("IEND", new byte[0])).all();
    }

    /// Of one colour and 6,320 x 6,320 pixels, in 30 bytes.
    static byte[] floodOfWebp() {
        int size = BLOCKS * 8 - 1;
        // No transform, no cache, no more tables, and five of them with one symbol each: 0 of 1
        // bit.
        byte[] content =
                new Bytes().put("/").turned((long) size << 14 | size, 4).put(new byte[9]).all();
        for (int i = 0; i < 5; i++) {
            int bit = 35 + i * 4 - 32;
            content[5 + bit / 8] |= (byte) (1 << (bit % 8));
        }
        byte[] chunk = Pictures.webpChunk("VP8L", content);
        return new Bytes().put("RIFF").turned(chunk.length + 4L, 4).put("WEBP").put(chunk).all();
    }
}
