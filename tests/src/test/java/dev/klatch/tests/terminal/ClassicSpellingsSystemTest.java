package dev.klatch.tests.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The spellings of the systems that Klatch comes from, typed into real clients: rows B2, C5, C7,
/// D3 to D8.
final class ClassicSpellingsSystemTest {
    @TempDir Path folder;

    private Program server;

    @BeforeEach
    void open() throws IOException {
        server = Program.serve(folder, 0);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Program chat(Map<String, String> environment, String name, String... more)
            throws Exception {
        List<String> words = new java.util.ArrayList<>(List.of("chat"));
        words.add("http://127.0.0.1:" + server.port());
        words.addAll(List.of("--name", name));
        words.addAll(List.of(more));
        return Program.start(folder, environment, words.toArray(String[]::new));
    }

    /// Somebody who is here: what they typed so far is done.
    private Program here(String name) throws Exception {
        Program chat = chat(Map.of(), name, "--linger", "600");
        chat.type("/who\n");
        chat.awaitOut(text -> text.contains("Here: ") || text.contains("Nobody else is here."));
        return chat;
    }

    private static boolean has(String text, String... parts) {
        return text.lines().anyMatch(line -> List.of(parts).stream().allMatch(line::contains));
    }

    @Test
    void d3APlainLineGoesToAllButItsSenderAndSaysWhereItCameFrom() throws Exception {
        try (Program ana = here("ana");
                Program bob = here("bob")) {
            ana.type("hello all\n");
            bob.awaitOut(text -> has(text, "[everyone] ana: hello all"));
            bob.type("ana: psst\n");
            ana.awaitOut(text -> has(text, "[private with bob] bob: psst"));
            assertFalse(ana.out().contains("hello all"), ana.out());
            assertFalse(bob.out().contains("psst"), bob.out());
        }
    }

    @Test
    void d4APrivateLineReachesThatPersonAloneAlsoWithSpacesInTheName() throws Exception {
        try (Program ana = here("ana");
                Program bob = here("Bob Smith");
                Program eve = here("eve")) {
            ana.type("bob smith: for you alone\nNobody: lost\nall of you\n");
            bob.awaitOut(text -> has(text, "[private with ana] ana: for you alone"));
            eve.awaitOut(text -> has(text, "[everyone] ana: all of you"));
            assertFalse(eve.out().contains("for you alone"), eve.out());
            assertEquals(1, ana.finishSaying("Nobody is called Nobody"));
        }
    }

    @Test
    void d4AGuestWhoIsGoneIsNamedAndAnAccountGetsItLater() throws Exception {
        Map<String, String> password = Map.of("KLATCH_PASSWORD", "a long password");
        try (Program mary = chat(password, "mary", "--sign-up")) {
            assertEquals(0, mary.type("I was here\n").finish(), mary.err());
        }
        try (Program bob = chat(Map.of(), "bob")) {
            assertEquals(0, bob.type("I was here, too\n").finish(), bob.err());
        }
        try (Program ana = chat(Map.of(), "ana")) {
            ana.type("mary: for later\nbob: too late\n");
            assertEquals(1, ana.finish());
            assertTrue(ana.err().contains("was a guest and has left"), ana.err());
        }
        try (Program mary = chat(password, "mary", "--linger", "600")) {
            mary.type("/go ana\n");
            mary.awaitOut(text -> has(text, "[private with ana] ana: for later"));
        }
    }

    @Test
    void d6AGroupIsMadeItsMembersAreToldAndNobodyElseReadsIt() throws Exception {
        try (Program ana = here("ana");
                Program bob = here("Bob");
                Program mary = here("Mary");
                Program eve = here("eve")) {
            ana.type("group groupStudent Bob , Mary,bob\n");
            bob.awaitOut(text -> has(text, "[groupStudent] ana made the group groupStudent"));
            mary.awaitOut(text -> has(text, "[groupStudent] ana made the group groupStudent"));
            bob.type("groupStudent: hello\n");
            ana.awaitOut(text -> has(text, "[groupStudent] Bob: hello"));
            mary.awaitOut(text -> has(text, "[groupStudent] Bob: hello"));
            eve.type("groupStudent: let me in\neverybody still here\n");
            bob.awaitOut(text -> has(text, "eve: everybody still here"));
            assertFalse(eve.out().contains("hello"), eve.out());
            assertFalse(bob.out().contains("let me in"), bob.out());
            assertEquals(1, eve.finishSaying("Nobody is called groupStudent"));
        }
    }

    @Test
    void d5WhatIsNoGroupIsSaidInWordsAndNothingIsMade() throws Exception {
        try (Program bob = here("Bob");
                Program ana = chat(Map.of(), "ana")) {
            ana.type("group groupPair Bob\n");
            ana.type("group groupStudent Bob,Zoe,Yan\n");
            ana.type("group students Bob,Mary\n");
            ana.type("the end\n");
            assertEquals(1, ana.finish());
            assertTrue(ana.err().contains("Write to Bob privately"), ana.err());
            assertTrue(ana.err().contains("Nobody here is called Zoe, Yan"), ana.err());
            assertTrue(ana.err().contains("begins with group"), ana.err());
            bob.awaitOut(text -> has(text, "ana: the end"));
            assertFalse(bob.out().contains("group"), bob.out());
        }
    }

    @Test
    void d7AGroupIsClosedWhenOneIsLeft() throws Exception {
        try (Program ana = here("ana")) {
            try (Program bob = here("bob");
                    Program mary = here("mary")) {
                ana.type("group groupStudent bob,mary\n");
                bob.awaitOut(text -> text.contains("made the group"));
                mary.awaitOut(text -> text.contains("made the group"));
                assertEquals(0, bob.type("exit\n").finish(), bob.err());
                ana.awaitOut(text -> has(text, "[groupStudent] bob left"));
                assertEquals(0, mary.type("<EXIT>\n").finish(), mary.err());
                ana.awaitOut(text -> has(text, "[groupStudent]", "closed: only one was left"));
            }
            ana.type("groupStudent: is anybody there\n");
            assertEquals(1, ana.finishSaying("Nobody is called groupStudent"));
        }
    }

    @Test
    void b2TheWordsThatLeaveAreNeverPosted() throws Exception {
        try (Program bob = here("bob")) {
            for (String word : List.of("exit", "<EXIT>", "<exit>", "!DISCONNECT", "/quit")) {
                try (Program ana = chat(Map.of(), "ana")) {
                    assertEquals(0, ana.type("before\n" + word + "\nafter\n").finish(), ana.err());
                }
            }
            bob.awaitOut(text -> text.split("before", -1).length == 6);
            String seen = bob.out();
            assertFalse(seen.contains("after"), seen);
            assertFalse(seen.toLowerCase(java.util.Locale.ROOT).contains("exit"), seen);
            assertFalse(seen.contains("DISCONNECT"), seen);
        }
    }
}
