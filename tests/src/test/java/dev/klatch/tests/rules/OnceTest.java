package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.Limiting;
import dev.klatch.core.Request;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationFrame;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.protocol.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A command is done once, whatever happens to its reply.
final class OnceTest {
    private final Stage stage = new Stage();
    private final Device ana = stage.guest("ana");
    private final Device bob = stage.guest("bob");
    private final CommandId cid = stage.cid();

    private Request hello(Device from) {
        return stage.post(from, Stage.EVERYONE, "hello", cid);
    }

    @Test
    void aRepetitionInTheSameBatchGetsTheFirstReply() {
        ana.news();
        bob.news();
        stage.run(hello(ana), hello(ana), hello(ana));
        isDoneOnce(3);
    }

    @Test
    void aRepetitionInALaterBatchGetsTheFirstReply() {
        ana.news();
        bob.news();
        stage.run(hello(ana));
        stage.time.pass(60_000);
        stage.run(hello(ana));
        isDoneOnce(2);
    }

    private void isDoneOnce(int replies) {
        List<Answer.Accepted> accepted = ana.news(Answer.Accepted.class);
        assertEquals(replies, accepted.size());
        assertEquals(replies, accepted.stream().map(Answer.Accepted::ref).distinct().count());
        for (Answer.Accepted each : accepted) {
            assertEquals(1, each.seq());
            assertEquals(VirtualTime.START, each.time());
            assertEquals(cid, each.cid());
        }
        assertEquals(1, bob.news(Event.Posted.class).size());
        assertEquals(1, stage.journal.events(Stage.EVERYONE).size());
    }

    @Test
    void aRepetitionAfterARestartAndFromAnotherDeviceGetsTheFirstReply() {
        stage.run(hello(ana));
        Stage again = new Stage(stage.journal, Limiting.OFF, 43);
        Device phone = again.connect(ana.who);
        again.run(again.post(phone, Stage.EVERYONE, "hello", cid));
        assertEquals(1, phone.accepted().seq());
        assertEquals(1, stage.journal.events(Stage.EVERYONE).size());
    }

    @Test
    void theSameCidFromAnotherPersonIsAnotherCommand() {
        ana.news();
        stage.run(hello(ana), hello(bob));
        assertEquals(List.of(1L, 2L), ana.seqs(Stage.EVERYONE));
    }

    @Test
    void aCidWithOtherContentIsRefused() {
        stage.run(hello(ana));
        ana.news();
        var room = new ConversationFrame.CreateRoom(900, cid, stage.journal.epoch(), "hello");
        for (Request other :
                List.of(
                        stage.post(ana, Stage.EVERYONE, "hello!", cid),
                        new Request.Client(ana, room))) {
            stage.run(other);
            var refused = ana.refused();
            assertTrue(refused.is(Refusal.CID_REUSED));
            assertEquals(cid, refused.cid());
        }
        stage.run(hello(ana));
        assertEquals(1, ana.accepted().seq());
    }

    @Test
    void aRefusedCommandMayBeSentAgainAndCanSucceedThen() {
        ana.news();
        CommandId join = stage.cid();
        var room = stage.room(bob, "Den");
        stage.run(stage.post(ana, room, "let me in", join));
        assertTrue(ana.isRefused(Refusal.UNKNOWN_CONVERSATION));
        stage.run(stage.join(ana, room), stage.post(ana, room, "let me in", join));
        assertEquals(List.of(2L, 3L), ana.seqs(room));
    }

    @Test
    void aCommandOfAnotherEpochIsRefusedEvenIfItWasDone() {
        stage.run(hello(ana));
        ana.news();
        stage.run(
                new Request.Client(
                        ana, new MessageFrame.Post(9, cid, "before", Stage.EVERYONE, "hello")));
        assertTrue(ana.isRefused(Refusal.EPOCH_CHANGED));
    }
}
