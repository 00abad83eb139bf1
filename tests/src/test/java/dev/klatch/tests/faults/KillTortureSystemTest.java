package dev.klatch.tests.faults;

import dev.klatch.tests.history.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LongSummaryStatistics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A thousand times `kill -9` under load. `-Dklatch.torture.kills` sets another number.
@Tag("torture")
final class KillTortureSystemTest {
    /// Kills of one store, before it begins anew: what is checked grows with each.
    private static final int ROUND = 25;

    @Test
    void nothingIsLostOrDoubledOverAThousandKills(@TempDir Path folder)
            throws IOException, InterruptedException {
        int wanted = Integer.getInteger("klatch.torture.kills", 1_000);
        long first = Console.seed("torture, kills");
        LongSummaryStatistics rates = new LongSummaryStatistics();
        LongSummaryStatistics comebacks = new LongSummaryStatistics();
        long acked = 0;
        long brokenOff = 0;
        for (int done = 0; done < wanted; done += ROUND) {
            long seed = first + done;
            Kills kills = new Kills(folder.resolve("data-" + done), seed);
            Kills.Result result = kills.run(Math.min(ROUND, wanted - done));
            Console.say("torture, seed " + seed + ": " + result);
            Scene.assertClean(result.report(), kills.history(), "torture kills, seed " + seed);
            rates.combine(result.rates());
            comebacks.combine(result.comebacks());
            acked += result.report().totals().acked();
            brokenOff += result.report().totals().broken();
        }
        TortureRecord.write(
                "kill -9 under load",
                ("%,d kills at %,d to %,d acknowledged messages a second (mean %,.0f), %,d messages"
                                + " acknowledged, %,d attempts broken off and sent again: 0 lost,"
                                + " 0 doubled; first acknowledgement %,d to %,d ms after the start")
                        .formatted(
                                rates.getCount(),
                                rates.getMin(),
                                rates.getMax(),
                                rates.getAverage(),
                                acked,
                                brokenOff,
                                comebacks.getMin(),
                                comebacks.getMax()));
    }
}
