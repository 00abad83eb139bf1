package dev.klatch.tests.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.klatch.server.picture.PictureFacts;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How large pictures are, by their headers.
final class PictureFactsStoreTest {
    @TempDir Path folder;

    static Stream<Arguments> pictures() throws IOException {
        return Stream.of(
                arguments("PNG 31x17 1", Pictures.png(31, 17)),
                arguments("JPEG 31x17 1", Pictures.jpeg(31, 17)),
                arguments("GIF 31x17 1", Pictures.gif(31, 17)),
                arguments("WEBP 16x12 1", Pictures.WEBP),
                arguments("WEBP 4x3 1", Pictures.WEBP_LOSSLESS),
                arguments("WEBP 16x12 1", Pictures.webpOf(0)),
                arguments("AVIF 640x480 1", avif(0)),
                arguments("AVIF 480x640 1", avif(3)));
    }

    private static byte[] box(String name, byte[]... content) {
        Bytes inside = new Bytes();
        for (byte[] part : content) {
            inside.put(part);
        }
        byte[] all = inside.all();
        return new Bytes().number(8L + all.length, 4).put(name).put(all).all();
    }

    private static byte[] size(int width, int height) {
        return box("ispe", new Bytes().number(0, 4).number(width, 4).number(height, 4).all());
    }

    /// Of four tiles, turned by so many quarters.
    private static byte[] avif(int quarters) {
        byte[] turned = box("irot", new byte[] {(byte) quarters});
        byte[] list = box("ipco", size(320, 240), size(640, 480), turned, size(160, 120));
        byte[] meta = box("meta", new byte[4], box("hdlr", new byte[24]), box("iprp", list));
        return new Bytes().put(box("ftyp", Bytes.latin("avif\0\0\0\0mif1"))).put(meta).all();
    }

    @ParameterizedTest(name = "{0} #{index}")
    @MethodSource("pictures")
    void aHeaderSaysHowLargeAPictureIs(String expected, byte[] bytes) throws IOException {
        assertEquals(expected, words(bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aPictureThatIsTurnedHasTheSizeItIsShownWith(int orientation) throws IOException {
        String turned = (orientation < 5 ? "31x17 " : "17x31 ") + orientation;
        byte[] jpeg = Pictures.jpeg(31, 17);
        byte[] exif = Taken.exif(orientation);
        assertEquals(
                "JPEG " + turned,
                words(Pictures.withSegments(jpeg, Taken.exifSegment(orientation))));
        byte[] png = Pictures.withChunks(Pictures.png(31, 17), Pictures.chunk("eXIf", exif));
        assertEquals("PNG " + turned, words(png));
        byte[] webp = Pictures.webpOf(8, Pictures.webpChunk("EXIF", exif));
        assertEquals("WEBP " + (orientation < 5 ? "16x12 " : "12x16 ") + orientation, words(webp));
    }

    @Test
    void whatExifSaysWronglyIsNotHeard() throws IOException {
        byte[] jpeg = Pictures.jpeg(31, 17);
        for (int orientation : new int[] {0, 9, 0xffff}) {
            byte[] wrong = Pictures.withSegments(jpeg, Taken.exifSegment(orientation));
            assertEquals("JPEG 31x17 1", words(wrong));
        }
        byte[] cut = Pictures.segment(0xe1, Bytes.latin("Exif\0\0II*\0\u00ff\u00ff\u00ff\u007f"));
        assertEquals("JPEG 31x17 1", words(Pictures.withSegments(jpeg, cut)));
    }

    @Test
    void aProfileOfAMegabyteBeforeTheSizeIsPassedOver() throws IOException {
        byte[][] profile = new byte[16][];
        java.util.Arrays.fill(profile, Pictures.segment(0xe2, new byte[65_000]));
        assertEquals("JPEG 31x17 1", words(Pictures.withSegments(Pictures.jpeg(31, 17), profile)));
    }

    @Test
    void upToFortyMegapixelsHavePreviews() throws IOException {
        assertTrue(factsOf(header(8_000, 5_000)).previewable());
        assertFalse(factsOf(header(8_000, 5_001)).previewable());
        assertFalse(factsOf(avif(0)).previewable());
    }

    private static byte[] header(int width, int height) {
        return Pictures.pngOf(Pictures.pngHeader(width, height, 8, 2));
    }

    @Test
    void aPictureWithoutASizeIsNone() throws IOException {
        assertNull(PictureFacts.of(file(header(0, 5))));
        assertNull(PictureFacts.of(file(header(5, -1))));
        assertNull(PictureFacts.of(file(Bytes.latin("\u00ff\u00d8\u00ff\u00d9"))));
        assertNull(PictureFacts.of(file(Bytes.latin("no picture"))));
    }

    @Test
    @DisplayName("ATK-056 a picture of 20,000 x 20,000 in a megabyte is known by its header")
    void aFloodOfPixelsIsSeenInTheHeader() throws IOException {
        byte[] flood = HostilePictures.flood();
        assertTrue(flood.length > 1_000_000 && flood.length < 1_500_000, "" + flood.length);
        Path file = file(flood);
        Meter meter = Meter.start();
        PictureFacts facts = PictureFacts.of(file);
        meter.isBelow(256 * 1024);
        assertNotNull(facts);
        assertFalse(facts.previewable());
        assertEquals(20_000, facts.width());
    }

    @Test
    @DisplayName("ATK-056 a canvas that lies about the picture on it is no picture")
    void aSmallCanvasWithAHugePictureIsNone() throws IOException {
        byte[] lying = Pictures.webpOf(0);
        // The size in the frame itself: 16,383 x 16,383.
        int frame = 30 + 8 + 6;
        for (int i = 0; i < 4; i++) {
            lying[frame + i] = (byte) (i % 2 == 0 ? 0xff : 0x3f);
        }
        assertNull(PictureFacts.of(file(lying)));
    }

    @Test
    @Timeout(20)
    void anEndlessHeaderIsReadToItsLimitOnly() throws IOException {
        Path file = file(Bytes.latin("\u00ff\u00d8\u00ff\u00e0\0\4"));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            // Nothing but zeros for four gigabytes, which take no room.
            channel.write(java.nio.ByteBuffer.allocate(1), 4L << 30);
        }
        Meter meter = Meter.start();
        assertNull(PictureFacts.of(file));
        meter.isBelow(256 * 1024);
    }

    private String words(byte[] bytes) throws IOException {
        PictureFacts facts = factsOf(bytes);
        return facts.type()
                + " "
                + facts.width()
                + "x"
                + facts.height()
                + " "
                + facts.orientation();
    }

    private PictureFacts factsOf(byte[] bytes) throws IOException {
        PictureFacts facts = PictureFacts.of(file(bytes));
        assertNotNull(facts);
        return facts;
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("picture"), bytes);
    }
}
