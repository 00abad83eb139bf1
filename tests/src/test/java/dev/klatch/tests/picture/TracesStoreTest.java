package dev.klatch.tests.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.server.picture.PictureFacts;
import dev.klatch.server.picture.Traces;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What pictures tell beside what they show is not handed on.
final class TracesStoreTest {
    private static final int ASIDE = 6;

    @TempDir Path folder;

    private Path from = Path.of("picture");
    private Path to = Path.of("clean");

    @BeforeEach
    void names() {
        from = folder.resolve("picture");
        to = folder.resolve("clean");
    }

    private static byte[] jpeg(int orientation) throws IOException {
        return Pictures.withSegments(
                Pictures.jpeg(48, 32),
                Taken.exifSegment(orientation),
                Pictures.segment(0xe1, Taken.words("a packet of XMP")),
                Pictures.segment(0xed, Taken.words("Photoshop 3.0\0")),
                Pictures.segment(0xe2, Taken.words("MPF\0")),
                Pictures.segment(0xeb, Taken.words("JP")),
                Pictures.segment(0xfe, Taken.WORDS));
    }

    private static byte[] png(int orientation) throws IOException {
        return Pictures.withChunks(
                Pictures.png(48, 32),
                Pictures.chunk("eXIf", Taken.exif(orientation)),
                Pictures.chunk("tEXt", Taken.words("Comment\0")),
                Pictures.chunk("zTXt", Taken.words("Comment\0\0")),
                Pictures.chunk("iTXt", Taken.words("XML:com.adobe.xmp\0\0\0\0\0")),
                Pictures.chunk("tIME", new byte[7]),
                Pictures.chunk("prVt", Taken.WORDS));
    }

