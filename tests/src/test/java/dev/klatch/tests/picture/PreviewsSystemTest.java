package dev.klatch.tests.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.server.picture.ContentType;
import dev.klatch.server.picture.Outcome;
import dev.klatch.server.picture.Previews;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Smaller pictures of pictures, made by a process of its own.
final class PreviewsSystemTest {
    private static final int GREEN = 0x20a020;
    private static final int WHITE = 0xf0f0f0;

    private static Previews previews = new Previews();

    @TempDir Path folder;

    private Drawer drawer = new Drawer(previews, Path.of("."));

    @BeforeAll
    static void open() {
        previews.close();
        previews = new Previews();
    }

    @AfterAll
    static void close() {
        previews.close();
        Drawer.noWorkerIsLeft();
    }

    @BeforeEach
    void intoTheFolder() {
        drawer = new Drawer(previews, folder);
    }

    @ParameterizedTest
    @CsvSource({
        "900, 600, 320, 320, 213",
        "900, 600, 640, 640, 427",
        "600, 900, 640, 427, 640",
        "5000, 10, 320, 320, 1",
        "1281, 1281, 1280, 1280, 1280"
    })
    void aLargePictureBecomesSmaller(int width, int height, int edge, int less, int lower)
            throws IOException {
        for (byte[] picture :
                new byte[][] {Pictures.png(width, height), Pictures.jpeg(width, height)}) {
            BufferedImage preview = drawer.made(ContentType.JPEG, picture, edge);
            assertEquals(less + "x" + lower, preview.getWidth() + "x" + preview.getHeight());
            Drawer.isNear(Pictures.RED, preview.getRGB(less / 4, lower / 2));
            Drawer.isNear(Pictures.BLUE, preview.getRGB(less * 3 / 4, lower / 2));
        }
    }

    @Test
    void aSmallPictureIsNeverMadeLarger() throws IOException {
        byte[] png = Pictures.png(31, 17);
        BufferedImage same = drawer.made(ContentType.PNG, png, 320);
        assertEquals("31x17", same.getWidth() + "x" + same.getHeight());
        assertEquals(Pictures.RED, same.getRGB(3, 3) & 0xffffff);
        assertEquals(31, drawer.made(ContentType.PNG, Pictures.gif(31, 17), 320).getWidth());
        assertEquals(31, drawer.made(ContentType.JPEG, Pictures.jpeg(31, 17), 320).getWidth());
        assertEquals(16, drawer.made(ContentType.JPEG, Pictures.WEBP, 320).getWidth());
    }

    @Test
    void whatShinesThroughStillDoes() throws IOException {
        byte[] png = Pictures.as("png", Pictures.halfTransparent(900, 600));
        BufferedImage preview = drawer.made(ContentType.PNG, png, 320);
        assertEquals(0xff000000 | Pictures.RED, preview.getRGB(20, 20));
        assertEquals(0, preview.getRGB(300, 20));
        BufferedImage webp = drawer.made(ContentType.PNG, Pictures.WEBP_LOSSLESS, 320);
        assertEquals(0xff000000 | Pictures.RED, webp.getRGB(0, 0));
        assertEquals(0, webp.getRGB(3, 2));
    }

    @Test
    void whereNothingShinesThroughThereIsNoPng() throws IOException {
        BufferedImage picture = new BufferedImage(900, 600, BufferedImage.TYPE_INT_ARGB);
        picture.createGraphics().drawImage(Pictures.halves(900, 600), 0, 0, null);
        drawer.made(ContentType.JPEG, Pictures.as("png", picture), 320);
    }

    @ParameterizedTest
    @CsvSource({
        "1, ABCD", "2, BADC", "3, CDAB", "4, DCBA", "5, ADCB", "6, DABC", "7, CBAD", "8, BCDA"
    })
    void aPictureIsTurnedAsItIsToBeShown(int orientation, String corners) throws IOException {
        BufferedImage quarters = Pictures.halves(800, 400);
        quarters.createGraphics().drawImage(quarter(WHITE), 400, 200, null);
        quarters.createGraphics().drawImage(quarter(GREEN), 0, 200, null);
        byte[] picture =
                Pictures.withSegments(
                        Pictures.as("jpeg", quarters), Taken.exifSegment(orientation));
        BufferedImage shown = drawer.made(ContentType.JPEG, picture, 320);
        boolean upright = orientation < 5;
        assertEquals(upright ? 320 : 160, shown.getWidth());
        assertEquals(upright ? 160 : 320, shown.getHeight());
        int right = shown.getWidth() - 30;
        int below = shown.getHeight() - 30;
        int[] colours = {Pictures.RED, Pictures.BLUE, WHITE, GREEN};
        int[] found = {
            shown.getRGB(30, 30), shown.getRGB(right, 30),
            shown.getRGB(right, below), shown.getRGB(30, below)
        };
        for (int i = 0; i < 4; i++) {
            Drawer.isNear(colours[corners.charAt(i) - 'A'], found[i]);
        }
    }

