package dev.klatch.tests.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.tests.history.Console;
import dev.klatch.tests.history.Report;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Answers that never arrive, and posts that arrive twice or by half.
final class LostAnswersSystemTest {
    private static final int MESSAGES = 60;

    @Test
    void aPostWhoseAnswerWasLostIsStoredAndShownOnce(@TempDir Path folder) throws Exception {
        long seed = Console.seed("lost answers");
        SplittableRandom random = new SplittableRandom(seed);
        try (KlatchProcess server = KlatchProcess.start(folder);
                FaultProxy proxy = new FaultProxy(server.url());
                Scene scene = new Scene(server.url(), seed)) {
            proxy.harmAnswers("{\"kind\":\"accepted\"", FaultProxy.Fate.CUT, 0.3, random.split());
            SplittableRandom dice = random.split();
            proxy.judgeRequests(text -> harm(text, dice));
            scene.connect(proxy.url());
            scene.persist(proxy.url(), MESSAGES);
            int cuts = proxy.cuts();
            proxy.heal();
            scene.check(server.url());
            Report report = scene.checkFromTheEnd(server.url());
            Console.say("lost answers: " + cuts + " connections cut; " + report);
            Scene.assertClean(report, scene.recorder().history(), "lost answers, seed " + seed);
            assertTrue(cuts > MESSAGES / 3, "only " + cuts + " answers were lost");
        }
    }

    /// One post in ten is doubled, one in fifty cut in the middle of its bytes.
    private static FaultProxy.Fate harm(String text, SplittableRandom dice) {
        synchronized (dice) {
            double number = text.startsWith("{\"kind\":\"post\"") ? dice.nextDouble() : 1;
            if (number < 0.1) {
                return FaultProxy.Fate.DOUBLE;
            }
            return number < 0.12 ? FaultProxy.Fate.CUT_INSIDE : FaultProxy.Fate.PASS;
        }
    }
}
