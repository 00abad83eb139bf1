package dev.klatch.tests.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `klatch chat` in a pseudo-terminal, as a person meets it.
final class InteractiveChatSystemTest {
    /// What JLine and the colours may send: cursor and erase sequences, colours, modes.
    private static final Pattern ALLOWED =
            Pattern.compile(
                    "\u001b\\[[?>=0-9;$]*[A-Za-z]|\u001b[=>78M]|\u001b[()][B0]"
                            + "|\u001b\\]2;(Klatch[^\u0007\u001b]*)?\u0007");

    @TempDir Path folder;

    private Pane pane(Program server, String... more) throws Exception {
        String[] words = new String[2 + more.length];
        words[0] = "chat";
        words[1] = "http://127.0.0.1:" + server.port();
        System.arraycopy(more, 0, words, 2, more.length);
        return Pane.start(folder, server, words);
    }

    private int say(Program server, String name, String script) throws Exception {
        String url = "http://127.0.0.1:" + server.port();
        try (Program chat = Program.start(folder, Map.of(), "chat", url, "--name", name)) {
            return chat.type(script).finish();
        }
    }

    @Test
    void c1APersonComesInTalksAndLeaves() throws Exception {
        try (Program server = Program.serve(folder, 0);
                Pane ana = pane(server)) {
            ana.awaitLine("Name or number");
            ana.enter("ana");
            ana.awaitLine("You are ana, a guest.");
            ana.awaitLine("everyone>");
            ana.enter("hello everybody");
            ana.awaitLine("[everyone] ana: hello everybody", "sent");
            assertEquals("Klatch: ana in everyone", ana.title());
            ana.type("half a li");
            assertEquals(0, say(server, "bob", "hi ana\nana: psst\n"));
            ana.awaitLine("[private with bob] bob: psst");
            String screen = ana.awaitLine("everyone> half a li");
            assertTrue(screen.contains("[everyone] bob: hi ana"), screen);
            ana.press("C-u");
            ana.enter("exit");
            ana.awaitLine("[ended with 0]");
            assertEquals(1, count(ana.screen(), "hello everybody"), ana.screen());
            assertEquals(0, say(server, "ana", "the name is free\n"));
        }
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    @Test
    void aNameThatIsTakenIsAskedAgainAndAnAccountAsksForItsPassword() throws Exception {
        try (Program server = Program.serve(folder, 0);
                Pane bob = pane(server, "--name", "bob", "--sign-up")) {
            bob.awaitLine("A password for bob:");
            bob.enter("a long password");
            bob.awaitLine("everyone>");
            try (Pane other = pane(server)) {
                other.awaitLine("Name or number");
                other.enter("Bob");
                other.awaitLine("Another Klatch on this machine is Bob already");
                bob.enter("exit");
                bob.awaitLine("[ended with 0]");
                Program.forget(folder);
                other.enter("BOB");
                other.awaitLine("Password of BOB");
                other.enter("a wrong password");
                other.awaitLine("do not fit together");
                other.enter("a long password");
                String screen = other.awaitLine("everyone>");
                assertFalse(screen.contains("a long password"), screen);
            }
        }
    }

    @Test
    void anUnknownReceiverKeepsTheLineInTheEditor() throws Exception {
        try (Program server = Program.serve(folder, 0);
                Pane ana = pane(server, "--name", "ana")) {
            ana.awaitLine("everyone>");
            ana.enter("Reminder: buy milk");
            ana.awaitLine("Nobody is called Reminder. Enter again sends it to everyone.");
            ana.awaitLine("everyone> Reminder: buy milk");
            ana.press("Enter");
            ana.awaitLine("[everyone] ana: Reminder: buy milk", "sent");
            ana.enter("see http://example.org/: fine");
            ana.awaitLine("ana: see http://example.org/: fine", "sent");
            ana.enter(" exit");
            ana.awaitLine("[everyone] ana: exit", "sent");
            ana.enter("!DISCONNECT");
            ana.awaitLine("[ended with 0]");
        }
    }

    @Test
    void c8TheStateOfAnOwnLineIsTrueWhileTheServerIsAway() throws Exception {
        int port;
        Pane ana;
        try (Program server = Program.serve(folder, 0)) {
            port = server.port();
            ana = pane(server, "--name", "ana");
            ana.awaitLine("everyone>");
            server.kill();
        }
        try (ana) {
            ana.awaitLine("offline everyone>");
            ana.enter("written without a server");
            ana.awaitLine("written without a server", "kept, sent when we are back");
            assertFalse(ana.screen().contains("Exception"), ana.screen());
            try (Program server = Program.serve(folder, port)) {
                assertEquals(port, server.port());
                ana.awaitLine("Back again.");
                String screen = ana.awaitLine("written without a server", "sent");
                assertEquals(1, count(screen, "written without a server"), screen);
                ana.enter("exit");
                ana.awaitLine("[ended with 0]");
            }
        }
    }

    @Test
    void aLineThatWasBeingSentWhenTheClientWasKilledIsSentOnceByTheNextOne() throws Exception {
        try (Program server = Program.serve(folder, 0)) {
            try (Pane ana = pane(server, "--name", "ana")) {
                ana.awaitLine("everyone>");
                ana.enter("before");
                ana.awaitLine("ana: before", "sent");
                server.signal("STOP");
                ana.enter("between Enter and reply");
                ana.awaitLine("ana: between Enter and reply", "sending");
                ana.kill();
                server.signal("CONT");
            }
            try (Pane ana = pane(server, "--name", "ana")) {
                ana.awaitLine("everyone>");
                ana.enter("after");
                String screen = ana.awaitLine("ana: after", "sent");
                assertEquals(1, count(screen, "between Enter and reply"), screen);
                assertTrue(screen.indexOf("between Enter") < screen.indexOf("after"), screen);
            }
            assertEquals(0, say(server, "eve", "and nobody else saw it twice\n"));
        }
    }

    @Test
    void roomsAreMadeEnteredAndLeft() throws Exception {
        try (Program server = Program.serve(folder, 0);
                Pane ana = pane(server, "--name", "ana")) {
            ana.awaitLine("everyone>");
            ana.enter("/create staff");
            ana.awaitLine("staff>");
            assertEquals(0, say(server, "bob", "/join staff\nhi staff\n"));
            ana.awaitLine("[staff] bob: hi staff");
            ana.type("/roo");
            ana.press("Tab");
            ana.awaitLine("staff> /rooms");
            ana.press("Enter");
            ana.awaitLine("staff (", "you are in it)");
            ana.enter("/leave");
            ana.awaitLine("You left staff.");
            ana.awaitLine("everyone>");
            ana.enter("menu");
            ana.awaitLine("goes to bob alone");
        }
    }

    @DisplayName("ATK-046 what others write cannot steer the terminal, byte for byte")
    @Test
    void nothingThatOthersWriteSteersTheTerminal() throws Exception {
        try (Program server = Program.serve(folder, 0);
                Pane ana = pane(server, "--name", "ana")) {
            ana.awaitLine("everyone>");
            String attack =
                    "\u001b[2J\u001b]0;owned\u0007\u009b31m\u009d2;owned\u009c"
                            + "\b\b\rfake\u202egpj\u007f";
            assertEquals(0, say(server, "eve", attack + "\nthe end\n"));
            ana.awaitLine("eve: the end");
            String screen = ana.awaitLine("␛[2J␛]0;owned␇<U+009B>31m");
            assertTrue(screen.contains("␈␈"), screen);
            assertEquals("Klatch: ana in everyone", ana.title());
            String rest = ALLOWED.matcher(ana.bytes()).replaceAll("");
            assertFalse(rest.contains("\u001b"), () -> escaped(rest));
        }
    }

    private static String escaped(String text) {
        return text.replace("\u001b", "<ESC>");
    }
}
