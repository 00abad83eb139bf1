package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.ServerFrame;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Rooms and private conversations: who is in them, and who hears what.
final class RoomsTest {
    private final Stage stage = new Stage();
    private final Device ana = stage.guest("ana");
    private final Device bob = stage.guest("bob");
    private final Device eve = stage.guest("eve");

    @Test
    void oneEntersBeforeTheFirstEventAndHearsNothingAfterLeaving() {
        ConversationId den = stage.room(ana, "Den");
        bob.news();
        stage.run(
                stage.post(ana, den, "before"),
                stage.join(bob, den),
                stage.post(ana, den, "while"),
                stage.leave(bob, den),
                stage.post(ana, den, "after"));
        List<ServerFrame> heard = bob.news();
        assertEquals(4, heard.size(), heard.toString());
        assertEquals(2, assertInstanceOf(Notice.Entered.class, heard.get(0)).summary().head());
        assertEquals(3, assertInstanceOf(Answer.Accepted.class, heard.get(1)).seq());
        assertEquals(4, assertInstanceOf(Event.Posted.class, heard.get(2)).seq());
        assertEquals(5, assertInstanceOf(Answer.Accepted.class, heard.get(3)).seq());
        assertEquals(List.of(2L, 3L, 4L, 5L, 6L), ana.seqs(den));
        stage.run(stage.post(bob, den, "let me"), stage.leave(bob, den));
        assertEquals(2, bob.news(dev.klatch.protocol.Refused.class).size());
    }

    @Test
    void allDevicesOfAMemberEnterAndLeaveTogether() {
        ConversationId den = stage.room(ana, "Den");
        Device phone = stage.connect(bob.who);
        bob.news();
        stage.run(stage.join(bob, den), stage.post(ana, den, "a"));
        stage.run(stage.leave(phone, den), stage.post(ana, den, "b"));
        assertEquals(List.of(2L, 3L, 4L), bob.seqs(den));
        assertEquals(List.of(2L, 3L, 4L), phone.seqs(den));
    }

    @Test
    void aMemberWhoConnectsHearsTheRoom() {
        ConversationId den = stage.room(ana, "Den");
        stage.run(stage.join(bob, den));
        stage.lose(bob);
        Device again = stage.connect(bob.who);
        stage.run(stage.post(ana, den, "hello"));
        assertEquals(List.of(3L), again.seqs(den));
    }

    @Test
    void everyoneIsJoinedAlreadyAndNeverLeft() {
        ana.news();
        stage.run(stage.join(ana, Stage.EVERYONE));
        assertTrue(ana.isRefused(Refusal.ALREADY_MEMBER));
        stage.run(stage.leave(ana, Stage.EVERYONE));
        assertTrue(ana.isRefused(Refusal.CANNOT_LEAVE));
    }

    @Test
    void thereIsOneDirectConversationForAPairWhoeverOpensIt() {
        ana.news();
        bob.news();
        eve.news();
        stage.run(
                stage.openDirect(ana, "BOB"),
                stage.openDirect(bob, ana.who),
                stage.openDirect(ana, bob.who));
        List<Answer.Accepted> toAna = ana.news(Answer.Accepted.class);
        ConversationId direct = toAna.getFirst().conversation();
        assertEquals(
                List.of(direct, direct),
                toAna.stream().map(Answer.Accepted::conversation).toList());
        assertEquals(direct, bob.accepted().conversation());
        stage.run(stage.openDirect(bob, "ana"));
        assertEquals(direct, bob.accepted().conversation());
        assertEquals(1, stage.journal.events(direct).size());
        stage.run(stage.post(ana, direct, "psst"));
        assertEquals(List.of(2L), bob.seqs(direct));
        assertTrue(eve.news().isEmpty());
    }

    @Test
    void aDirectConversationIsNobodyElses() {
        stage.run(stage.openDirect(ana, "bob"));
        ConversationId direct =
                stage.journal.conversations().stream()
                        .filter(each -> !each.equals(Stage.EVERYONE))
                        .findFirst()
                        .orElseThrow();
        for (var request :
                List.of(
                        stage.post(eve, direct, "me too"),
                        stage.join(eve, direct),
                        stage.leave(eve, direct))) {
            eve.news();
            stage.run(request);
            assertTrue(eve.isRefused(Refusal.UNKNOWN_CONVERSATION), request.toString());
        }
        ana.news();
        stage.run(stage.leave(ana, direct));
        assertTrue(ana.isRefused(Refusal.CANNOT_LEAVE));
    }

    @Test
    void nobodyOpensADirectConversationWithThemselvesOrWithNobody() {
        ana.news();
        stage.run(stage.openDirect(ana, "Ana"));
        assertTrue(ana.isRefused(Refusal.YOURSELF));
        stage.run(stage.openDirect(ana, "Reminder"));
        assertTrue(ana.isRefused(Refusal.UNKNOWN_PERSON));
        stage.run(stage.openDirect(ana, "not: a name"));
        assertTrue(ana.isRefused(Refusal.UNKNOWN_PERSON));
    }

    /// The letter `ː` looks like a colon, and titles are stored by what they look like.
    @Test
    void aRoomCannotStandInThePlaceOfADirectConversation() {
        for (int i = 0; i < 200; i++) {
            Device one = stage.guest("one" + (char) ('\u4e00' + i));
            Device two = stage.guest("two" + (char) ('\u4e00' + i));
            boolean ordered = one.person().value() < two.person().value();
            String title =
                    (ordered ? one : two).person().text()
                            + "\u02d0"
                            + (ordered ? two : one).person().text();
            stage.run(stage.createRoom(eve, title));
            one.news();
            stage.run(stage.openDirect(one, two.who));
            Answer.Accepted accepted = one.accepted();
            Event first = stage.journal.events(accepted.conversation()).getFirst();
            assertEquals(
                    dev.klatch.protocol.ConversationType.DIRECT,
                    assertInstanceOf(Event.Created.class, first).type(),
                    title);
        }
    }

    @Test
    void typingIsHeardByMembersOnlyAndNeverKept() {
        ConversationId den = stage.room(ana, "Den");
        eve.news();
        ana.news();
        var typing = new dev.klatch.protocol.PresenceFrame.Typing(ana.nextRef(), den);
        var foreign = new dev.klatch.protocol.PresenceFrame.Typing(eve.nextRef(), den);
        stage.run(
                new dev.klatch.core.Request.Instructed(ana, typing),
                new dev.klatch.core.Request.Instructed(eve, foreign));
        assertEquals(1, ana.news(Notice.Typing.class).size());
        assertTrue(eve.isRefused(Refusal.UNKNOWN_CONVERSATION));
        assertEquals(1, stage.journal.events(den).size());
    }
}
