package dev.klatch.tests.picture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Puts files together, byte by byte.
final class Bytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static byte[] latin(String letters) {
        return letters.getBytes(StandardCharsets.ISO_8859_1);
    }

    static boolean contain(byte[] bytes, byte[] part) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .contains(new String(part, StandardCharsets.ISO_8859_1));
    }

    Bytes put(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    Bytes put(byte[] more, int from, int to) {
        bytes.write(more, from, to - from);
        return this;
    }

    Bytes put(String letters) {
        return put(latin(letters));
    }

    /// A number, its greatest byte first.
    Bytes number(long value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            bytes.write((int) (value >> (8 * i)));
        }
        return this;
    }

    /// A number, its smallest byte first.
    Bytes turned(long value, int count) {
        for (int i = 0; i < count; i++) {
            bytes.write((int) (value >> (8 * i)));
        }
        return this;
    }

    byte[] all() {
        return bytes.toByteArray();
    }
}
