package dev.klatch.tests.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Ana and bob at their terminals, on one server for all that they do here: rows A2, B7, C5, C7,
/// C9, E6. Others come and go.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TogetherSystemTest {
    private static final Map<String, String> PASSWORD =
            Map.of("KLATCH_PASSWORD", "a long password");

    @TempDir static Path folder;

    private Program server;
    private Pane ana;
    private Pane bob;

    @BeforeAll
    void open() throws Exception {
        server = Program.serve(folder, 0);
        ana = pane("ana");
        bob = pane("bob");
        ana.awaitLine("everyone>");
        bob.awaitLine("everyone>");
        ana.awaitLine("2 here");
    }

    @AfterAll
    void close() throws Exception {
        ana.close();
        bob.close();
        server.close();
    }

    private Pane pane(String name) throws Exception {
        return Pane.start(folder, server, "chat", url(), "--name", name);
    }

    private String url() throws Exception {
        return "http://127.0.0.1:" + server.port();
    }

    private Program chat(Path where, Map<String, String> environment, String name, String... more)
            throws Exception {
        Stream<String> words = Stream.of("chat", url(), "--name", name);
        return Program.start(
                where, environment, Stream.concat(words, Stream.of(more)).toArray(String[]::new));
    }

    private static long count(String screen, String... parts) {
        return screen.lines().filter(line -> has(line, parts)).count();
    }

    private static boolean has(String line, String... parts) {
        return List.of(parts).stream().allMatch(line::contains);
    }

    private static boolean matches(String screen, String pattern) {
        Pattern line = Pattern.compile(pattern);
        return screen.lines().anyMatch(each -> line.matcher(each).find());
    }

    @Test
    void a2WhatOneWritesReachesAllThereWithTheName() throws Exception {
        try (Program zoe = chat(folder, Map.of(), "zoe", "--linger", "600")) {
            bob.awaitLine("zoe is here");
            ana.enter("good morning to all");
            bob.awaitLine("[everyone] ana: good morning to all");
            zoe.awaitOut(text -> count(text, "[everyone] ana: good morning to all") == 1);
            zoe.type("good morning ana\n");
            ana.awaitLine("[everyone] zoe: good morning ana");
            bob.awaitLine("[everyone] zoe: good morning ana");
            assertEquals(1, count(bob.screen(), "good morning to all"), bob.screen());
            assertEquals(0, zoe.type("exit\n").finish(), zoe.err());
        }
    }

    @Test
    void b7LeavingIsAnnouncedAndHowOneCameInIsToldToNobodyElse() throws Exception {
        String before = bob.bytes();
        try (Program mary = chat(folder, PASSWORD, "mary", "--sign-up", "--linger", "600")) {
            bob.awaitLine("mary is here");
            assertEquals(0, mary.type("exit\n").finish(), mary.err());
            bob.awaitLine("mary", " away.");
        }
        Map<String, String> wrong = Map.of("KLATCH_PASSWORD", "a wrong password");
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        try (Program mary = chat(elsewhere, wrong, "mary")) {
            assertEquals(4, mary.finish());
            assertTrue(mary.err().contains("do not fit together"), mary.err());
        }
        try (Program taken = chat(elsewhere, PASSWORD, "mary", "--sign-up")) {
            assertEquals(4, taken.finish());
            assertTrue(taken.err().contains("already"), taken.err());
        }
        try (Program eve = chat(folder, Map.of(), "eve")) {
            assertEquals(0, eve.type("short visit\n").finish(), eve.err());
        }
        ana.awaitLine("eve", " left.");
        bob.awaitLine("eve", " left.");
        String since = bob.bytes().substring(before.length());
        assertTrue(since.contains("mary"), since);
        for (String word : List.of("password", "fit together", "sign", "account", "refused")) {
            assertFalse(since.contains(word), since);
        }
    }

    @Test
    void c5DisconnectLeavesAndIsNeverPosted() throws Exception {
        try (Pane max = pane("max")) {
            max.awaitLine("everyone>");
            max.enter("I have to go");
            max.awaitLine("I have to go", "sent");
            max.enter("!DISCONNECT");
            max.awaitLine("[ended with 0]");
        }
        ana.awaitLine("max: I have to go");
        ana.awaitLine("max", " left.");
        assertFalse(ana.bytes().contains("DISCONNECT"));
        try (Program max = chat(folder, Map.of(), "max")) {
            assertEquals(0, max.type("the name is free\n").finish(), max.err());
        }
    }

    @Test
    void c7OwnMessagesAreNoNewsButOnOtherDevices() throws Exception {
        ana.enter("said once");
        ana.awaitLine("[everyone] ana: said once", "sent");
        bob.enter("heard once");
        String screen = ana.awaitLine("[everyone] bob: heard once");
        assertEquals(1, count(screen, "said once"), screen);
        assertFalse(screen.contains("everyone ("), screen);
        Path other = Files.createDirectories(folder.resolve("phone"));
        try (Program desk = chat(folder, PASSWORD, "pia", "--sign-up", "--linger", "600")) {
            ana.awaitLine("pia is here");
            try (Program phone = chat(other, PASSWORD, "pia", "--json", "--linger", "600")) {
                phone.awaitOut(text -> count(text, "said once") == 1);
                desk.type("from the desk\n");
                phone.awaitOut(text -> count(text, "from the desk", "\"from\":\"live\"") == 1);
                phone.type("from the phone\n");
                desk.awaitOut(text -> count(text, "[everyone] pia: from the phone") == 1);
                phone.awaitOut(text -> count(text, "from the phone", "\"from\":\"own\"") == 1);
                assertEquals(0, count(phone.out(), "from the phone", "\"from\":\"live\""));
                assertFalse(desk.out().contains("from the desk"), desk.out());
            }
        }
    }

    @Test
    void whatIsForOnePersonIsNotToldAsWritingInTheRoom() throws Exception {
        int before = ana.bytes().length();
        bob.type("ana: for you");
        bob.awaitLine("everyone> ana: for you");
        bob.press("Enter");
        ana.awaitLine("[private with bob] bob: for you");
        assertFalse(ana.bytes().substring(before).contains("bob is writing"));
        bob.type("for all");
        ana.awaitLine("bob is writing");
        bob.press("C-u");
    }

    @Test
    void c9TicTacToeIsPlayedToItsEndAndCheatingIsRefused() throws Exception {
        ana.enter("!TTT bob");
        bob.awaitLine("[private with ana]", "ana asks for a game of tic-tac-toe");
        bob.enter("/ttt yes");
        boolean anaBegins =
                ana.await(text -> text.contains("X begins")).contains("Your turn, you are X");
        Pane cross = anaBegins ? ana : bob;
        Pane nought = anaBegins ? bob : ana;
        nought.await(text -> text.contains("You are O."));
        nought.enter("/ttt 5");
        nought.awaitLine("It is not your turn.");
        cross.enter("/ttt 1");
        nought.awaitLine("takes square 1");
        nought.awaitLine("│  X | 2 | 3");
        nought.enter("/ttt 1");
        nought.awaitLine("This square is taken.");
        nought.enter("/ttt 5");
        cross.awaitLine("takes square 5");
        cross.enter("/ttt 2");
        nought.awaitLine("takes square 2");
        nought.enter("/ttt 9");
        cross.awaitLine("takes square 9");
        cross.enter("/ttt 3");
        nought.awaitLine("You lost.");
        cross.awaitLine("You won. /ttt again asks for another one.");
        nought.awaitLine("│  X | X | X");
        nought.enter("/ttt 4");
        nought.awaitLine("There is no such game, or it is over.");
        nought.enter("/ttt again");
        cross.awaitLine("asks for a game of tic-tac-toe: /ttt yes or /ttt no");
        cross.enter("/ttt yes");
        nought.await(text -> text.lastIndexOf("X begins") > text.lastIndexOf("asks for a game"));
        cross.enter("/ttt resign");
        nought.awaitLine("gives up");
        nought.awaitLine("You won.");
    }

    @Test
    void e6EveryMessageHasItsTimeAndComingAndGoingIsSaid() throws Exception {
        Pattern day = Pattern.compile("\\w+day, \\d{1,2} \\w+ 20\\d\\d ");
        ana.enter("/create kitchen");
        ana.awaitLine("kitchen>");
        bob.awaitLine("There is a new room: kitchen. /join kitchen enters it.");
        bob.enter("/join kitchen");
        ana.await(text -> matches(text, "^\\d\\d:\\d\\d \\[kitchen] bob joined"));
        LocalTime from = LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MINUTES);
        bob.enter("what is for lunch");
        String screen = ana.awaitLine("[kitchen] bob: what is for lunch");
        LocalTime until = LocalTime.now(ZoneId.systemDefault());
        assertTrue(
                Stream.of(from, until)
                        .anyMatch(time ->
                                matches(
                                        screen,
                                        "^%tR #\\d+ \\[kitchen] bob: what is for lunch"
                                                .formatted(time))),
                screen);
        bob.enter("/leave");
        ana.await(text -> matches(text, "^\\d\\d:\\d\\d \\[kitchen] bob left"));
        ana.enter("/leave");
        ana.awaitLine("You left kitchen.");
        ana.awaitLine("everyone>");
        assertTrue(day.matcher(ana.bytes()).find(), "the day is said once before its first line");
        try (Program kim = chat(folder, Map.of(), "kim", "--json", "--linger", "600")) {
            long now = System.currentTimeMillis();
            ana.awaitLine("kim is here");
            bob.enter("five to twelve");
            String told = kim.awaitOut(text -> count(text, "five to twelve") == 1);
            String line = told.lines().filter(each -> each.contains("five to")).findFirst().get();
            long time = Long.parseLong(line.replaceAll(".*\"time\":(\\d+).*", "$1"));
            assertTrue(Math.abs(time - now) < 120_000, line);
            assertEquals(0, kim.type("exit\n").finish(), kim.err());
        }
        ana.awaitLine("kim", " left.");
    }
}
