package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.Request;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Seqs are dense, everybody hears them in the same order, and a reply stands in its event's place.
final class OrderTest {
    private final Stage stage = new Stage();
    private final Device ana = stage.guest("ana");
    private final Device bob = stage.guest("bob");

    @Test
    void seqsAreDenseWithinABatchAndOverBatches() {
        ana.news();
        for (int batch = 0; batch < 5; batch++) {
            List<Request> requests = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                requests.add(stage.post(i % 3 == 0 ? bob : ana, Stage.EVERYONE, "text " + i));
            }
            stage.run(requests);
        }
        List<Long> dense = LongStream.rangeClosed(1, 100).boxed().toList();
        assertEquals(dense, ana.seqs(Stage.EVERYONE));
        assertEquals(dense, bob.seqs(Stage.EVERYONE));
        assertEquals(dense, stage.journal.events(Stage.EVERYONE).stream().map(Event::seq).toList());
    }

    @Test
    void eachConversationCountsForItself() {
        ConversationId den = stage.room(ana, "Den");
        stage.run(
                stage.post(ana, den, "a"),
                stage.post(ana, Stage.EVERYONE, "b"),
                stage.post(ana, den, "c"));
        List<Answer.Accepted> accepted = ana.news(Answer.Accepted.class);
        assertEquals(List.of(2L, 1L, 3L), accepted.stream().map(Answer.Accepted::seq).toList());
    }

    @Test
    void theReplyStandsInThePlaceOfTheEventOnTheConnectionThatAskedOnly() {
        Device phone = stage.connect(ana.who);
        ana.news();
        stage.run(
                stage.post(bob, Stage.EVERYONE, "one"),
                stage.post(ana, Stage.EVERYONE, "two"),
                stage.post(bob, Stage.EVERYONE, "three"));
        List<ServerFrame> heard = ana.news();
        assertEquals(3, heard.size());
        assertInstanceOf(Event.Posted.class, heard.get(0));
        assertEquals(2, assertInstanceOf(Answer.Accepted.class, heard.get(1)).seq());
        assertInstanceOf(Event.Posted.class, heard.get(2));
        assertEquals(3, phone.news(Event.Posted.class).size());
    }

    @Test
    void whatIsRefusedTakesNoSeq() {
        ana.news();
        stage.run(
                stage.post(ana, new ConversationId(77), "where?"),
                stage.post(ana, Stage.EVERYONE, "here"));
        List<ServerFrame> heard = ana.news();
        assertEquals(
                Refusal.UNKNOWN_CONVERSATION.number(),
                assertInstanceOf(dev.klatch.protocol.Refused.class, heard.getFirst()).code());
        assertEquals(1, assertInstanceOf(Answer.Accepted.class, heard.getLast()).seq());
    }

    @Test
    void timeGoesWithTheClockAndASmallStepBackIsHeld() {
        List<Long> times = new ArrayList<>();
        for (long jump : List.of(0L, 1_000L, -120_000L, 119_999L, 1L, 1L, -120_001L, 0L)) {
            stage.time.jump(jump);
            ana.news();
            stage.run(stage.post(ana, Stage.EVERYONE, "tick"));
            times.add(ana.accepted().time() - VirtualTime.START);
        }
        assertEquals(
                List.of(0L, 1_000L, 1_000L, 1_000L, 1_000L, 1_001L, -119_000L, -119_000L), times);
    }

    @Test
    void aSmallStepBackOverARestartIsHeldToo() {
        stage.run(stage.post(ana, Stage.EVERYONE, "before"));
        Stage again = new Stage(stage.journal, dev.klatch.core.Limiting.OFF, 43);
        again.time.jump(-60_000);
        Device back = again.connect(ana.who);
        again.run(again.post(back, Stage.EVERYONE, "after"));
        Answer.Accepted accepted = back.accepted();
        assertEquals(2, accepted.seq());
        assertEquals(VirtualTime.START, accepted.time());
    }

    @Test
    void oneBatchIsOneCommitAndOneDelivery() {
        int commits = stage.journal.commits();
        int batches = stage.recorder.batches();
        stage.run(stage.post(ana, Stage.EVERYONE, "a"), stage.post(bob, Stage.EVERYONE, "b"));
        assertEquals(commits + 1, stage.journal.commits());
        assertEquals(batches + 1, stage.recorder.batches());
        assertTrue(stage.log.isEmpty(), stage.log.toString());
    }
}
