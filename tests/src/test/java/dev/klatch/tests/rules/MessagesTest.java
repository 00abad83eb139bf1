package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.Limiting;
import dev.klatch.core.journal.StoredMessage;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Callout;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.StateFrame;
import dev.klatch.tests.journal.MemoryJournal;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The life of a message.
final class MessagesTest {
    private static final ConversationId EVERYONE = Stage.EVERYONE;

    private final Stage stage = new Stage(new MemoryJournal(), Limiting.OFF, 23);
    private final Device ana = stage.account("ana");
    private final Device bob = stage.account("Dr.Bob");
    private final Orders anas = new Orders(stage, ana);
    private final Orders bobs = new Orders(stage, bob);

    private StoredMessage message(long seq) {
        StoredMessage message = stage.journal.message(EVERYONE, seq);
        assertNotNull(message);
        return message;
    }

    @Test
    void onlyItsAuthorEditsAMessage() {
        anas.post(EVERYONE, "helo");
        bobs.edit(EVERYONE, 1, "hacked");
        assertTrue(bob.isRefused(Refusal.NOT_ALLOWED));
        anas.edit(EVERYONE, 1, "hello");
        assertEquals("hello", bob.news(Event.Edited.class).getFirst().text());
        assertEquals("hello", message(1).text());
    }

    @Test
    void aDeletedMessageIsGoneAndCannotBeTouched() {
        anas.post(EVERYONE, "oops");
        bob.news();
        bobs.delete(EVERYONE, 1);
        assertTrue(bob.isRefused(Refusal.NOT_ALLOWED));
        anas.delete(EVERYONE, 1);
        assertEquals("", message(1).text());
        ana.news();
        anas.edit(EVERYONE, 1, "again");
        assertTrue(ana.isRefused(Refusal.UNKNOWN_MESSAGE));
        anas.react(EVERYONE, 1, "x");
        assertTrue(ana.isRefused(Refusal.UNKNOWN_MESSAGE));
        anas.answer(EVERYONE, "re", 1L, null);
        assertTrue(ana.isRefused(Refusal.UNKNOWN_MESSAGE));
    }

    @Test
    void whatIsNoMessageCannotBeChanged() {
        ConversationId den = stage.room(ana, "Den");
        for (long seq : List.of(1L, 2L, 99L)) {
            ana.news();
            anas.delete(den, seq);
            assertTrue(ana.isRefused(Refusal.UNKNOWN_MESSAGE), "" + seq);
        }
    }

    @Test
    void reactionsAreSharedAndBounded() {
        anas.post(EVERYONE, "cake?");
        for (int i = 0; i < Limits.REACTIONS; i++) {
            bobs.react(EVERYONE, 1, "r" + i);
        }
        bob.news();
        bobs.react(EVERYONE, 1, "one more");
        assertTrue(bob.isRefused(Refusal.TOO_MANY));
        anas.react(EVERYONE, 1, "r1");
        assertEquals(2, message(1).reactions().getOrDefault("r1", java.util.Set.of()).size());
    }

    @Test
    void pinsAreForModeratorsInRoomsAndForBothInDirectConversations() {
        anas.post(EVERYONE, "rules");
        ana.news();
        anas.pin(EVERYONE, 1);
        assertTrue(ana.isRefused(Refusal.NOT_ALLOWED));
        stage.run(stage.openDirect(ana, bob.who));
        ConversationId direct = ana.accepted().conversation();
        anas.post(direct, "keep this");
        bob.news();
        bobs.pin(direct, 2);
        assertEquals(3, bob.accepted().seq());
    }

    @Test
    void anAnswerInAThreadIsFollowedByThoseWhoTalkThere() {
        anas.post(EVERYONE, "a question");
        bobs.answer(EVERYONE, "an answer", null, 1L);
        assertEquals(2, stage.journal.mark(bob.person(), EVERYONE, 1));
        assertEquals(1, stage.journal.mark(ana.person(), EVERYONE, 1));
        bob.news();
        bobs.answer(EVERYONE, "deeper", null, 2L);
        assertTrue(bob.isRefused(Refusal.UNKNOWN_MESSAGE), "a thread has no threads");
    }

    @Test
    void theServerFindsTheLongestNameBehindAnAt() {
        stage.guest("Dr");
        ana.news();
        bob.news();
        anas.post(EVERYONE, "ask @dr.bob, or @Nobody");
        assertEquals(List.of(bob.person()), bob.news(Event.Posted.class).getFirst().mentions());
        anas.post(EVERYONE, "mail me at ana@bob.example");
        assertNull(bob.news(Event.Posted.class).getFirst().mentions());
    }

