package dev.klatch.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {
    @Test
    void aPlainLineIsSaid() {
        assertEquals(new Line.Say("hello there"), Line.parse("hello there"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit", "exit  ", "<EXIT>", "!DISCONNECT", "/quit"})
    void leavingIsTheWholeLine(String line) {
        assertEquals(new Line.Leave(), Line.parse(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit now", "where is the exit", "menu please", "<EXIT> it says"})
    void wordsInsideALineLeaveNothing(String line) {
        assertEquals(new Line.Say(line), Line.parse(line));
    }

    @Test
    void aLeadingSpaceMakesEverythingPlain() {
        assertEquals(new Line.Say("exit"), Line.parse(" exit"));
        assertEquals(new Line.Say("bob: hello"), Line.parse(" bob: hello"));
        assertEquals(new Line.Say("/quit"), Line.parse(" /quit"));
    }

    @Test
    void thePartBeforeTheFirstColonMayBeAReceiver() {
        assertEquals(
                new Line.Maybe("bob", "see: this", "bob: see: this"), Line.parse("bob: see: this"));
        assertEquals(new Line.Maybe("Bob Smith", "hi", "Bob Smith:hi"), Line.parse("Bob Smith:hi"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org", "see file:/etc", ":) hello", "bob:", "bob: "})
    void addressesAndFacesAreNoReceivers(String line) {
        assertEquals(new Line.Say(line), Line.parse(line));
    }

    /// B2, C4, C5, C9, D2, D5, D8: the spellings of the systems that Klatch comes from.
    @Test
    void theClassicSpellingsMeanVerbs() {
        assertEquals(new Line.Leave(), Line.parse("<exit>"));
        assertEquals(new Line.Order("info", ""), Line.parse("!INFO"));
        assertEquals(new Line.Order("ttt", "Bob Smith"), Line.parse("!TTT Bob Smith"));
        assertEquals(
                new Line.Order(Line.CLASSIC_FILE, "~/a b: c.txt"),
                Line.parse("!FILE ~/a b: c.txt"));
        assertEquals(new Line.Order(Line.CLASSIC_FILE, ""), Line.parse("!FILE"));
        assertEquals(new Line.Say("!FILED under x"), Line.parse("!FILED under x"));
        assertEquals(
                new Line.Order(Line.CLASSIC_GROUP, "groupStudent Bob,Mary , Alice"),
                Line.parse("group groupStudent Bob,Mary , Alice"));
        assertEquals(
                new Line.Order(Line.CLASSIC_GROUP, "students Bob,Mary"),
                Line.parse("group students Bob,Mary"));
        assertEquals(
                new Line.Maybe("groupStudent", "hello", "groupStudent: hello"),
                Line.parse("groupStudent: hello"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"group work is fun, right", "group hug", "!important", "!INFO now"})
    void whatOnlyBeginsLikeAClassicSpellingIsSaid(String line) {
        assertEquals(new Line.Say(line), Line.parse(line));
    }

    @Test
    void oneWordOfLettersIsAWord() {
        assertTrue(Line.isWord("Reminder"));
        assertTrue(Line.isWord("Añadido"));
        assertFalse(Line.isWord("10"));
        assertFalse(Line.isWord("note to self"));
        assertTrue(Line.couldBeName("bob2"));
        assertFalse(Line.couldBeName("10"));
        assertTrue(Line.couldBeName("Dr.ABC"));
        assertTrue(Line.couldBeName("Bob Smith"));
        assertFalse(Line.couldBeName("see /etc"));
    }

    @Test
    void ordersBeginWithASlash() {
        assertEquals(new Line.Order("msg", "bob  hi"), Line.parse("/MSG bob  hi"));
        assertEquals(new Line.Order("rooms", ""), Line.parse("/rooms"));
        assertEquals(new Line.Say("/etc/passwd is a file"), Line.parse("/etc/passwd is a file"));
        assertEquals(new Line.Order("menu", ""), Line.parse("menu"));
        assertEquals(new Line.Nothing(), Line.parse("   "));
    }
}
