package dev.klatch.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.PersonId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final ConversationId LOBBY = new ConversationId(5);

    private static Event event(long seq) {
        return event(seq, seq, "event " + seq);
    }

    private static Event event(long seq, long command, String text) {
        CommandId cid = CommandId.fresh(1, new SplittableRandom(command));
        return new Event.Posted(LOBBY, seq, seq * 10, new PersonId(7), "ana", cid, text);
    }

    private static List<Long> seqs(List<Event> events) {
        return events.stream().map(Event::seq).toList();
    }

    @Test
    void anEarlyEventWaitsForTheOnesBeforeIt() {
        Timeline lobby = new Timeline(3, null);
        assertEquals(List.of(), lobby.live(event(5)));
        assertTrue(lobby.gapped());
        assertEquals(List.of(), lobby.live(event(6)));
        assertEquals(List.of(4L, 5L, 6L), seqs(lobby.missed(List.of(event(4)))));
        assertFalse(lobby.gapped());
        assertEquals(60L, lobby.lastTime());
    }

    @Test
    void whatIsHereAlreadyIsNotToldAgain() {
        Timeline lobby = new Timeline(0, null);
        assertEquals(1, lobby.live(event(1)).size());
        assertEquals(List.of(), lobby.live(event(1)));
        assertEquals(List.of(), lobby.live(event(2, 1, "event 1")), "the same cid");
        assertEquals(2, lobby.last(), "it keeps its place all the same");
    }

    @Test
    void anEventOfAnUnknownKindKeepsItsPlace() {
        Timeline lobby = new Timeline(0, null);
        lobby.live(event(1));
        assertEquals(1, lobby.live(new Event.Opaque(LOBBY, 2, 20)).size());
        assertEquals(List.of(3L), seqs(lobby.live(event(3))));
    }

    @Test
    void liveEventsComeAfterThePageOfHistory() {
        Timeline lobby = new Timeline(0, null);
        lobby.open();
        assertEquals(List.of(), lobby.live(event(4)));
        assertEquals(List.of(2L, 3L), seqs(lobby.history(List.of(event(2), event(3)), 3, 2)));
        assertEquals(List.of(4L), seqs(lobby.drained()));
    }

    @Test
    void onlyTheNewestAreKept() {
        Timeline lobby = new Timeline(0, null);
        for (long seq = 1; seq <= 2_500; seq++) {
            lobby.live(event(seq));
        }
        assertEquals(501, lobby.newest(3_000).getFirst().seq());
        for (long seq = 2_501; seq <= 2_600; seq++) {
            lobby.live(event(seq, seq, "x".repeat(16_384)));
        }
        assertEquals(64, lobby.newest(3_000).size());
        assertEquals(2_600, lobby.last());
    }

    /// Whatever order and however often events come, and whichever are lost until the gap is
    /// mended: each is told once, in order.
    @Test
    void anyMixtureOfLossRepetitionAndReorderingEndsInOneOrder() {
        for (long seed = 1; seed <= 2_000; seed++) {
            Random random = new Random(seed);
            List<Event> sent = new ArrayList<>();
            LongStream.rangeClosed(1, 30).forEach(seq -> sent.add(event(seq)));
            List<Event> heard = new ArrayList<>();
            for (Event event : sent) {
                for (int times = random.nextInt(3); times > 0; times--) {
                    heard.add(event);
                }
            }
            for (int swaps = random.nextInt(10); swaps > 0 && heard.size() > 1; swaps--) {
                int at = random.nextInt(heard.size() - 1);
                Collections.swap(heard, at, at + 1);
            }
            Timeline lobby = new Timeline(0, null);
            List<Event> told = new ArrayList<>();
            for (Event event : heard) {
                told.addAll(lobby.live(event));
                if (lobby.gapped() && random.nextBoolean()) {
                    told.addAll(missed(sent, lobby, 1 + random.nextInt(5)));
                }
            }
            while (lobby.last() < sent.size()) {
                told.addAll(missed(sent, lobby, 7));
            }
            assertEquals(sent, told, "seed " + seed);
        }
    }

    private static List<Event> missed(List<Event> sent, Timeline lobby, int most) {
        int from = (int) lobby.last();
        return lobby.missed(sent.subList(from, Math.min(sent.size(), from + most)));
    }
}
