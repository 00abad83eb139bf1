package dev.klatch.tests.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The checker must pass what is right and catch what is wrong, or no run that it passes means
/// anything.
final class HistoryCheckerTest {
    private static final int SEEDS = 100;

    private static final long FIRST = Console.seed("made-up histories, the first of " + SEEDS);

    @Test
    void aCorrectHistoryPasses() {
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            Report report = HistoryChecker.check(GeneratedHistory.of(seed));
            assertTrue(report.isClean(), "seed " + seed + "\n" + report);
            assertTrue(report.totals().acked() > 20, "seed " + seed + "\n" + report);
            assertTrue(report.totals().refused() > 0, "seed " + seed + "\n" + report);
            assertTrue(report.totals().unknown() > 0, "seed " + seed + "\n" + report);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPlantedFaultIsCaught(Plant plant) {
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            List<Step> steps = GeneratedHistory.of(seed).steps();
            List<Step> planted = plant.in(new Planting(steps, new SplittableRandom(seed)));
            Report report = HistoryChecker.check(new History(planted));
            assertTrue(
                    report.broken().contains(plant.breaks()),
                    "seed " + seed + ", planted " + plant + "\n" + report);
        }
    }

    @Test
    void aConversationThatNobodyReadsToTheEndIsNotPassed() {
        HistoryRecorder recorder = new HistoryRecorder();
        Sender ana = new Sender("ana", "ana/0", 1);
        recorder.allowed("ana", "lobby", 1, HistoryRecorder.OPEN);
        recorder.invoked(ana, "lobby", "cid-1", "hello");
        recorder.acked(ana, "cid-1", "lobby", 1);
        Report report = HistoryChecker.check(recorder.history());
        assertEquals(List.of(Invariant.I1_NOTHING_LOST), List.copyOf(report.broken()));
    }
}
