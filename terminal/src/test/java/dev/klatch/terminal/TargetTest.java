package dev.klatch.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.klatch.client.ClientEvent;
import dev.klatch.client.Identity;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.Summary;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Which message, and which day, is meant by what is typed.
class TargetTest {
    private static final ConversationId STAFF = new ConversationId(8);
    private static final ConversationId LOBBY = new ConversationId(9);
    private static final PersonId ANA = new PersonId(1);
    private static final PersonId BOB = new PersonId(2);

    private final Directory directory = new Directory();

    TargetTest() {
        directory.note(
                new ClientEvent.SignedIn(new Identity(ANA, "ana", Role.GUEST, "token", null)));
        listed(STAFF, "staff");
        listed(LOBBY, "Lobby 2");
        directory.go(STAFF);
        said(4, ANA);
        said(5, BOB);
        said(6, ANA);
        said(7, BOB);
    }

    private void listed(ConversationId id, String title) {
        directory.note(
                new ClientEvent.Listed(new Summary(id, ConversationType.ROOM, title, 0, 0, null)));
    }

    private void said(long seq, PersonId who) {
        CommandId cid = CommandId.fresh(seq, new SplittableRandom(seq));
        directory.shown(new Event.Posted(STAFF, seq, 0, who, "somebody", cid, "text " + seq));
    }

    private Optional<Target> others(String typed) {
        return Target.read(directory, typed, Target.Whose.OTHERS);
    }

    @Test
    void aNumberIsAMessageHere() {
        assertEquals(Optional.of(new Target(STAFF, 41, "yes, please")), others("41 yes, please"));
        assertEquals(Optional.of(new Target(STAFF, 41, "")), others("#41"));
    }

    @Test
    void aPlaceAndANumberIsAMessageThere() {
        assertEquals(Optional.of(new Target(LOBBY, 3, "yes")), others("lobby 2#3 yes"));
    }

    @Test
    void withoutANumberTheLastOneIsMeant() {
        assertEquals(Optional.of(new Target(STAFF, 7, "yes")), others("yes"));
        assertEquals(Optional.of(new Target(STAFF, 7, "42")), others("^ 42"));
        assertEquals(
                Optional.of(new Target(STAFF, 6, "better so")),
                Target.read(directory, "better so", Target.Whose.MINE));
        assertEquals(Optional.of(new Target(STAFF, 7, "in C#7 it is")), others("in C#7 it is"));
    }

    @Test
    void aMessageThatWasErasedIsNotTheLast() {
        CommandId cid = CommandId.fresh(8, new SplittableRandom(8));
        directory.shown(new Event.Deleted(STAFF, 8, 0, BOB, "bob", cid, 7));
        assertEquals(Optional.of(new Target(STAFF, 5, "yes")), others("yes"));
    }

    @Test
    void daysAreMeantAsPeopleSayThem() {
        LocalDate saturday = LocalDate.of(2026, 11, 21);
        assertEquals(Optional.of(saturday), ReadVerbs.day("today", saturday));
        assertEquals(Optional.of(LocalDate.of(2026, 11, 20)), ReadVerbs.day("yesterday", saturday));
        assertEquals(Optional.of(LocalDate.of(2026, 11, 16)), ReadVerbs.day("monday", saturday));
        assertEquals(Optional.of(LocalDate.of(2026, 11, 14)), ReadVerbs.day("saturday", saturday));
        assertEquals(Optional.of(LocalDate.of(2026, 2, 28)), ReadVerbs.day("2026-02-28", saturday));
        assertEquals(Optional.empty(), ReadVerbs.day("2026-02-30", saturday));
    }
}
