package dev.klatch.tests.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.ConversationId;
import dev.klatch.tests.history.Console;
import dev.klatch.tests.history.HistoryChecker;
import dev.klatch.tests.history.HistoryRecorder;
import dev.klatch.tests.history.Reader;
import dev.klatch.tests.history.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Forty writers, twenty rooms, each read live by five: one order for all of them and for the
/// history, forward and backward.
@Tag("torture")
final class OrderTortureSystemTest {
    private static final int WRITERS = 40;
    private static final int ROOMS = 20;
    private static final int READERS = 5;
    private static final int WINDOW = 8;

    @Test
    void everybodySeesTheSameOrder(@TempDir Path folder) throws Exception {
        int messages = Integer.getInteger("klatch.torture.messages", 200_000);
        long seed = Console.seed("torture, order");
        SplittableRandom random = new SplittableRandom(seed);
        HistoryRecorder recorder = new HistoryRecorder();
        List<TestDevice> writers = new ArrayList<>();
        List<TestDevice> readers = new ArrayList<>();
        try (KlatchProcess server = KlatchProcess.start(folder)) {
            Guest founder = Guest.signIn(server.url(), "founder");
            List<ConversationId> rooms = rooms(server, founder, recorder, random);
            for (int i = 0; i < WRITERS; i++) {
                Guest guest = Guest.signIn(server.url(), "writer " + i);
                writers.add(device(server, guest, "writes", List.of(), recorder, random));
                joinAll(server, guest, rooms, recorder, random);
            }
            for (int i = 0; i < READERS * ROOMS; i++) {
                List<ConversationId> room = List.of(rooms.get(i % ROOMS));
                Guest guest = Guest.signIn(server.url(), "reader " + i);
                joinAll(server, guest, room, recorder, random);
                readers.add(device(server, guest, "reads", room, recorder, random));
            }
            for (TestDevice writer : writers) {
                writer.keepPosting(rooms, WINDOW);
            }
            for (TestDevice writer : writers) {
                writer.awaitAckedPatiently(messages / WRITERS);
                writer.fallSilent();
            }
            for (TestDevice writer : writers) {
                writer.awaitQuiet();
            }
            try (Asker asker = new Asker(server.url(), founder, random)) {
                for (int i = 0; i < readers.size(); i++) {
                    ConversationId room = rooms.get(i % ROOMS);
                    readers.get(i).awaitHead(room, asker.head(room));
                    recorder.whole(readers.get(i).shownReader(), room.text(), 1);
                }
                for (ConversationId room : rooms) {
                    walk(asker, founder, room, recorder);
                }
            }
        } finally {
            writers.forEach(TestDevice::close);
            readers.forEach(TestDevice::close);
        }
        Report report = HistoryChecker.check(recorder.history());
        Console.say("torture, order: " + report);
        Scene.assertClean(report, recorder.history(), "order with seed " + seed);
        assertTrue(report.totals().acked() >= messages, report.toString());
        TortureRecord.write("one order for all", "40 writers, 20 rooms, 100 readers: " + report);
    }

    private static List<ConversationId> rooms(
            KlatchProcess server, Guest founder, HistoryRecorder recorder, SplittableRandom random)
            throws Exception {
        List<ConversationId> rooms = new ArrayList<>();
        try (Asker asker = new Asker(server.url(), founder, random)) {
            for (int i = 0; i < ROOMS; i++) {
                rooms.add(asker.createRoom("room " + i));
                recorder.allowed(founder.person(), rooms.get(i).text(), 1, Long.MAX_VALUE);
            }
        }
        return rooms;
    }

    private static TestDevice device(
            KlatchProcess server,
            Guest guest,
            String name,
            List<ConversationId> rooms,
            HistoryRecorder recorder,
            SplittableRandom random)
            throws Exception {
        Map<ConversationId, Long> from = new LinkedHashMap<>();
        rooms.forEach(room -> from.put(room, 0L));
        if (rooms.isEmpty()) {
            // A device that only writes has to follow something: `resume` asks for one at least.
            try (Asker asker = new Asker(server.url(), guest, random)) {
                from.put(asker.welcome().everyone(), 0L);
                recorder.allowed(
                        guest.person(), asker.welcome().everyone().text(), 1, Long.MAX_VALUE);
            }
        }
        TestDevice device = new TestDevice(guest, name, from, recorder, random.split());
        device.connect(server.url());
        return device;
    }

    private static void joinAll(
            KlatchProcess server,
            Guest guest,
            List<ConversationId> rooms,
            HistoryRecorder recorder,
            SplittableRandom random)
            throws Exception {
        try (Asker asker = new Asker(server.url(), guest, random)) {
            for (ConversationId room : rooms) {
                asker.join(room);
                recorder.allowed(guest.person(), room.text(), 1, Long.MAX_VALUE);
            }
        }
    }

    private static void walk(
            Asker asker, Guest founder, ConversationId room, HistoryRecorder recorder)
            throws Exception {
        Reader forward = new Reader(founder.person(), "walks forward");
        Reader backward = new Reader(founder.person(), "walks backward");
        recorder.whole(forward, room.text(), 1);
        recorder.whole(backward, room.text(), 1);
        asker.after(room, 0).forEach(it -> recorder.seen(forward, Entries.of(it)));
        asker.backward(room).forEach(it -> recorder.seen(backward, Entries.of(it)));
    }
}
