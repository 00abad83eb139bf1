package dev.klatch.tests.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `klatch chat` from scripts, each in a process of its own, against a real server.
final class ScriptedChatSystemTest {
    @TempDir Path folder;

    private Program chat(int port, String name, String... more) throws IOException {
        return chat(Map.of(), port, name, more);
    }

    private Program chat(Map<String, String> environment, int port, String name, String... more)
            throws IOException {
        String[] words = new String[4 + more.length];
        words[0] = "chat";
        words[1] = "http://127.0.0.1:" + port;
        words[2] = "--name";
        words[3] = name;
        System.arraycopy(more, 0, words, 4, more.length);
        return Program.start(folder, environment, words);
    }

    private void say(int port, String name, String script) throws Exception {
        try (Program chat = chat(port, name)) {
            assertEquals(0, chat.type(script).finish(), chat.err());
        }
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private static boolean has(String text, String... parts) {
        return text.lines().anyMatch(line -> List.of(parts).stream().allMatch(line::contains));
    }

    @Test
    void whatAnaWritesIsSeenByBobLiveAndAgainAfterTheServerWasKilled() throws Exception {
        int port;
        try (Program server = Program.serve(folder, 0)) {
            port = server.port();
            try (Program bob = chat(port, "bob", "--json", "--linger", "30")) {
                bob.type("I am here\n");
                bob.awaitOut(text -> has(text, "I am here", "\"from\":\"own\""));
                say(port, "ana", "hello\n");
                bob.awaitOut(text -> has(text, "\"text\":\"hello\"", "\"from\":\"live\""));
                say(port, "ana", "hello again, the name was free\n");
            }
            server.kill();
        }
        try (Program server = Program.serve(folder, port)) {
            assertEquals(port, server.port());
            try (Program eve = chat(port, "eve", "--json", "--linger", "0")) {
                assertEquals(0, eve.finish(), eve.err());
                assertTrue(has(eve.out(), "\"text\":\"hello\"", "\"from\":\"history\""));
                assertEquals(1, count(eve.out(), "\"text\":\"hello\""));
            }
        }
    }

    @Test
    void whatBobMissedWhileTheServerWasAwayIsCaughtUpOnce() throws Exception {
        Program bob = null;
        try (Program server = Program.serve(folder, 0)) {
            int port = server.port();
            bob = chat(port, "bob", "--json", "--linger", "600");
            bob.type("I am here\n");
            bob.awaitOut(text -> has(text, "I am here", "\"from\":\"own\""));
            server.kill();
            bob.signal("STOP");
            try (Program again = Program.serve(folder, port)) {
                assertEquals(port, again.port());
                say(port, "ana", "missed one\nmissed two\n");
                bob.signal("CONT");
                bob.awaitOut(text -> has(text, "missed two", "\"from\":\"missed\""));
                say(port, "ana", "and live again\n");
                String seen = bob.awaitOut(text -> has(text, "live again", "\"live\""));
                assertEquals(1, count(seen, "missed one"), seen);
                assertEquals(1, count(seen, "missed two"), seen);
            }
        } finally {
            if (bob != null) {
                bob.close();
            }
        }
    }

    @Test
    void aMessageWrittenJustBeforeTheClientIsKilledIsSentOnceByTheNextOne() throws Exception {
        try (Program server = Program.serve(folder, 0)) {
            int port = server.port();
            try (Program ana = chat(port, "ana", "--json")) {
                ana.type("before\n");
                ana.awaitOut(text -> has(text, "\"kind\":\"message\"", "\"sent\""));
                server.signal("STOP");
                ana.type("between\n");
                ana.awaitOut(text -> count(text, "\"state\":\"sending\"") == 2);
                ana.kill();
                server.signal("CONT");
                assertEquals(1, count(ana.out(), "\"state\":\"sent\""));
            }
            try (Program ana = chat(port, "ana", "--json")) {
                assertEquals(0, ana.type("after\n").finish(), ana.err());
            }
            try (Program eve = chat(port, "eve", "--json")) {
                assertEquals(0, eve.finish(), eve.err());
                List<String> posts =
                        eve.out().lines().filter(line -> line.contains("\"posted\"")).toList();
                assertEquals(3, posts.size(), posts.toString());
                assertTrue(posts.get(0).contains("before"), posts.toString());
                assertTrue(posts.get(1).contains("between"), posts.toString());
                assertTrue(posts.get(2).contains("after"), posts.toString());
                assertEquals(author(posts.get(0)), author(posts.get(2)));
            }
        }
    }

    private static String author(String json) {
        return json.replaceAll(".*\"author\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void anUnreachableServerIsStatusThreeAndTheLineIsSentNextTime() throws Exception {
        int port;
        try (Program server = Program.serve(folder, 0)) {
            port = server.port();
        }
        try (Program ana = chat(port, "ana", "--timeout", "1")) {
            assertEquals(3, ana.type("kept\n").finish());
            assertTrue(ana.err().contains("Nothing answers at http://127.0.0.1:"), ana.err());
            assertFalse(ana.err().contains("Exception"), ana.err());
        }
        try (Program server = Program.serve(folder, port)) {
            assertEquals(port, server.port());
            say(port, "ana", "and more\n");
            try (Program eve = chat(port, "eve")) {
                assertEquals(0, eve.finish());
                assertEquals(1, count(eve.out(), "ana: kept"));
            }
        }
    }

    @Test
    void theStatusSaysWhatWasRefused() throws Exception {
        try (Program server = Program.serve(folder, 0)) {
            int port = server.port();
            Map<String, String> password = Map.of("KLATCH_PASSWORD", "a long password");
            try (Program bob = chat(password, port, "bob", "--sign-up")) {
                assertEquals(0, bob.type("an account\n").finish(), bob.err());
            }
            Program.forget(folder);
            try (Program bob = chat(port, "BOB")) {
                assertEquals(4, bob.finish());
                assertTrue(bob.err().contains("account"), bob.err());
            }
            try (Program bob = chat(password, port, "bob")) {
                assertEquals(0, bob.type("and back\n").finish(), bob.err());
            }
            try (Program ana = chat(port, "ana")) {
                ana.type("Reminder: milk\nbob: hello\n/join nowhere\n");
                assertEquals(1, ana.finish(), ana.err());
                assertTrue(ana.err().contains("Nobody is called Reminder"), ana.err());
                assertTrue(ana.err().contains("no room called nowhere"), ana.err());
            }
            try (Program ana = Program.start(folder, Map.of(), "chat", "ftp://x")) {
                assertEquals(2, ana.finish());
            }
        }
    }

    @Test
    void manyLinesArePacedAndAllArriveInOrder() throws Exception {
        try (Program server = Program.serve(folder, 0)) {
            int port = server.port();
            StringBuilder script = new StringBuilder();
            for (int i = 0; i < 26; i++) {
                script.append("line ").append(i).append('\n');
            }
            say(port, "ana", script.toString());
            try (Program eve = chat(port, "eve")) {
                assertEquals(0, eve.finish());
                List<String> seen =
                        eve.out()
                                .lines()
                                .filter(line -> line.contains("ana: "))
                                .map(line -> line.substring(line.indexOf("ana: ") + 5))
                                .toList();
                assertEquals(script.toString().lines().toList(), seen);
            }
        }
    }
}
