package dev.klatch.tests.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/// Pictures for tests: the left half is red, the right half blue.
final class Pictures {
    static final int RED = 0xcc2020;
    static final int BLUE = 0x2020cc;

    /// 16 x 12, lossy.
    static final byte[] WEBP =
            Bytes.hex(
                    "524946463e0000005745425056503820320000009001009d012a10000c0001402625a00274ba"
                            + "00039800fef5c9fffd435bff856bfeec17607feab3ffbd8121ffbd80f7000000");

    /// 4 x 3, lossless, the right half is transparent.
    static final byte[] WEBP_LOSSLESS =
            Bytes.hex(
                    "5249464620000000574542505650384c130000002f038000103508048815ff9f1e286bf43fb8"
                            + "0c00");

    private Pictures() {}

    static BufferedImage halves(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, x < width / 2 ? RED : BLUE);
            }
        }
        return picture;
    }

    /// Red to the left, and nothing to the right.
    static BufferedImage halfTransparent(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width / 2; x++) {
                picture.setRGB(x, y, 0xff000000 | RED);
            }
        }
        return picture;
    }

    static byte[] as(String format, BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(picture, format, bytes)) {
            throw new IOException("no writer for " + format);
        }
        return bytes.toByteArray();
    }

    static byte[] png(int width, int height) throws IOException {
        return as("png", halves(width, height));
    }

    static byte[] jpeg(int width, int height) throws IOException {
        return as("jpeg", halves(width, height));
    }

    static byte[] gif(int width, int height) throws IOException {
        return as("gif", halves(width, height));
    }

    static BufferedImage decoded(byte[] picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture));
    }

    /// A chunk of a PNG.
    static byte[] chunk(String name, byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(Bytes.latin(name));
        sum.update(content);
        return new Bytes()
                .number(content.length, 4)
                .put(name)
                .put(content)
                .number(sum.getValue(), 4)
                .all();
    }

    /// Whose chunks are these, between the signature and the end.
    static byte[] pngOf(byte[]... chunks) {
        Bytes png = new Bytes().put("\u0089PNG\r\n\u001a\n");
        for (byte[] chunk : chunks) {
            png.put(chunk);
        }
        return png.put(chunk("IEND", new byte[0])).all();
    }

    static byte[] pngHeader(int width, int height, int bits, int colours) {
        return chunk(
                "IHDR",
                new Bytes()
                        .number(width, 4)
                        .number(height, 4)
                        .put(new byte[] {(byte) bits, (byte) colours, 0, 0, 0})
                        .all());
    }

    /// The same PNG with these bytes behind its header.
    static byte[] withChunks(byte[] png, byte[]... chunks) {
        Bytes all = new Bytes().put(png, 0, 33);
        for (byte[] chunk : chunks) {
            all.put(chunk);
        }
        return all.put(png, 33, png.length).all();
    }

    /// So many zeros, deflated.
    static byte[] deflatedZeros(long count) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] zeros = new byte[1 << 16];
        byte[] packed = new byte[1 << 16];
        long left = count;
        while (!deflater.finished()) {
            if (deflater.needsInput() && left > 0) {
                int next = (int) Math.min(left, zeros.length);
                deflater.setInput(zeros, 0, next);
                left -= next;
            } else if (left == 0) {
                deflater.finish();
            }
            bytes.write(packed, 0, deflater.deflate(packed));
        }
        deflater.end();
        return bytes.toByteArray();
    }

    /// A segment of a JPEG.
    static byte[] segment(int marker, byte[] content) {
        return new Bytes()
                .number(0xff00 | marker, 2)
                .number(content.length + 2L, 2)
                .put(content)
                .all();
    }

    /// The same JPEG with these bytes behind its first two.
    static byte[] withSegments(byte[] jpeg, byte[]... segments) {
        Bytes all = new Bytes().put(jpeg, 0, 2);
        for (byte[] segment : segments) {
            all.put(segment);
        }
        return all.put(jpeg, 2, jpeg.length).all();
    }

    /// A chunk of a WebP.
    static byte[] webpChunk(String name, byte[] content) {
        Bytes chunk = new Bytes().put(name).turned(content.length, 4).put(content);
        return content.length % 2 == 0 ? chunk.all() : chunk.put(new byte[1]).all();
    }

    /// A WebP with a header of its own, the picture [#WEBP] and these chunks.
    static byte[] webpOf(int flags, byte[]... chunks) {
        byte[] header = new Bytes().turned(flags, 4).turned(15, 3).turned(11, 3).all();
        Bytes inside = new Bytes().put("WEBP").put(webpChunk("VP8X", header));
        inside.put(WEBP, 12, WEBP.length);
        for (byte[] chunk : chunks) {
            inside.put(chunk);
        }
        byte[] all = inside.all();
        return new Bytes().put("RIFF").turned(all.length, 4).put(all).all();
    }
}
