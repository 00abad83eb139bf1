package dev.klatch.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.klatch.server.fault.CrashPoint;
import dev.klatch.tests.history.Console;
import dev.klatch.tests.history.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The server dies on each arrow of the path of a message in turn, under load. Each time it starts
/// again on the same data, the devices come back and send again what they had no answer to, and
/// nothing is lost or doubled.
final class CrashPointSystemTest {
    /// Arrows are passed so often at least before the server dies on one: coming back and reading
    /// the histories passes them, too, and is not what this is about.
    private static final int PASSES = 700;

    /// The sequencer's arrows are passed once for a batch, not for a message.
    private static final int BATCHES = 50;

    @TestFactory
    Stream<DynamicTest> nothingIsLostOrDoubledWhenTheServerDiesAt(@TempDir Path folder) {
        long seed = Console.seed("crash points");
        SplittableRandom random = new SplittableRandom(seed);
        CrashPoint[] points = CrashPoint.values();
        return IntStream.range(0, points.length)
                .mapToObj(i ->
                        DynamicTest.dynamicTest(
                                name(points[i]), () -> crash(points[i], folder, seed, random)));
    }

    private static String name(CrashPoint point) {
        return point.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static int passes(CrashPoint point, SplittableRandom random) {
        return switch (point) {
            case BATCH_TAKEN, BATCH_DECIDED, HALF_WRITTEN, BEFORE_COMMIT, AFTER_COMMIT, PUBLISHED ->
                    BATCHES + random.nextInt(BATCHES);
            default -> PASSES + random.nextInt(PASSES);
        };
    }

    private void crash(CrashPoint point, Path folder, long seed, SplittableRandom random)
            throws IOException, InterruptedException {
        Path data = folder.resolve(name(point));
        String armed = "-Dklatch.crash=" + name(point) + ":" + passes(point, random);
        try (KlatchProcess dying = KlatchProcess.start(data, armed);
                Scene people = new Scene(dying.url(), random.nextLong())) {
            people.connect(dying.url());
            people.load();
            assertEquals(KlatchProcess.KILLED, dying.awaitExit(), dying.output());
            people.awaitEnd();
            people.fallSilent();
            try (KlatchProcess again = KlatchProcess.start(data)) {
                people.connect(again.url());
                people.check(again.url());
                Report report = people.checkFromTheEnd(again.url());
                String run = name(point) + " with seed " + seed;
                Console.say(run + ": " + report);
                Scene.assertClean(report, people.recorder().history(), run);
            }
        }
    }
}