    private static byte[] webp(int orientation) {
        return Pictures.webpOf(
                0x0c,
                Pictures.webpChunk("EXIF", Taken.exif(orientation)),
                Pictures.webpChunk("XMP ", Taken.WORDS),
                Pictures.webpChunk("abcd", Taken.WORDS));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, ASIDE, 8})
    @DisplayName("ATK-061 a JPEG tells no place, is turned as before and shows the same")
    void aJpegTellsNoPlace(int orientation) throws IOException {
        tellsNothing(jpeg(orientation), orientation);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, ASIDE, 8})
    @DisplayName("ATK-061 a PNG tells no place, is turned as before and shows the same")
    void aPngTellsNoPlace(int orientation) throws IOException {
        tellsNothing(png(orientation), orientation);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, ASIDE, 8})
    @DisplayName("ATK-061 a WebP tells no place, is turned as before and shows the same")
    void aWebpTellsNoPlace(int orientation) throws IOException {
        tellsNothing(webp(orientation), orientation);
    }

    private void tellsNothing(byte[] picture, int orientation) throws IOException {
        assertTrue(Bytes.contain(picture, Taken.LATITUDE) && Bytes.contain(picture, Taken.WORDS));
        assertEquals(Traces.Removal.REMOVED, remove(picture));
        byte[] clean = Files.readAllBytes(to);
        assertFalse(Bytes.contain(clean, Taken.LATITUDE));
        assertFalse(Bytes.contain(clean, Taken.WORDS));
        PictureFacts facts = PictureFacts.of(to);
        assertEquals(PictureFacts.of(from), facts);
        assertNotNull(facts);
        assertEquals(orientation, facts.orientation());
        showsTheSame(picture, clean);
        assertEquals(Traces.Removal.NONE, remove(clean));
    }

    private static void showsTheSame(byte[] one, byte[] other) throws IOException {
        BufferedImage before = Pictures.decoded(one);
        BufferedImage after = Pictures.decoded(other);
        int width = before.getWidth();
        int height = before.getHeight();
        assertEquals(height, after.getHeight());
        assertArrayEquals(
                before.getRGB(0, 0, width, height, null, 0, width),
                after.getRGB(0, 0, width, height, null, 0, width));
    }

    @Test
    void whatAWebpHoldsIsSaidInItsFlags() throws IOException {
        remove(webp(1));
        assertEquals(0, Files.readAllBytes(to)[20]);
        remove(webp(ASIDE));
        assertEquals(8, Files.readAllBytes(to)[20]);
        assertEquals(Files.size(to) - 8, Files.readAllBytes(to)[4] & 0xff);
    }

    @Test
    void aPictureWithoutTracesIsNotWrittenAnew() throws IOException {
        byte[] profile = Pictures.segment(0xe2, Bytes.latin("ICC_PROFILE\0\1\1"));
        byte[] gamma = Pictures.chunk("gAMA", new byte[] {0, 0, (byte) 0xb1, (byte) 0x8f});
        List<byte[]> clean =
                List.of(
                        Pictures.jpeg(48, 32),
                        Pictures.withSegments(Pictures.jpeg(48, 32), profile),
                        Pictures.png(48, 32),
                        Pictures.withChunks(Pictures.png(48, 32), gamma),
                        Pictures.gif(48, 32),
                        Pictures.WEBP,
                        Pictures.WEBP_LOSSLESS,
                        Pictures.webpOf(0),
                        Bytes.latin("no picture"));
        for (byte[] picture : clean) {
            assertEquals(Traces.Removal.NONE, remove(picture));
            assertFalse(Files.exists(to));
        }
    }

    @Test
    @DisplayName("ATK-061 what hides behind the end of a picture is not handed on")
    void whatHidesBehindTheEndIsCutOff() throws IOException {
        for (byte[] picture : List.of(Pictures.jpeg(9, 9), Pictures.png(9, 9), Pictures.WEBP)) {
            assertEquals(
                    Traces.Removal.REMOVED,
                    remove(new Bytes().put(picture).put(jpeg(1)).put(Taken.WORDS).all()));
            assertArrayEquals(picture, Files.readAllBytes(to));
        }
    }

    @Test
    @DisplayName("ATK-061 a comment between the scans of a JPEG is not handed on")
    void aCommentBetweenScansIsCutOut() throws IOException {
        byte[] jpeg = Pictures.jpeg(48, 32);
        byte[] late =
                new Bytes()
                        .put(jpeg, 0, jpeg.length - 2)
                        .put(Taken.exifSegment(ASIDE))
                        .put(Pictures.segment(0xfe, Taken.WORDS))
                        .put("\u00ff\u00d9")
                        .all();
        assertEquals(Traces.Removal.REMOVED, remove(late));
        assertArrayEquals(jpeg, Files.readAllBytes(to));
    }

    @Test
    void theCleanFileIsItsOwnersAlone() throws IOException {
        remove(jpeg(1));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(to)));
    }

    @Test
    void aLargePictureTakesNoMoreMemory() throws IOException {
        byte[] end = Pictures.chunk("tEXt", Taken.WORDS);
        byte[] header = Pictures.pngHeader(100, 100, 8, 2);
        byte[] pixels = Pictures.chunk("IDAT", new byte[16 << 20]);
        Files.write(from, Pictures.pngOf(header, pixels, pixels, end));
        Meter meter = Meter.start();
        assertEquals(Traces.Removal.REMOVED, Traces.remove(from, to));
        meter.isBelow(1 << 20);
        assertArrayEquals(Pictures.pngOf(header, pixels, pixels), Files.readAllBytes(to));
    }

    @Test
    void aFileOfALotOfPiecesIsLeftAlone() throws IOException {
        byte[] comment = Pictures.chunk("tEXt", new byte[0]);
        byte[] pixels = Pictures.chunk("IDAT", new byte[0]);
        Bytes chunks = new Bytes().put(Pictures.pngHeader(9, 9, 8, 2));
        for (int i = 0; i < 60_000; i++) {
            chunks.put(comment).put(pixels);
        }
        assertEquals(Traces.Removal.UNREADABLE, remove(Pictures.pngOf(chunks.all())));
        assertFalse(Files.exists(to));
    }

    @Test
    @DisplayName("ATK-056 whatever a picture's bytes are, looking at them comes to an end")
    void brokenPicturesAreLookedAtWithoutHarm() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        List<byte[]> whole = new ArrayList<>(List.of(jpeg(ASIDE), png(ASIDE), webp(ASIDE)));
        whole.addAll(List.of(Pictures.gif(9, 9), Pictures.WEBP, Pictures.WEBP_LOSSLESS));
        for (int round = 0; round < 3_000; round++) {
            byte[] picture = broken(whole.get(random.nextInt(whole.size())), random);
            String words = "seed " + seed + ", round " + round;
            Meter meter = Meter.start();
            try {
                Traces.Removal removal = remove(picture);
                PictureFacts.of(from);
                if (removal == Traces.Removal.REMOVED) {
                    assertEquals(Traces.Removal.NONE, remove(Files.readAllBytes(to)), words);
                }
            } catch (RuntimeException fault) {
                throw new AssertionError(words, fault);
            }
            meter.isBelow(2 << 20);
        }
    }

    private static byte[] broken(byte[] picture, Random random) {
        byte[] broken = Arrays.copyOf(picture, picture.length);
        for (int i = random.nextInt(8); i >= 0; i--) {
            int place = random.nextInt(broken.length);
            switch (random.nextInt(4)) {
                case 0 -> broken[place] = (byte) random.nextInt(256);
                case 1 -> broken[place] ^= (byte) (1 << random.nextInt(8));
                case 2 -> broken[place] = (byte) (random.nextBoolean() ? 0xff : 0);
                default -> broken = damaged(broken, place, random);
            }
        }
        return broken;
    }

    /// Cut, or with a part of it twice.
    private static byte[] damaged(byte[] bytes, int place, Random random) {
        if (random.nextBoolean()) {
            return Arrays.copyOf(bytes, place + 1);
        }
        int again = random.nextInt(bytes.length);
        return new Bytes().put(bytes, 0, place).put(bytes, again, bytes.length).all();
    }

    private Traces.Removal remove(byte[] picture) throws IOException {
        Files.deleteIfExists(to);
        Files.write(from, picture);
        return Traces.remove(from, to);
    }
}
