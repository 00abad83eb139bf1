package dev.klatch.tests.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.tests.history.Console;
import dev.klatch.tests.history.Report;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` at instants that nobody chose.
final class KillSystemTest {
    private static final int KILLS = 8;

    @Test
    void nothingIsLostOrDoubledOverEightKillsUnderLoad(@TempDir Path folder)
            throws IOException, InterruptedException {
        long seed = Console.seed("kills");
        Kills kills = new Kills(folder, seed);
        Kills.Result result = kills.run(KILLS);
        Console.say(result.toString());
        Report report = result.report();
        Scene.assertClean(report, kills.history(), "kills with seed " + seed);
        assertTrue(report.totals().acked() > KILLS * Kills.LEAST_RATE, report.toString());
    }
}
