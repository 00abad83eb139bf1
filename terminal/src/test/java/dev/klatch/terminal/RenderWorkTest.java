package dev.klatch.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.client.ClientEvent;
import dev.klatch.client.Identity;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Role;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What others write takes a time that grows with its length and not faster: eight times the text
/// may take eight times as long, but not sixty-four times.
class RenderWorkTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int TIMES = 8;

    /// Between what is linear (8) and what is not (64).
    private static final int MOST = 24;

    /// Less than this is not measured: it is quick, however it grows.
    private static final long QUICK_NANOS = 10_000_000;

    private static final List<String> PIECES =
            List.of(
                    " ",
                    "\n",
                    " \n",
                    "*",
                    "**",
                    "***a",
                    "*a ",
                    "**a ",
                    "_",
                    "_a",
                    "`",
                    "``` \n",
                    "> ",
                    "[a](b)",
                    "](",
                    "@",
                    "@ana",
                    "@everyone ",
                    "@a@",
                    "https://",
                    "\u0301",
                    "a\u0301",
                    "\ud83d\udc68\u200d\ud83d\udc69\u200d",
                    "\ud83d\ude00",
                    "\ud800",
                    "\u202e",
                    "\u001b[",
                    "\u4f60",
                    "a,",
                    "a , ",
                    "a");

    private final Directory directory = new Directory();
    private final Ink ink = Ink.of(256, Map.of("TERM", "xterm-256color"));
    private final Prose prose = new Prose(ink, directory);
    private final Terminal terminal;

    RenderWorkTest() throws IOException {
        terminal =
                TerminalBuilder.builder()
                        .system(false)
                        .dumb(true)
                        .streams(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream())
                        .build();
        terminal.setSize(Size.of(80, 24));
        Identity ana = new Identity(new PersonId(7), "ana", Role.MEMBER, "token", null);
        directory.note(new ClientEvent.SignedIn(ana));
    }

    /// The least processor time of some runs, in nanoseconds.
    private static long nanos(Runnable work) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            work.run();
            least = Math.min(least, THREADS.getCurrentThreadCpuTime() - start);
        }
        return least;
    }

    private static void isLinear(String what, Consumer<String> work) {
        int small = Limits.TEXT_BYTES / TIMES;
        for (String piece : PIECES) {
            for (List<String> around : List.of(List.of("", ""), List.of("x", "y"))) {
                String few = around.getFirst() + fill(piece, small) + around.getLast();
                String many = around.getFirst() + fill(piece, small * TIMES) + around.getLast();
                long long8 = nanos(() -> work.accept(many));
                if (long8 > QUICK_NANOS) {
                    long once = nanos(() -> work.accept(few));
                    String shown = what + " of " + piece + ": " + once + " and " + long8 + " ns";
                    assertTrue(long8 < MOST * once, shown);
                }
            }
        }
    }

    private static String fill(String piece, int length) {
        return piece.repeat(length / piece.length());
    }

    @Test
    @DisplayName("ATK-066 no message takes longer to show than its length explains")
    void shown() {
        isLinear("showing", prose::shown);
        isLinear("quoting", text -> Prose.beginning(text, 60));
        isLinear("finding", text -> prose.found(text, "a* \"b c\" from:bob"));
    }

    @Test
    @DisplayName("ATK-067 no nesting or crowd of marks, mentions or emoji makes a message slow")
    void wrapped() {
        Wrap wrap = new Wrap(terminal, ink);
        isLinear("wrapping", text -> wrap.lines(prose.shown(text)));
        isLinear("calling", text -> Mentions.calls(text, "everyone"));
    }

    @Test
    @DisplayName("ATK-066 no line that is pasted hangs the terminal")
    void pasted() {
        for (String begin : List.of("", "group a b", "group g", "/join ", "!TTT ", "ana: ")) {
            isLinear("reading " + begin, text -> Line.parse(begin + text));
        }
        String longName = "a ".repeat(30_000) + "a";
        assertEquals(new Line.Maybe(longName, "x", longName + ": x"), Line.parse(longName + ": x"));
        assertTrue(!Line.couldBeName(longName));
    }

    @Test
    @DisplayName("ATK-068 ten thousand marks on one letter, or no space at all, break no layout")
    void zalgo() {
        Wrap wrap = new Wrap(terminal, ink);
        for (String text :
                List.of(
                        "z" + "\u0301".repeat(10_000) + " end",
                        "x".repeat(70_000),
                        "\ud83d\ude00".repeat(10_000),
                        "\u4f60".repeat(20_000))) {
            for (String line : wrap.lines("12:00 #1 [staff] bob: " + text).split("\n", -1)) {
                assertTrue(AttributedString.fromAnsi(line).columnLength(terminal) <= 80, "wide");
            }
        }
    }
}
