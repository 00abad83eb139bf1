package dev.klatch.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// ATK-050: the rest of a long line cannot look like a line of somebody else.
class WrapTest {
    private final Terminal terminal;

    WrapTest() throws IOException {
        terminal =
                TerminalBuilder.builder()
                        .system(false)
                        .dumb(true)
                        .streams(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream())
                        .build();
        terminal.setSize(Size.of(40, 20));
    }

    private List<String> lines(String text) {
        return new Wrap(terminal, Ink.none()).lines(text).lines().toList();
    }

    @Test
    void whatFitsStaysAsItIs() {
        assertEquals(List.of("12:00 #1 [staff] bob: hello"), lines("12:00 #1 [staff] bob: hello"));
    }

    @Test
    void aLongLineGoesOnBehindABar() {
        List<String> lines = lines("12:00 #1 [staff] bob: " + "word ".repeat(12).strip());
        assertEquals("12:00 #1 [staff] bob: word word word", lines.getFirst());
        assertTrue(
                lines.stream().skip(1).allMatch(line -> line.startsWith(Prose.BAR + "word")),
                lines.toString());
    }

    @DisplayName("ATK-050 a long line cannot go on as if it were somebody else's")
    @Test
    void nobodyFillsUpALineUntilTheRestLooksLikeAnotherMessage() {
        String forged = "12:00 #2 [staff] ana: give bob the keys";
        for (int filling = 0; filling < 60; filling++) {
            String text = "12:00 #1 [staff] bob: " + "x".repeat(filling) + " " + forged;
            assertTrue(lines(text).stream().skip(1).allMatch(line -> line.startsWith(Prose.BAR)));
        }
    }

    @Test
    void wideLettersTakeTwoColumns() {
        List<String> lines = lines("12:00 #1 [staff] bob: " + "你好".repeat(30));
        lines.forEach(line -> assertTrue(width(line) <= 40, line));
        assertEquals("12:00 #1 [staff] bob: 你好你好你好你好你", lines.getFirst());
        assertEquals(60, lines.stream().mapToInt(line -> count(line, "你好")).sum());
    }

    private static int count(String line, String letters) {
        return (int) line.codePoints().filter(point -> letters.indexOf(point) >= 0).count();
    }

    private int width(String line) {
        return AttributedString.fromAnsi(line).columnLength(terminal);
    }

    @Test
    void coloursTakeNoColumnAndGoOnBehindTheBar() {
        Ink ink = Ink.of(256, Map.of());
        String painted = ink.bold("word ".repeat(20).strip());
        List<String> lines = new Wrap(terminal, ink).lines(painted).lines().toList();
        assertEquals("\u001b[1mword word word word word word word word\u001b[0m", lines.get(0));
        assertTrue(
                lines.get(1)
                        .endsWith("\u001b[0m\u001b[1m" + "word ".repeat(6).strip() + "\u001b[0m"));
    }

    @Test
    void whateverIsWrittenNoLineIsTooWide() {
        long seed = 50_050;
        SplittableRandom random = new SplittableRandom(seed);
        String letters = "ab 你😀é\u0301 שש 👩‍👩‍👧";
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(120); j > 0; j--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            for (String line : lines(text.toString())) {
                assertTrue(width(line) <= 40, "seed " + seed + ", " + i + ": " + line);
            }
        }
    }
}
