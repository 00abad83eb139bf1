package dev.klatch.tests.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people see at a terminal: the bar, colours, widths, other sizes: rows A3, A4, C2, C12, D8,
/// E1, E2.
final class LooksSystemTest {
    private static final Pattern MANY_COLOURS = Pattern.compile("\u001b\\[[0-9;]*38;5;");
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    @TempDir Path folder;

    private Pane ana(Program server, Pane.Size size) throws Exception {
        return pane(server, size, "ana");
    }

    private Pane pane(Program server, Pane.Size size, String name) throws Exception {
        String url = "http://127.0.0.1:" + server.port();
        Pane pane = Pane.start(folder, server, size, "chat", url, "--name", name);
        pane.awaitLine("everyone>");
        return pane;
    }

    private void say(Program server, String name, String script) throws Exception {
        String url = "http://127.0.0.1:" + server.port();
        try (Program chat = Program.start(folder, Map.of(), "chat", url, "--name", name)) {
            assertEquals(0, chat.type(script).finish(), chat.err());
        }
    }

    private static Pane.Size with(String... environment) {
        return new Pane.Size(80, 24, List.of(environment));
    }

    @Test
    void e2TheBarCountsWhatIsUnreadAndAltAndADigitGoesThere() throws Exception {
        try (Program server = Program.serve(folder, 0);
                Pane ana = ana(server, Pane.Size.of(80, 24))) {
            ana.enter("/create staff");
            ana.awaitLine("1 everyone  2 staff");
            say(server, "bob", "hello all\nhello @ana\nana: psst\n");
            ana.awaitLine("1 everyone (2!)  2 staff  3 bob (1!)");
            ana.type("half a li");
            ana.press("M-1");
            ana.awaitLine("everyone> half a li");
            ana.awaitLine("1 everyone  2 staff  3 bob (1!)");
            assertEquals("Klatch: ana in everyone", ana.title());
            ana.press("M-n");
            ana.awaitLine("private with bob> half a li");
            ana.awaitLine("1 everyone  2 staff  3 bob");
            assertEquals("Klatch: ana in private with bob", ana.title());
        }
    }

    @Test
    void a3EachPrivateConversationIsAPlaceOfItsOwnThatMarksItselfAndMovesNobody() throws Exception {
        try (Program server = Program.serve(folder, 0);
                Pane ana = ana(server, Pane.Size.of(80, 24));
                Pane bob = pane(server, Pane.Size.of(80, 24), "bob");
                Pane eve = pane(server, Pane.Size.of(80, 24), "eve")) {
            ana.awaitLine("3 here");
            ana.type("half a li");
            ana.awaitLine("everyone> half a li");
            bob.enter("ana: the first word of bob");
            ana.awaitLine("1 everyone  2 bob (1!)");
            eve.enter("ana: the first word of eve");
            bob.enter("ana: the second word of bob");
            ana.awaitLine("1 everyone  2 bob (2!)  3 eve (1!)");
            ana.awaitLine("[private with bob] bob: the second word of bob");
            ana.awaitLine("everyone> half a li");
            assertEquals("Klatch: ana in everyone", ana.title());
            ana.enter("ne for all");
            eve.awaitLine("[everyone] ana: half a line for all");
            ana.press("M-3");
            ana.awaitLine("private with eve>");
            ana.awaitLine("1 everyone  2 bob (2!)  3 eve");
            ana.enter("for eve alone");
            eve.awaitLine("[private with ana] ana: for eve alone");
            ana.type("and a secr");
            bob.enter("ana: the third word of bob");
            ana.awaitLine("1 everyone  2 bob (3!)  3 eve");
            ana.awaitLine("private with eve> and a secr");
            ana.enter("et");
            eve.awaitLine("[private with ana] ana: and a secret");
            ana.press("M-2");
            ana.awaitLine("private with bob>");
            ana.awaitLine("1 everyone  2 bob  3 eve");
            ana.enter("for bob alone");
            bob.awaitLine("[private with ana] ana: for bob alone");
            ana.press("M-1");
            ana.enter("all have heard");
            bob.awaitLine("[everyone] ana: all have heard");
            eve.awaitLine("[everyone] ana: all have heard");
            for (String word : List.of("for eve alone", "secret", "word of eve")) {
                assertFalse(bob.bytes().contains(word), bob.bytes());
            }
            for (String word : List.of("for bob alone", "word of bob")) {
                assertFalse(eve.bytes().contains(word), eve.bytes());
            }
        }
    }

