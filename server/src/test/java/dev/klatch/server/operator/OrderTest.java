package dev.klatch.server.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How what an operator types is read.
class OrderTest {
    private static Order order(String line) {
        return switch (Order.read(line)) {
            case Order.Reading.Understood(Order order) -> order;
            case Order.Reading.Misused(String words) -> throw new AssertionError(words);
        };
    }

    private static String misuse(String line) {
        return switch (Order.read(line)) {
            case Order.Reading.Understood(Order order) -> throw new AssertionError(order);
            case Order.Reading.Misused(String words) -> words;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "<ACTIVE USERS>, USERS",
        "<active users>, USERS",
        "'  <Active   Users>  ', USERS",
        "<EXIT>, EXIT",
        "<exit>, EXIT",
        "EXIT, EXIT",
        "users, USERS",
        "Help, HELP"
    })
    void b6TheOlderSpellingsAreReadInAnyCase(String line, Verb verb) {
        assertEquals(new Order(verb, Map.of()), order(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sing", "<SING>", "<EXIT", "use rs", "<>", "exit now", "\u001b[2J"})
    void whatIsNoCommandIsNotObeyed(String line) {
        assertTrue(misuse(line).matches("(?s)(There is no command|Usage:) .*"), misuse(line));
    }

    @Test
    void whatIsInTheTableIsInTheHelp() {
        List<String> help = Verb.table().toList();
        assertEquals(Verb.values().length, help.size());
        assertTrue(help.stream().anyMatch(line -> line.endsWith("; also <ACTIVE USERS>")));
    }

    @Test
    void namesMayHaveSpacesAndNumbersStandAtTheEnd() {
        Syntax syntax = new Syntax("NAME [MINUTES]");
        assertEquals(Map.of("NAME", "Dr. ABC"), syntax.read("Dr. ABC").orElseThrow());
        assertEquals(
                Map.of("NAME", "Dr. ABC", "MINUTES", "10"),
                syntax.read(" Dr. ABC 10").orElseThrow());
        assertEquals(Map.of("NAME", "agent 7"), syntax.read("\"agent 7\"").orElseThrow());
        assertEquals(Map.of("NAME", "7"), syntax.read("7").orElseThrow());
        assertTrue(syntax.read(" ").isEmpty());
    }

    @Test
    void choicesAndOptionsAreCheckedByTheTable() {
        assertEquals(
                Map.of("open|closed", "closed"),
                new Syntax("open|closed").read("closed").orElseThrow());
        assertTrue(new Syntax("open|closed").read("shut").isEmpty());
        assertTrue(new Syntax("open|closed").read("").isEmpty());
        Syntax options = new Syntax("[--uses N] [--room NAME] [--all]");
        assertEquals(
                Map.of("--uses", "3", "--room", "the staff", "--all", ""),
                options.read("--room \"the staff\" --all --uses 3").orElseThrow());
        assertTrue(options.read("--uses").isEmpty());
        assertTrue(options.read("--forever").isEmpty());
        assertEquals(
                Map.of("NAME", "ana", "ROLE", "admin"),
                new Syntax("NAME ROLE").read("ana admin").orElseThrow());
        assertTrue(new Syntax("NAME ROLE").read("admin").isEmpty());
    }

    @Test
    void theWordsOfAShellMeanWhatTheyMeanInALine() {
        assertEquals("kick \"Dr. ABC\"", Order.line(List.of("kick", "Dr. ABC")));
        assertEquals("<ACTIVE USERS>", Order.line(List.of("<ACTIVE USERS>")));
    }
}
