package dev.klatch.tests.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Coming in at a terminal of 80 columns and 24 lines: rows A1, A5, A6, B1, B8, C1, D1, D2, D10,
/// E8.
final class FirstScreenSystemTest {
    private static final Pane.Size USUAL = Pane.Size.of(80, 24);

    @TempDir Path folder;

    private Pane pane(Program server, String... arguments) throws Exception {
        return Pane.start(folder, server, USUAL, arguments);
    }

    private static String url(Program server) throws Exception {
        return "http://127.0.0.1:" + server.port();
    }

    @Test
    void b1TheFirstScreenOffersToEnterToSignUpToLogInAndToQuit() throws Exception {
        try (Program server = Program.serve(folder, 0);
                Pane bob = pane(server, "chat", url(server))) {
            bob.awaitLine("1  enter with just a name");
            bob.awaitLine("2  sign up");
            bob.awaitLine("3  log in");
            bob.awaitLine("4  quit");
            bob.enter("2");
            bob.awaitLine("Name");
            bob.enter("bob");
            bob.awaitLine("A password for bob:");
            bob.enter("a long password");
            bob.awaitLine("You are bob.");
            bob.awaitLine("everyone>");
            assertFalse(bob.screen().contains("a long password"));
            bob.enter("exit");
            bob.awaitLine("[ended with 0]");
            Program.forget(folder);
            try (Pane again = pane(server, "chat", url(server))) {
                again.awaitLine("Name or number");
                again.enter("3");
                again.awaitLine("Name [bob]:");
                again.press("Enter");
                again.awaitLine("Password of bob:");
                again.enter("a long password");
                again.awaitLine("You are bob.");
            }
            try (Pane other = pane(server, "chat", url(server))) {
                other.awaitLine("Name or number");
                other.enter("4");
                other.awaitLine("[ended with 0]");
            }
        }
    }

    @Test
    void d1ANameThatIsTakenIsAskedAgain() throws Exception {
        try (Program server = Program.serve(folder, 0);
                Program bob =
                        Program.start(
                                folder,
                                Map.of(),
                                "chat",
                                url(server),
                                "--name",
                                "bob",
                                "--linger",
                                "60")) {
            bob.type("I am here\n");
            try (Pane ana = pane(server, "chat", url(server))) {
                ana.awaitLine("Name or number");
                ana.enter("eve");
                ana.awaitLine("everyone>");
                ana.awaitLine("bob: I am here");
                ana.enter("exit");
                ana.awaitLine("[ended with 0]");
            }
            Program.forget(folder);
            try (Pane ana = pane(server, "chat", url(server))) {
                ana.awaitLine("Name or number");
                ana.enter("BOB");
                ana.await(text -> text.contains("already") && text.contains("4  quit"));
                ana.enter("ana");
                ana.awaitLine("You are ana, a guest.");
            }
        }
    }

    @Test
    void d2TheTipsAreShownAtTheStartAndAgainWithMenu() throws Exception {
        try (Program server = Program.serve(folder, 0);
                Pane ana = pane(server, "chat", url(server), "--name", "ana")) {
            ana.awaitLine("goes to bob alone");
            ana.awaitLine("everyone>");
            for (int i = 0; i < 20; i++) {
                ana.enter("line " + i);
            }
            ana.await(screen -> screen.contains("line 19") && !screen.contains("goes to bob"));
            ana.enter("menu");
            ana.awaitLine("goes to bob alone");
        }
    }

    @Test
    void e8WithoutAnAddressItAsksWithTheLastOnesFilledIn() throws Exception {
        try (Program server = Program.serve(folder, 0)) {
            String port = Integer.toString(server.port());
            try (Pane ana = pane(server, "chat")) {
                ana.awaitLine("Host [127.0.0.1]:");
                ana.press("Enter");
                ana.awaitLine("Port [5555]:");
                ana.enter("no port");
                ana.awaitLine("a port a number");
                ana.awaitLine("Host [127.0.0.1]:");
                ana.press("Enter");
                ana.awaitLine("Port [5555]:");
                ana.enter(port);
                ana.awaitLine("Name or number:");
                ana.enter("ana");
                ana.awaitLine("everyone>");
                ana.enter("exit");
                ana.awaitLine("[ended with 0]");
            }
            try (Pane ana = pane(server, "chat", "http://127.0.0.1:1", "--ask")) {
                ana.awaitLine("Host [127.0.0.1]:");
                ana.press("Enter");
                ana.awaitLine("Port [" + port + "]:");
                ana.press("Enter");
                ana.awaitLine("Name or number [ana]:");
                ana.press("Enter");
                ana.awaitLine("You are ana, a guest.");
            }
            try (Program script = Program.start(folder, Map.of(), "chat", "--ask")) {
                assertEquals(2, script.finish());
                assertTrue(script.err().contains("--ask"), script.err());
            }
        }
    }

    @Test
    void a5WhatGoesWrongIsSaidInWordsAndNamesThePageThatHelps() throws Exception {
        Program server = Program.serve(folder, 0);
        try (server;
                Pane ana = pane(server, "chat", url(server), "--name", "ana")) {
            ana.awaitLine("everyone>");
            server.signal("TERM");
            ana.awaitLine("The server is stopping");
            ana.awaitLine("offline everyone>");
            ana.await(screen -> screen.contains("docs/troubleshooting.md"));
            assertTrue(ana.screen().contains("no connection"), ana.screen());
        }
    }
}