    private static BufferedImage quarter(int colour) {
        BufferedImage quarter = new BufferedImage(400, 200, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 400 * 200; i++) {
            quarter.setRGB(i % 400, i / 400, colour);
        }
        return quarter;
    }

    @Test
    void aPreviewTellsNoPlaceAndIsItsOwnersAlone() throws IOException {
        byte[] picture = Pictures.withSegments(Pictures.jpeg(900, 600), Taken.exifSegment(1));
        drawer.made(ContentType.JPEG, picture, 640);
        assertFalse(Bytes.contain(Files.readAllBytes(drawer.fresh()), Taken.LATITUDE));
        assertFalse(Bytes.contain(Files.readAllBytes(drawer.fresh()), Taken.WORDS));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(drawer.fresh())));
    }

    @Test
    @DisplayName("ATK-057 of a GIF with 100,000 frames only the first is looked at")
    void aGifWithManyFramesIsItsFirst() throws IOException {
        long start = System.nanoTime();
        BufferedImage first = drawer.made(ContentType.PNG, HostilePictures.gifOf(100_000), 320);
        assertTrue(System.nanoTime() - start < 10_000_000_000L);
        assertEquals("10x10", first.getWidth() + "x" + first.getHeight());
        assertEquals(0xff000000 | Pictures.RED, first.getRGB(9, 0));
        assertEquals(0, first.getRGB(0, 0));
    }

    @Test
    @DisplayName("ATK-057 of an APNG with 100,000 frames only the first is looked at")
    void anApngWithManyFramesIsItsFirst() throws IOException {
        byte[] picture = HostilePictures.animatedPng(Pictures.png(900, 600), 100_000);
        long start = System.nanoTime();
        BufferedImage first = drawer.made(ContentType.JPEG, picture, 320);
        assertTrue(System.nanoTime() - start < 10_000_000_000L);
        Drawer.isNear(Pictures.RED, first.getRGB(50, 50));
    }

    @Test
    @DisplayName("ATK-057 a GIF whose bytes are no picture harms nobody")
    void aBrokenGifIsNone() throws IOException {
        byte[] gif = Pictures.gif(900, 600);
        for (int i = 800; i < gif.length; i++) {
            gif[i] = (byte) (i * 37);
        }
        Outcome outcome = drawer.outcome(gif, 320);
        assertTrue(!(outcome instanceof Outcome.None none) || none.reason().lasting());
        drawer.made(ContentType.JPEG, Pictures.png(900, 600), 320);
    }

    @Test
    @DisplayName("ATK-065 a path is one word, whatever is in it, and no shell reads it")
    void aPathIsOneWord() throws IOException {
        Path odd = Files.createDirectory(folder.resolve("a b\n= made png\n; $(touch x) `x` '\"ü"));
        Drawer there = new Drawer(previews, odd);
        there.made(ContentType.JPEG, Pictures.png(900, 600), 320);
        assertFalse(Files.exists(Path.of("x")) || Files.exists(odd.resolve("x")));
    }

    @Test
    @DisplayName("ATK-065 the picture worker gets nothing of the server's environment or words")
    void theWorkerIsStartedWithFixedWords() throws IOException {
        drawer.made(ContentType.JPEG, Pictures.png(900, 600), 320);
        ProcessHandle worker = Drawer.worker();
        List<String> words = Drawer.words(worker);
        assertEquals("dev.klatch.server.picture.PictureWorker", words.getLast());
        assertEquals(System.getProperty("java.class.path"), words.get(words.size() - 2));
        assertTrue(words.contains("-Xmx256m"), words.toString());
        String environment = Files.readString(Path.of("/proc/" + worker.pid() + "/environ"));
        assertFalse(environment.contains("PATH="), environment);
    }

    @Test
    void anEdgeThatMakesNoSenseIsAMistakeOfTheCaller() {
        Path file = folder.resolve("picture");
        assertThrows(IllegalArgumentException.class, () -> previews.make(file, 0, file));
        assertThrows(IllegalArgumentException.class, () -> previews.make(file, 5000, file));
    }
}