    @Test
    void e1OthersAreShownAsWritingAndHintsSayWhatIsMissing() throws Exception {
        try (Program server = Program.serve(folder, 0);
                Pane ana = ana(server, Pane.Size.of(80, 24));
                Pane bob = pane(server, Pane.Size.of(80, 24), "bob")) {
            ana.awaitLine("2 here");
            bob.type("I am wri");
            ana.awaitLine("1 everyone", "bob is writing");
            ana.type("/msg ");
            ana.awaitLine("everyone> /msg NAME TEXT  says something to one person alone");
            ana.type("b");
            ana.press("Tab");
            ana.awaitLine("everyone> /msg bob");
            bob.enter("ting");
            ana.awaitLine("bob: I am writing");
            ana.awaitLine("2 here");
        }
    }

    @Test
    void c2LettersOfAllScriptsKeepTheirPlaceAtAnyWidth() throws Exception {
        String chinese = "你好世界".repeat(12);
        try (Program server = Program.serve(folder, 0);
                Pane ana = ana(server, Pane.Size.of(80, 24))) {
            say(server, "bob", chinese + "\nשלום עולם\nمرحبا بالعالم\nfamily 👩‍👩‍👧 end\n");
            ana.awaitLine("family");
            String screen = ana.screen();
            assertTrue(screen.contains("      │ 界你好"), screen);
            assertTrue(screen.contains("שלום עולם"), screen);
            assertTrue(screen.contains("مرحبا بالعالم"), screen);
            assertEquals(48, screen.codePoints().filter(p -> "你好世界".indexOf(p) >= 0).count());
            ana.resize(120, 40);
            ana.type("wider now");
            ana.awaitLine("everyone> wider now");
            say(server, "eve", "word ".repeat(17) + "\n");
            String wide = ana.awaitLine("eve: word");
            assertFalse(wide.contains("│ word"), wide);
            ana.resize(50, 24);
            ana.type(" narrower");
            ana.awaitLine("everyone> wider now narrower");
            say(server, "zoe", "other ".repeat(12) + "\n");
            ana.awaitLine("      │ other");
        }
    }

    @Test
    void c12ColoursAreThoseOfTheTerminal() throws Exception {
        try (Program server = Program.serve(folder, 0)) {
            try (Pane ana = ana(server, with("TERM=xterm-256color", "NO_COLOR="))) {
                say(server, "bob", "hello @ana\n");
                ana.awaitLine("bob: hello @ana");
                assertTrue(MANY_COLOURS.matcher(ana.painted()).find());
                assertTrue(ana.painted().contains("48;5;222"), "amber: " + ana.painted());
            }
            try (Pane ana = ana(server, with("TERM=xterm", "COLORTERM=", "NO_COLOR="))) {
                ana.awaitLine("bob: hello @ana");
                assertFalse(MANY_COLOURS.matcher(ana.painted()).find(), ana.painted());
                assertTrue(ana.painted().contains("\u001b[43m"), ana.painted());
            }
            try (Pane ana = ana(server, with("TERM=xterm-256color", "NO_COLOR=1"))) {
                ana.awaitLine("bob: hello @ana");
                assertFalse(COLOUR.matcher(ana.bytes().replace("\u001b[0m", "")).find());
            }
            try (Pane ana = ana(server, with("TERM=dumb", "NO_COLOR="))) {
                ana.awaitLine("bob: hello @ana");
                ana.enter("and I");
                ana.awaitLine("ana: and I");
                assertFalse(COLOUR.matcher(ana.bytes()).find(), ana.bytes());
            }
        }
    }

    @Test
    void a4ArrivalsAndDeparturesShowAtOnce() throws Exception {
        try (Program server = Program.serve(folder, 0);
                Pane ana = ana(server, Pane.Size.of(80, 24))) {
            ana.awaitLine("1 here");
            String url = "http://127.0.0.1:" + server.port();
            try (Program bob =
                    Program.start(
                            folder, Map.of(), "chat", url, "--name", "bob", "--linger", "60")) {
                bob.type("hello\n");
                ana.awaitLine("bob is here.");
                ana.awaitLine("1 everyone", "2 here");
                ana.enter("/who");
                ana.awaitLine("Here: bob");
            }
            ana.awaitLine("bob is away.");
            ana.awaitLine("1 everyone", "1 here");
        }
    }
}
