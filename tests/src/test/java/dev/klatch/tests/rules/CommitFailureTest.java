package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.journal.JournalFailure;
import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is not durable did not happen, and the next batch knows it.
final class CommitFailureTest {
    private final Stage stage = new Stage();
    private final Device ana = stage.guest("ana");
    private final Device bob = stage.guest("bob");
    private final ConversationId den = stage.room(bob, "Den");

    @ParameterizedTest
    @EnumSource(names = {"STORAGE_FULL", "UNAVAILABLE"})
    void everyCommandOfTheBatchIsRefusedAndNothingLeaks(Refusal refusal) {
        ana.news();
        bob.news();
        Stage.Try eve = stage.asGuest("eve");
        stage.journal.fail(refusal);
        stage.run(
                stage.post(ana, Stage.EVERYONE, "one"),
                stage.post(bob, Stage.EVERYONE, "two"),
                stage.join(ana, den),
                stage.createRoom(ana, "Attic"),
                stage.openDirect(ana, "bob"),
                eve.request());
        List<Refused> toAna = ana.news(Refused.class);
        assertEquals(4, toAna.size());
        for (Refused refused : toAna) {
            assertTrue(refused.is(refusal) && refused.retry());
            assertEquals(1_000L, refused.retryAfter());
            assertNotNull(refused.cid());
        }
        assertEquals(1, bob.news().size());
        assertTrue(eve.denied().is(refusal));
        assertEquals(1, stage.log.size());
        theNextBatchIsRight();
    }

    private void theNextBatchIsRight() {
        stage.journal.fail(null);
        stage.run(
                stage.post(ana, den, "not in it"),
                stage.post(ana, Stage.EVERYONE, "first"),
                stage.post(bob, den, "second"));
        assertInstanceOf(Refused.class, ana.news().getFirst());
        assertEquals(List.of(1L), bob.seqs(Stage.EVERYONE));
        assertEquals(1, stage.journal.events(Stage.EVERYONE).size());
        assertEquals(2, stage.journal.events(den).size());
        assertTrue(stage.run(stage.asGuest("eve")).isOpened());
        stage.run(stage.createRoom(bob, "Attic"), stage.openDirect(bob, "ana"));
        assertEquals(2, bob.news(dev.klatch.protocol.Answer.Accepted.class).size());
    }

    @Test
    void presenceGoesOnWhileTheStoreIsBroken() {
        stage.journal.fail(Refusal.STORAGE_FULL);
        Device phone = new Device(bob.who);
        stage.recorder.opened(phone);
        ana.news();
        stage.run(
                stage.post(ana, Stage.EVERYONE, "lost"),
                new dev.klatch.core.Request.Connected(phone),
                stage.listPeople(ana));
        assertEquals(1, phone.news(dev.klatch.protocol.Notice.Welcome.class).size());
        assertEquals(1, ana.news(dev.klatch.protocol.Answer.People.class).size());
        stage.journal.fail(null);
        stage.run(stage.post(ana, Stage.EVERYONE, "kept"));
        assertEquals(List.of(1L), phone.seqs(Stage.EVERYONE));
    }

    @Test
    void aSignOutThatWasNotKeptIsRefusedAndCanBeTriedAgain() {
        List<Optional<Refused>> said = new ArrayList<>();
        stage.journal.fail(Refusal.UNAVAILABLE);
        stage.run(Stage.signOut(bob, said));
        assertTrue(said.getFirst().orElseThrow().is(Refusal.UNAVAILABLE));
        assertNull(bob.closed());
        stage.journal.fail(null);
        stage.run(Stage.signOut(bob, said));
        assertEquals(Optional.empty(), said.getLast());
        assertEquals(CloseCode.SIGNED_OUT, bob.closed());
    }

    @Test
    void aGuestWhoseLeavingWasNotKeptLeavesAtALaterTick() {
        stage.lose(bob);
        stage.journal.fail(Refusal.STORAGE_FULL);
        stage.pass(Stage.GRACE_MILLIS);
        stage.pass(500);
        stage.journal.fail(null);
        assertTrue(stage.run(stage.asGuest("bob")).denied().is(Refusal.NAME_TAKEN));
        stage.pass(500);
        assertTrue(stage.run(stage.asGuest("bob")).isOpened());
    }

    @Test
    void aFaultInTheRulesRefusesTheOneRequestThatMeetsIt() {
        isolates(new IllegalStateException("planted"), Refusal.INTERNAL);
    }

    @Test
    @DisplayName("ATK-111 a full stack in the rules is the end of one request, and of nothing else")
    void aFullStackInTheRulesRefusesTheOneRequestThatMeetsIt() {
        isolates(new StackOverflowError("planted"), Refusal.INTERNAL);
    }

    private void isolates(Throwable fault, Refusal refusal) {
        Stage again = new Stage(stage.journal, dev.klatch.core.Limiting.OFF, 43);
        Device one = again.connect(ana.who);
        Device two = again.connect(bob.who);
        one.news();
        again.journal.onLookUp(trap(new PersonId(666), fault));
        again.run(
                again.post(one, Stage.EVERYONE, "one"),
                again.openDirect(two, Stranger.mallory()),
                again.post(two, Stage.EVERYONE, "two"),
                again.post(one, Stage.EVERYONE, "three"));
        assertEquals(List.of(1L, 2L, 3L), one.seqs(Stage.EVERYONE));
        assertTrue(two.isRefused(refusal));
        assertEquals(3, again.journal.events(Stage.EVERYONE).size());
        assertEquals(1, again.log.size());
    }

    private static Consumer<PersonId> trap(PersonId trapped, Throwable fault) {
        return looked -> {
            if (looked.equals(trapped)) {
                switch (fault) {
                    case RuntimeException bug -> throw bug;
                    case Error full -> throw full;
                    default -> throw new IllegalArgumentException(fault);
                }
            }
        };
    }

    @Test
    void aStoreThatCannotBeReadRefusesTheBatch() {
        ana.news();
        stage.journal.onLookUp(
                trap(new PersonId(666), new JournalFailure(Refusal.UNAVAILABLE, "planted", null)));
        stage.run(
                stage.post(ana, Stage.EVERYONE, "one"), stage.openDirect(ana, Stranger.mallory()));
        assertEquals(2, ana.news(Refused.class).size());
        stage.journal.onLookUp(null);
        stage.run(stage.post(ana, Stage.EVERYONE, "two"));
        assertEquals(1, ana.accepted().seq());
    }
}
