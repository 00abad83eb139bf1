package dev.klatch.tests.faults;

import dev.klatch.tests.history.Console;
import dev.klatch.tests.history.History;
import dev.klatch.tests.history.HistoryChecker;
import dev.klatch.tests.history.HistoryRecorder;
import dev.klatch.tests.history.Report;
import dev.klatch.tests.history.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The power goes, at instants that nobody chose, half of them with little to write, when most
/// stays longest in memory. What the disk held then is started on; all that was acknowledged before
/// must be there.
@Tag("torture")
final class PowerCutTortureSystemTest {
    private static final int SLOW_MILLIS = 25;

    @Test
    void nothingAcknowledgedIsLostWhenThePowerGoes(@TempDir Path folder)
            throws IOException, InterruptedException {
        int cuts = Integer.getInteger("klatch.torture.cuts", 20);
        long seed = Console.seed("torture, power cuts");
        SplittableRandom random = new SplittableRandom(seed);
        long acked = 0;
        try (CopiedDisk disk = new CopiedDisk(folder);
                KlatchProcess server = KlatchProcess.start(disk.disk().resolve("data"));
                Scene scene = new Scene(server.url(), seed)) {
            scene.connect(server.url());
            for (int i = 0; i < cuts; i++) {
                if (i % 2 == 0) {
                    scene.load();
                    scene.awaitAckedEach(20 + random.nextInt(200));
                } else {
                    scene.fallSilent();
                    scene.trickle(10 + random.nextInt(30), SLOW_MILLIS);
                }
                Report report = cut(disk, scene, "cut-" + i);
                Console.say("torture, power cut " + i + " with seed " + seed + ": " + report);
                acked += report.totals().acked();
            }
        }
        TortureRecord.write(
                "power cut",
                ("%d cuts, half of them under 50 messages a second, %,d acknowledged messages"
                                + " looked for: 0 lost, 0 doubled")
                        .formatted(cuts, acked));
    }

    /// Copies the disk, starts on the copy, and judges what was known when the copy began by what
    /// is there.
    private static Report cut(CopiedDisk disk, Scene scene, String name)
            throws IOException, InterruptedException {
        List<Step> before = scene.recorder().history().steps();
        Path copy = disk.copy(name);
        List<Step> after = scene.recorder().history().steps();
        HistoryRecorder found = new HistoryRecorder();
        Path place = disk.open(copy, name);
        try (KlatchProcess again = KlatchProcess.start(place.resolve("data"))) {
            scene.walk(again.url(), found, name);
        }
        disk.unmountLast();
        List<Step> steps = new ArrayList<>(before);
        // What was sent while the disk was copied may be there or not.
        after.stream()
                .skip(before.size())
                .filter(step -> step instanceof Step.Invoked)
                .forEach(steps::add);
        steps.addAll(found.history().steps());
        History history = new History(steps);
        Report report = HistoryChecker.check(history);
        Scene.assertClean(report, history, name);
        return report;
    }
}
