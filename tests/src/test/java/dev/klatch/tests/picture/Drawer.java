package dev.klatch.tests.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.server.picture.ContentType;
import dev.klatch.server.picture.Outcome;
import dev.klatch.server.picture.Previews;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Asks for previews of pictures that it writes into a folder.
final class Drawer {
    private static final int NEAR = 12;
    private static final int PATIENCE = 100;

    private final Previews previews;
    private final Path folder;
    private int count;

    Drawer(Previews previews, Path folder) {
        this.previews = previews;
        this.folder = folder;
    }

    Path picture() {
        return folder.resolve("picture-" + count);
    }

    Path fresh() {
        return folder.resolve("fresh-" + count);
    }

    CompletableFuture<Outcome> ask(byte[] picture, int edge) throws IOException {
        count++;
        Files.write(picture(), picture);
        return previews.make(picture(), edge, fresh());
    }

    /// What becomes of it; afterwards there is a file if one was made, and no other one.
    Outcome outcome(byte[] picture, int edge) throws IOException {
        Outcome outcome = ask(picture, edge).orTimeout(PATIENCE, TimeUnit.SECONDS).join();
        assertEquals(outcome instanceof Outcome.Made, Files.exists(fresh()), outcome.toString());
        try (Stream<Path> files = Files.list(folder)) {
            assertFalse(files.anyMatch(file -> file.toString().endsWith(".new")));
        }
        return outcome;
    }

    void isNone(Outcome.Reason reason, byte[] picture) throws IOException {
        assertEquals(new Outcome.None(reason), outcome(picture, 320));
    }

    /// The preview, which is of this type.
    BufferedImage made(ContentType type, byte[] picture, int edge) throws IOException {
        assertEquals(new Outcome.Made(type), outcome(picture, edge));
        assertEquals(type, ContentType.of(fresh()));
        return Pictures.decoded(Files.readAllBytes(fresh()));
    }

    static void isNear(int colour, int shown) {
        for (int shift = 0; shift < 24; shift += 8) {
            int distance = Math.abs((colour >> shift & 0xff) - (shown >> shift & 0xff));
            assertTrue(
                    distance <= NEAR,
                    () -> Integer.toHexString(shown) + " is not " + Integer.toHexString(colour));
        }
    }

    /// The processes that this one has started and that run.
    static Stream<ProcessHandle> workers() {
        return ProcessHandle.current()
                .children()
                .filter(each -> words(each).contains("dev.klatch.server.picture.PictureWorker"));
    }

    /// The words of its command line; none if it is gone.
    static List<String> words(ProcessHandle process) {
        try {
            Path file = Path.of("/proc/" + process.pid() + "/cmdline");
            return List.of(Files.readString(file).split("\0"));
        } catch (IOException gone) {
            return List.of();
        }
    }

    static ProcessHandle worker() {
        ProcessHandle only = workers().findFirst().orElse(null);
        assertTrue(only != null);
        return only;
    }

    static void noWorkerIsLeft() {
        workers().forEach(each -> each.onExit().orTimeout(PATIENCE, TimeUnit.SECONDS).join());
        assertNull(workers().findFirst().orElse(null));
    }

    /// Returns when this process has worked for a while from now on.
    static void works(ProcessHandle worker) {
        long enough = workedFor(worker) + Duration.ofMillis(300).toNanos();
        long deadline = System.nanoTime() + Duration.ofSeconds(PATIENCE).toNanos();
        while (workedFor(worker) < enough) {
            assertTrue(worker.isAlive() && System.nanoTime() < deadline);
            worker.onExit().completeOnTimeout(worker, 20, TimeUnit.MILLISECONDS).join();
        }
    }

    private static long workedFor(ProcessHandle worker) {
        return worker.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }
}
