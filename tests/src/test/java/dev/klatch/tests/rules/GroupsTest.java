package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.Limiting;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Groups: who is in them, and when they end.
final class GroupsTest {
    private final Stage stage =
            new Stage(new dev.klatch.tests.journal.MemoryJournal(), Limiting.OFF, 21);
    private final Device ana = stage.account("ana");
    private final Device bob = stage.guest("Bob");
    private final Device eve = stage.account("eve");
    private final Orders anas = new Orders(stage, ana);
    private final Orders bobs = new Orders(stage, bob);

    private ConversationId made() {
        ana.news();
        anas.group("groupStudent", "Bob", " eve ", "bob", "ana");
        return ana.accepted().conversation();
    }

    @Test
    void d5_ItsMembersAreToldAndNamesAreTakenOnceWithoutCaseAndSpaces() {
        bob.news();
        ConversationId group = made();
        List<dev.klatch.protocol.ServerFrame> heard = bob.news();
        assertTrue(
                heard.get(0) instanceof Notice.Entered(var summary)
                        && summary.title().equals("groupStudent"));
        Event.Created created = (Event.Created) heard.get(1);
        assertEquals(
                List.of("ana", "Bob", "eve"),
                java.util.Objects.requireNonNull(created.people()).stream()
                        .map(Person::name)
                        .toList());
        bobs.post(group, "hello");
        assertEquals(2, eve.news(Event.Posted.class).getFirst().seq());
    }

    @Test
    void d5_UnknownPeopleAreNamedAndNothingIsMade() {
        ana.news();
        anas.group("groupStudent", "Bob", "Mary", "Alice");
        Refused no = ana.refused();
        assertTrue(no.is(Refusal.UNKNOWN_PERSON), no.toString());
        assertEquals("Nobody here is called Mary, Alice.", no.message());
        assertTrue(stage.journal.conversations().isEmpty());
    }

    @Test
    void d5_TwoPeopleArePointedToAPrivateMessage() {
        ana.news();
        anas.group("groupStudent", "Bob", "BOB", "ana");
        Refused no = ana.refused();
        assertTrue(no.is(Refusal.TOO_FEW), no.toString());
        assertTrue(no.message().endsWith("Write to Bob privately instead."), no.message());
    }

    @Test
    void d5_WhoIsAwayIsAMemberAndTheMakerIsToldSo() {
        stage.close(eve);
        ana.news();
        anas.group("groupStudent", "Bob", "eve");
        Answer.Accepted accepted = ana.accepted();
        assertEquals(
                List.of("eve"),
                java.util.Objects.requireNonNull(accepted.offline()).stream()
                        .map(Person::name)
                        .toList());
        Device again = stage.connect(eve.who);
        bobs.post(accepted.conversation(), "welcome");
        assertEquals(2, again.news(Event.Posted.class).getFirst().seq());
    }

    @Test
    void d6_AStrangerNeitherReadsNorWrites() {
        ConversationId group = made();
        Device mallory = stage.guest("mallory");
        mallory.news();
        new Orders(stage, mallory).post(group, "let me in");
        assertTrue(mallory.isRefused(Refusal.UNKNOWN_CONVERSATION));
        stage.run(stage.join(mallory, group));
        assertTrue(mallory.isRefused(Refusal.UNKNOWN_CONVERSATION));
        anas.post(group, "secret");
        assertEquals(List.of(), mallory.news());
    }

    @Test
    void d7_AGroupWithOneMemberIsClosedAndItsNameIsFree() {
        ConversationId group = made();
        stage.run(Stage.signOut(bob, new java.util.ArrayList<>(List.<Optional<Refused>>of())));
        ana.news();
        stage.run(stage.leave(eve, group));
        List<dev.klatch.protocol.ServerFrame> heard = ana.news();
        assertTrue(heard.stream().anyMatch(Event.Left.class::isInstance), heard.toString());
        assertTrue(heard.getLast() instanceof Event.Closed, heard.toString());
        anas.post(group, "anybody?");
        assertTrue(ana.isRefused(Refusal.UNKNOWN_CONVERSATION));
        Device tom = stage.guest("tom");
        ana.news();
        anas.group("groupStudent", "tom", "eve");
        assertTrue(ana.accepted().seq() == 1 && !tom.news().isEmpty());
    }

    @Test
    void aWordOfKlatchIsNoNameOfAGroupAndARoomIsNotCalledLikeOne() {
        ana.news();
        anas.group("everyone", "Bob", "eve");
        assertTrue(ana.isRefused(Refusal.NAME_INVALID));
        stage.run(stage.createRoom(ana, "groupies"));
        assertTrue(ana.isRefused(Refusal.NAME_INVALID));
        anas.group("eve", "Bob", "eve");
        assertTrue(ana.isRefused(Refusal.NAME_TAKEN));
    }
}
