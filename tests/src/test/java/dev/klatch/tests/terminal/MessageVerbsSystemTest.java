package dev.klatch.tests.terminal;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can be done with messages and rooms by typing, at a terminal.
final class MessageVerbsSystemTest {
    @TempDir Path folder;

    private Pane pane(Program server, String name) throws Exception {
        String url = "http://127.0.0.1:" + server.port();
        Pane pane = Pane.start(folder, server, Pane.Size.of(80, 40), "chat", url, "--name", name);
        pane.awaitLine("everyone>");
        return pane;
    }

    @Test
    void messagesAreAnsweredChangedErasedAndReactedTo() throws Exception {
        try (Program server = Program.serve(folder, 0);
                Pane ana = pane(server, "ana");
                Pane bob = pane(server, "bob")) {
            ana.enter("shall we meet at nine");
            bob.awaitLine("#1 [everyone] ana: shall we meet at nine");
            bob.enter("/reply yes");
            ana.awaitLine("#2 [everyone] bob (to ana’s #1 “shall we meet at nine”): yes");
            ana.enter("/react 👍");
            bob.awaitLine("ana put 👍 under bob’s #2 “yes”");
            ana.enter("/edit shall we meet at ten");
            bob.awaitLine("ana changed #1: shall we meet at ten");
            bob.enter("/thread 1 ten is fine");
            ana.awaitLine("bob (thread of ana’s #1 “shall we meet at ten”): ten is fine");
            bob.enter("/delete 2");
            ana.awaitLine("bob erased #2");
            ana.enter("/thread 1");
            ana.await(screen -> screen.split("ten is fine", -1).length == 3);
            ana.enter("/open everyone#1");
            ana.await(screen -> screen.split("\\(1 answer", -1).length == 3);
            assertFalse(ana.screen().contains("Exception"), ana.screen());
        }
    }

    @Test
    void c4InfoSaysWhatTheRoomIs() throws Exception {
        try (Program server = Program.serve(folder, 0);
                Pane ana = pane(server, "ana")) {
            ana.enter("/create staff --topic all that is to be done");
            ana.awaitLine("staff>");
            ana.enter("one message");
            ana.awaitLine("one message", "sent");
            ana.enter("!INFO");
            ana.awaitLine("staff: public room");
            ana.awaitLine("topic", "all that is to be done");
            ana.awaitLine("people", "1");
            ana.awaitLine("messages", "1");
            ana.awaitLine("files", "0");
            ana.awaitLine("your role", "owner");
        }
    }
}