    @Test
    void callsForAllAreForModeratorsWhereManyAre() {
        for (int i = 0; i < Limits.CALLOUT_PEOPLE; i++) {
            stage.guest("guest " + i);
        }
        ana.news();
        anas.call(EVERYONE, Callout.EVERYONE);
        assertTrue(ana.isRefused(Refusal.CALLOUT_REFUSED));
        anas.post(EVERYONE, "hello @everyone");
        assertNull(bob.news(Event.Posted.class).getFirst().callout(), "words, not a call");
        ConversationId den = stage.room(ana, "Den");
        stage.run(stage.join(bob, den));
        bob.news();
        anas.post(den, "hello @everyone");
        assertEquals(Callout.EVERYONE, bob.news(Event.Posted.class).getFirst().callout());
    }

    @Test
    void onlyWhatOneMayReadIsForwarded() {
        stage.run(stage.openDirect(bob, ana.who));
        ConversationId direct = bob.accepted().conversation();
        bobs.post(direct, "between us");
        Device eve = stage.guest("eve");
        eve.news();
        Orders eves = new Orders(stage, eve);
        eves.forward(direct, 2, EVERYONE);
        assertTrue(eve.isRefused(Refusal.UNKNOWN_CONVERSATION));
        anas.forward(direct, 2, EVERYONE);
        Event.Posted told = eve.news(Event.Posted.class).getFirst();
        assertEquals("between us", told.text());
        assertEquals(bob.person(), java.util.Objects.requireNonNull(told.forwarded()).author());
    }

    @Test
    void d4_WhoWritesToSomebodyAwayIsToldSo() {
        stage.run(stage.openDirect(ana, bob.who));
        ConversationId direct = ana.accepted().conversation();
        stage.close(bob);
        ana.news();
        anas.post(direct, "when you are back");
        assertEquals(
                bob.person(),
                java.util.Objects.requireNonNull(ana.accepted().offline()).getFirst().person());
    }

    @Test
    void whoBlocksSomebodyGetsNoPrivateMessagesFromThem() {
        new Orders(stage, ana)
                .tell(new StateFrame.SetState(ana.nextRef(), "block:" + bob.person(), "on"));
        bob.news();
        stage.run(stage.openDirect(bob, ana.who));
        assertTrue(bob.isRefused(Refusal.BLOCKED));
    }

    @Test
    void readMarksMoveForwardOnlyAndAreToldToOwnDevicesAtOnce() {
        anas.post(EVERYONE, "one");
        anas.post(EVERYONE, "two");
        Device phone = stage.connect(bob.who);
        bob.news();
        phone.news();
        bobs.tell(new StateFrame.MarkRead(bob.nextRef(), EVERYONE, 2, null));
        assertEquals(2, phone.news(Notice.Marked.class).getFirst().mark().seq());
        bobs.tell(new StateFrame.MarkRead(bob.nextRef(), EVERYONE, 1, null));
        assertEquals(List.of(), phone.news(Notice.Marked.class));
        bobs.tell(new StateFrame.MarkRead(bob.nextRef(), EVERYONE, 3, null));
        assertEquals(2L, bob.refused().limit());
        stage.pass(1_000);
        assertEquals(2, stage.journal.mark(bob.person(), EVERYONE, 0));
    }

    @Test
    void inSmallConversationsOthersSeeHowFarOneHasRead() {
        ConversationId den = stage.room(ana, "Den");
        stage.run(stage.join(bob, den));
        anas.post(den, "read this");
        bobs.tell(new StateFrame.MarkRead(bob.nextRef(), den, 3, null));
        ana.news();
        stage.pass(1_000);
        assertEquals(
                List.of(new Notice.SeenMark(bob.person(), 3)),
                ana.news(Notice.Seen.class).getFirst().marks());
    }

    @Test
    void aReadMarkThatWasNotKeptIsWrittenLater() {
        anas.post(EVERYONE, "one");
        bobs.tell(new StateFrame.MarkRead(bob.nextRef(), EVERYONE, 1, null));
        stage.journal.fail(Refusal.STORAGE_FULL);
        stage.pass(1_000);
        stage.journal.fail(null);
        assertEquals(0, stage.journal.mark(bob.person(), EVERYONE, 0));
        stage.pass(1_000);
        assertEquals(1, stage.journal.mark(bob.person(), EVERYONE, 0));
    }

    @Test
    void statesHaveKnownNamesAndTheLastWriterWins() {
        Device phone = stage.connect(bob.who);
        phone.news();
        bobs.tell(new StateFrame.SetState(bob.nextRef(), "draft:" + EVERYONE, "to be"));
        bobs.tell(new StateFrame.SetState(bob.nextRef(), "draft:" + EVERYONE, "or not"));
        List<Notice.StateChanged> heard = phone.news(Notice.StateChanged.class);
        assertTrue(heard.get(0).state().version() < heard.get(1).state().version());
        for (String key : List.of("draft:", "draft:c99", "nonsense", "block:x", "keywords:a")) {
            bob.news();
            bobs.tell(new StateFrame.SetState(bob.nextRef(), key, "x"));
            assertTrue(bob.isRefused(Refusal.WRONG_TYPE), key);
        }
        assertEquals(List.of(), bob.news(Answer.Done.class));
    }
}
