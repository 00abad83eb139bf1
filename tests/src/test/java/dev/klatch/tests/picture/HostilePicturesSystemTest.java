package dev.klatch.tests.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.klatch.server.picture.ContentType;
import dev.klatch.server.picture.Outcome;
import dev.klatch.server.picture.PictureWorker;
import dev.klatch.server.picture.Previews;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pictures that are made to harm whoever decodes them, and processes that die.
final class HostilePicturesSystemTest {
    private static final Duration USUAL = Duration.ofSeconds(10);

    /// Scans for more than a minute.
    private static final int ENDLESS = 3_000;

    @TempDir Path folder;

    private static Previews previews(int waiting, Duration each, Duration rest) {
        return new Previews(new Previews.Bounds(waiting, each, rest));
    }

    @Test
    @DisplayName("ATK-056 a flood of pixels is refused by its header, and no process is started")
    void aFloodIsRefusedByItsHeader() throws IOException {
        try (Previews previews = new Previews()) {
            Drawer drawer = new Drawer(previews, folder);
            drawer.isNone(Outcome.Reason.NOT_PREVIEWABLE, HostilePictures.flood());
            assertEquals(0, Drawer.workers().count());
        }
    }

    @Test
    @DisplayName("ATK-058 EPS, TIFF, ICO, SVG, BMP and their like reach no decoder")
    void otherFormatsReachNoDecoder() throws IOException {
        List<String> others =
                List.of(
                        "%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
                        "\u00c5\u00d0\u00d3\u00c6 a binary EPS",
                        "%PDF-1.7\n",
                        "II*\0\u0008\0\0\0\0\0\0\0\0\0",
                        "MM\0*\0\0\0\u0008\0\0\0\0\0\0",
                        "\0\0\1\0\1\0\u0010\u0010\0\0\1\0 \0",
                        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
                        "P6 9 9 255\n",
                        "8BPS\0\1\0\0\0\0\0\0\0\3",
                        "\0\0\0\u0018ftypheic\0\0\0\0mif1heic");
        try (Previews previews = new Previews()) {
            Drawer drawer = new Drawer(previews, folder);
            for (String other : others) {
                drawer.isNone(Outcome.Reason.NOT_PREVIEWABLE, Bytes.latin(other));
            }
            byte[] bitmap = Pictures.as("bmp", Pictures.halves(9, 9));
            drawer.isNone(Outcome.Reason.NOT_PREVIEWABLE, bitmap);
            drawer.isNone(
                    Outcome.Reason.NOT_PREVIEWABLE, Pictures.as("tiff", Pictures.halves(9, 9)));
            assertEquals(0, Drawer.workers().count());
        }
    }

    @Test
    @DisplayName("ATK-056 a picture that lies harms neither the server nor the next one")
    void aPictureThatLiesIsNoHarm() throws IOException {
        List<byte[]> liars =
                List.of(
                        HostilePictures.smallWithHugeContent(),
                        HostilePictures.largeWithoutContent(),
                        HostilePictures.floodOfWebp());
        try (Previews previews = new Previews()) {
            Drawer drawer = new Drawer(previews, folder);
            for (byte[] liar : liars) {
                Outcome outcome = drawer.outcome(liar, 320);
                boolean known = !(outcome instanceof Outcome.None no) || no.reason().lasting();
                assertTrue(known, outcome.toString());
                drawer.made(ContentType.JPEG, Pictures.png(900, 600), 320);
            }
            long taken = takenByPreviews();
            assertTrue(taken > 0 && taken < 8 << 20, taken + " bytes of the server's heap");
        }
    }

