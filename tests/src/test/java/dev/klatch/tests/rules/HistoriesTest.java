package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.Limiting;
import dev.klatch.core.Request;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.ServerFrame;
import dev.klatch.tests.journal.MemoryJournal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// Random histories against a simple model: who is in which room, what is in the journal, and what
/// each device has heard.
final class HistoriesTest {
    private static final int BATCHES = 150;
    private static final int PEOPLE = 5;

    /// What a device has heard of a conversation since it is in it: the next seq that it expects.
    private record Place(Device device, ConversationId conversation) {}

    private record Sent(Device device, ConversationId conversation, String text, CommandId cid) {}

    private final MemoryJournal journal = new MemoryJournal();
    private final Set<Place> members = new HashSet<>();
    private final Map<Place, Long> heard = new HashMap<>();
    private final Map<CommandId, Long> accepted = new HashMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<ConversationId> rooms = new ArrayList<>();

    @RepeatedTest(20)
    void whatIsAcceptedIsKeptOnceInOrderAndHeardByThoseWhoMay(RepetitionInfo repetition) {
        long seed = Long.getLong("klatch.seed", 7_000L + repetition.getCurrentRepetition());
        try {
            play(new Random(seed), new Stage(journal, Limiting.OFF, seed));
        } catch (AssertionError | RuntimeException broken) {
            throw new AssertionError("-Dklatch.seed=" + seed, broken);
        }
    }

    private void play(Random random, Stage stage) {
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            devices.add(stage.guest("guest " + (char) ('a' + i)));
        }
        rooms.add(Stage.EVERYONE);
        devices.forEach(device -> members.add(new Place(device, Stage.EVERYONE)));
        devices.forEach(Device::news);
        for (int batch = 0; batch < BATCHES; batch++) {
            List<Request> requests = new ArrayList<>();
            int size = 1 + random.nextInt(6);
            for (int i = 0; i < size; i++) {
                requests.add(request(random, stage, devices.get(random.nextInt(PEOPLE))));
            }
            stage.journal.fail(random.nextInt(8) == 0 ? Refusal.STORAGE_FULL : null);
            int failures = stage.log.size();
            stage.run(requests);
            // A batch that changes nothing needs no store.
            boolean broken = stage.log.size() > failures;
            stage.time.pass(random.nextInt(1_000));
            devices.forEach(device -> listen(device, broken));
        }
        judge(devices);
    }

    private Request request(Random random, Stage stage, Device device) {
        ConversationId where = rooms.get(random.nextInt(rooms.size()));
        return switch (random.nextInt(10)) {
            case 0 -> stage.createRoom(device, "room " + random.nextInt(1_000));
            case 1, 2 -> stage.join(device, where);
            case 3 -> stage.leave(device, where);
            case 4 -> {
                if (sent.isEmpty()) {
                    yield stage.post(device, where, "nothing to repeat");
                }
                Sent again = sent.get(random.nextInt(sent.size()));
                yield stage.post(again.device(), again.conversation(), again.text(), again.cid());
            }
            default -> {
                CommandId cid = stage.cid();
                String text = "text " + sent.size();
                sent.add(new Sent(device, where, text, cid));
                yield stage.post(device, where, text, cid);
            }
        };
    }

    private void listen(Device device, boolean broken) {
        for (ServerFrame frame : device.news()) {
            switch (frame) {
                case Answer.Accepted(var ref, var cid, var where, var seq, var time, var offline) ->
                        accepted(new Place(device, where), cid, seq);
                case Event event -> hears(new Place(device, event.conversation()), event.seq());
                case Notice.Entered(var summary) -> {
                    Place place = new Place(device, summary.conversation());
                    members.add(place);
                    heard.put(place, summary.head() + 1);
                }
                case Notice.RoomMade(var room, var name) -> {
                    if (!rooms.contains(room)) {
                        rooms.add(room);
                    }
                }
                case Refused refused ->
                        assertEquals(broken, refused.is(Refusal.STORAGE_FULL), "" + refused);
                default -> throw new AssertionError("unexpected: " + frame);
            }
            assertTrue(!broken || frame instanceof Refused, "leaked: " + frame);
        }
    }

    private void accepted(Place place, CommandId cid, long seq) {
        Long before = accepted.putIfAbsent(cid, seq);
        if (before != null) {
            assertEquals(before, seq, "the first reply again");
            return;
        }
        hears(place, seq);
        if (journal.events(place.conversation()).get((int) seq - 1) instanceof Event.Left) {
            members.remove(place);
        }
    }

    private void hears(Place place, long seq) {
        assertTrue(members.contains(place), "heard from outside: " + place);
        long expected = heard.getOrDefault(place, 1L);
        assertEquals(expected, seq, "in " + place.conversation());
        heard.put(place, seq + 1);
    }

    private void judge(List<Device> devices) {
        Map<CommandId, Long> kept = new HashMap<>();
        for (ConversationId conversation : journal.conversations()) {
            List<Event> events = journal.events(conversation);
            for (int i = 0; i < events.size(); i++) {
                assertEquals(i + 1, events.get(i).seq());
                // Nobody asks to become the owner when the last one has left.
                if (!(events.get(i) instanceof Event.Promoted)) {
                    kept.put(cid(events.get(i)), events.get(i).seq());
                }
            }
            for (Device device : devices) {
                Place place = new Place(device, conversation);
                if (members.contains(place)) {
                    assertEquals(events.size() + 1L, heard.getOrDefault(place, 1L), "" + place);
                }
            }
        }
        assertEquals(kept, accepted, "what is kept was accepted, and the other way round");
        assertTrue(accepted.size() > BATCHES / 2, "a history with something in it");
    }

    private static CommandId cid(Event event) {
        return ((Event.Made) event).cid();
    }
}
