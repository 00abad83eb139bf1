package dev.klatch.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.client.ClientEvent;
import dev.klatch.client.Download;
import dev.klatch.client.Progress;
import dev.klatch.protocol.FileId;
import java.nio.file.Path;
import java.util.List;
import org.jline.utils.WCWidth;
import org.junit.jupiter.api.Test;

/// The lines of files on their way, in terminals of every width.
class UnderWayTest {
    private boolean connected = true;
    private final UnderWay underWay = new UnderWay(Ink.none(), () -> connected);

    private void moved(long id, String name, Progress progress) {
        Download download = new Download(new FileId(id), name, 4_000_000, Path.of("/in"));
        underWay.note(new ClientEvent.DownloadMoved(download, progress));
    }

    @Test
    void aLineSaysWhatAndHowMuch() {
        moved(1, "a.png", new Progress.Moving(1_000_000, 4_000_000));
        assertEquals(
                List.of("↓ a.png   25% ━━━━━━━━┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄  977 KiB of 3.8 MiB"),
                underWay.lines(79));
        moved(1, "a.png", new Progress.Saved(Path.of("/in/a.png")));
        assertEquals(List.of(), underWay.lines(79));
    }

    @Test
    void linesStandBelowEachOtherAndFitWhereverTheyAreShown() {
        moved(1, "a.png", new Progress.Moving(0, 4_000_000));
        moved(2, "日本語の長い名前のファイル which is long.mp4", new Progress.Moving(4_000_000, 4_000_000));
        moved(3, "waits.txt", new Progress.Waiting("The server's disk is full, and so we wait."));
        for (int columns = 24; columns < 160; columns++) {
            List<String> lines = underWay.lines(columns);
            assertEquals(3, lines.size());
            for (String line : lines) {
                int width = line.codePoints().map(WCWidth::wcwidth).sum();
                assertTrue(width <= columns, columns + ": " + line);
            }
            assertTrue(lines.get(0).startsWith("1 ↓ a.png") && lines.get(0).contains("  0%"));
            assertTrue(lines.get(1).contains("100%"), lines.get(1));
        }
        assertTrue(
                underWay.lines(100)
                        .get(2)
                        .endsWith("waits: The server's disk is full, and so we wait."));
        assertEquals("日本語…mp4", UnderWay.shortened("日本語 which is long.mp4", 10));
    }

    @Test
    void withoutAConnectionEachSaysThatItGoesOn() {
        moved(1, "a.png", new Progress.Moving(1, 4_000_000));
        connected = false;
        assertEquals(List.of("↓ a.png  goes on when we are back"), underWay.lines(79));
    }
}