    /// What the thread of previews has taken from this process's heap.
    private static long takenByPreviews() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("klatch-previews"))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.threadId()))
                .max()
                .orElse(0);
    }

    @Test
    @DisplayName("ATK-056 a picture that is never done is given up, and the next one is made")
    void aPictureThatIsNeverDoneIsGivenUp() throws IOException {
        try (Previews previews = previews(9, Duration.ofSeconds(4), USUAL)) {
            Drawer drawer = new Drawer(previews, folder);
            drawer.made(ContentType.JPEG, Pictures.png(900, 600), 320);
            long first = Drawer.worker().pid();
            long start = System.nanoTime();
            drawer.isNone(Outcome.Reason.TOO_SLOW, HostilePictures.endlessScans(ENDLESS));
            assertTrue(System.nanoTime() - start < Duration.ofSeconds(40).toNanos());
            drawer.made(ContentType.JPEG, Pictures.png(900, 600), 320);
            assertNotEquals(first, Drawer.worker().pid());
        }
        Drawer.noWorkerIsLeft();
    }

    @Test
    @DisplayName("ATK-056 whatever a picture's bytes are, the next one is made")
    void brokenPicturesAreSurvived() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        List<byte[]> whole =
                List.of(
                        Pictures.png(90, 60),
                        Pictures.jpeg(90, 60),
                        Pictures.gif(90, 60),
                        Pictures.WEBP,
                        Pictures.WEBP_LOSSLESS);
        try (Previews previews = new Previews()) {
            Drawer drawer = new Drawer(previews, folder);
            for (int round = 0; round < 200; round++) {
                byte[] picture = whole.get(random.nextInt(whole.size())).clone();
                for (int i = 0; i < 6; i++) {
                    picture[random.nextInt(picture.length)] = (byte) random.nextInt(256);
                }
                Outcome outcome = drawer.outcome(picture, 32);
                boolean known = !(outcome instanceof Outcome.None no) || no.reason().lasting();
                assertTrue(known, "seed " + seed + ", round " + round + ": " + outcome);
            }
            drawer.made(ContentType.JPEG, Pictures.png(900, 600), 320);
        }
    }

    @Test
    @DisplayName(
            "ATK-056 a frame larger than its canvas, and a row larger than the memory, are none")
    void aFrameOrARowThatIsTooLargeIsNone() throws IOException {
        try (Previews previews = new Previews()) {
            Drawer drawer = new Drawer(previews, folder);
            drawer.isNone(Outcome.Reason.BROKEN, HostilePictures.gifWithHugeFrame());
            drawer.isNone(Outcome.Reason.TOO_LARGE, HostilePictures.oneRow());
            drawer.made(ContentType.JPEG, Pictures.png(900, 600), 320);
        }
    }

    @Test
    void aProcessThatDiesIsStartedAnew() throws IOException {
        try (Previews previews = new Previews()) {
            Drawer drawer = new Drawer(previews, folder);
            drawer.made(ContentType.JPEG, Pictures.png(900, 600), 320);
            ProcessHandle first = Drawer.worker();
            first.destroyForcibly();
            first.onExit().orTimeout(100, TimeUnit.SECONDS).join();
            drawer.made(ContentType.JPEG, Pictures.png(900, 600), 320);
            CompletableFuture<Outcome> wish =
                    drawer.ask(HostilePictures.endlessScans(ENDLESS), 320);
            Drawer.works(Drawer.worker());
            Drawer.worker().destroyForcibly();
            assertEquals(
                    new Outcome.None(Outcome.Reason.FAILED),
                    wish.orTimeout(100, TimeUnit.SECONDS).join());
            assertFalse(Outcome.Reason.FAILED.lasting());
        }
    }

    @Test
    void aProcessThatHasNothingToDoEnds() throws IOException {
        try (Previews previews = previews(9, USUAL, Duration.ofMillis(300))) {
            Drawer drawer = new Drawer(previews, folder);
            drawer.made(ContentType.JPEG, Pictures.png(900, 600), 320);
            Drawer.noWorkerIsLeft();
            drawer.made(ContentType.JPEG, Pictures.png(900, 600), 320);
        }
    }

    @Test
    void onlySoManyWaitAndTheOthersHearIt() throws IOException {
        List<CompletableFuture<Outcome>> wishes = new ArrayList<>();
        try (Previews previews = previews(5, USUAL, USUAL)) {
            Drawer drawer = new Drawer(previews, folder);
            wishes.add(drawer.ask(HostilePictures.endlessScans(ENDLESS), 320));
            for (int i = 0; i < 9; i++) {
                wishes.add(drawer.ask(Pictures.png(9, 9), 320));
            }
            long busy = wishes.stream().filter(each -> is(each, Outcome.Reason.BUSY)).count();
            assertTrue(busy == 4 || busy == 5, busy + " were refused");
        }
        Drawer.noWorkerIsLeft();
        long closed = wishes.stream().filter(each -> is(each, Outcome.Reason.CLOSED)).count();
        assertTrue(closed == 5 || closed == 6, closed + " heard that it is over");
        Previews over = new Previews();
        over.close();
        new Drawer(over, folder).isNone(Outcome.Reason.CLOSED, Pictures.png(9, 9));
    }

    private static boolean is(CompletableFuture<Outcome> wish, Outcome.Reason reason) {
        return new Outcome.None(reason).equals(wish.getNow(null));
    }

    @Test
    void theProcessEndsWithTheServerInTheMiddleOfAPicture() throws Exception {
        Path picture = Files.write(folder.resolve("x"), HostilePictures.endlessScans(ENDLESS));
        Process worker =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                PictureWorker.class.getName())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (OutputStream jobs = worker.getOutputStream()) {
            byte[] ready = worker.getInputStream().readNBytes(8);
            assertEquals("= ready\n", new String(ready, StandardCharsets.US_ASCII));
            String job = "320 " + word(picture) + " " + word(folder.resolve("y")) + "\n";
            jobs.write(job.getBytes(StandardCharsets.US_ASCII));
            jobs.flush();
        }
        boolean ended = worker.waitFor(20, TimeUnit.SECONDS);
        worker.destroyForcibly();
        assertTrue(ended);
    }

    private static String word(Path path) {
        return Base64.getUrlEncoder()
                .encodeToString(path.toString().getBytes(StandardCharsets.UTF_8));
    }
}
