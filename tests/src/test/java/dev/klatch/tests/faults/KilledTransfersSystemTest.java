package dev.klatch.tests.faults;

import dev.klatch.tests.history.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of the server while a file of 200 MB comes and while it goes: at instants that nobody
/// chose, and for torture after each tenth.
final class KilledTransfersSystemTest {
    private static final int SIZE = 200_000_000;
    private static final int KILLS = 3;

    @TempDir Path folder;

    private KilledTransfers transfers() throws IOException {
        SplittableRandom random = new SplittableRandom(Console.seed("killed transfers"));
        return new KilledTransfers(folder.resolve("data"), random, SIZE);
    }

    @Test
    void afterEachKillItGoesOnAndInTheEndTheBytesAreTheSame()
            throws IOException, InterruptedException {
        KilledTransfers transfers = transfers();
        String path = transfers.bring(transfers.anywhere(KILLS));
        transfers.fetch(path, transfers.anywhere(KILLS));
        transfers.nothingElseIsLeft();
    }

    @Tag("torture")
    @Test
    void itGoesOnAfterEachTenth() throws IOException, InterruptedException {
        KilledTransfers transfers = transfers();
        String path = transfers.bring(transfers.each(10));
        transfers.fetch(path, transfers.each(10));
        transfers.nothingElseIsLeft();
        TortureRecord.write(
                "kill -9 while a file comes and goes",
                "200 MB, killed after each tenth on its way up and on its way down: each time it"
                        + " went on from where it was, equal SHA-256, nothing else left");
    }
}
