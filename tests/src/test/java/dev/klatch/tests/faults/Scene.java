package dev.klatch.tests.faults;

import dev.klatch.protocol.ConversationId;
import dev.klatch.tests.history.History;
import dev.klatch.tests.history.HistoryChecker;
import dev.klatch.tests.history.HistoryRecorder;
import dev.klatch.tests.history.Reader;
import dev.klatch.tests.history.Report;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A small world on a server: ana with two devices, bob and eve with one each; the common room, a
/// room that all three are in, and a private conversation of ana and bob that eve must never see.
final class Scene implements AutoCloseable {
    /// Messages that each device keeps under way.
    private static final int WINDOW = 12;

    /// One who reads the history: a person, and what they are in.
    private record Member(Guest guest, ConversationId conversation) {}

    private final HistoryRecorder recorder = new HistoryRecorder();
    private final SplittableRandom random;
    private final Map<TestDevice, List<ConversationId>> devices = new LinkedHashMap<>();
    private final Map<Guest, List<ConversationId>> members = new LinkedHashMap<>();
    private final Map<Member, Long> walked = new HashMap<>();
    private final ConversationId everyone;
    private int checks;

    Scene(URI server, long seed) throws IOException, InterruptedException {
        random = new SplittableRandom(seed);
        Guest ana = Guest.signIn(server, "ana");
        Guest bob = Guest.signIn(server, "bob");
        Guest eve = Guest.signIn(server, "eve");
        ConversationId staff;
        ConversationId direct;
        try (Asker anas = new Asker(server, ana, random);
                Asker bobs = new Asker(server, bob, random);
                Asker eves = new Asker(server, eve, random)) {
            everyone = anas.welcome().everyone();
            staff = anas.createRoom("staff");
            bobs.join(staff);
            eves.join(staff);
            direct = anas.openDirect("bob");
        }
        enter(ana, List.of(everyone, staff, direct));
        enter(bob, List.of(everyone, staff, direct));
        enter(eve, List.of(everyone, staff));
        device(ana, "laptop");
        device(ana, "phone");
        device(bob, "phone");
        device(eve, "phone");
    }

    private void enter(Guest guest, List<ConversationId> conversations) {
        members.put(guest, conversations);
        for (ConversationId conversation : conversations) {
            String id = conversation.text();
            recorder.allowed(guest.person(), id, 1, HistoryRecorder.OPEN);
        }
    }

    private void device(Guest guest, String name) {
        List<ConversationId> conversations = members.getOrDefault(guest, List.of());
        Map<ConversationId, Long> from = new LinkedHashMap<>();
        conversations.forEach(conversation -> from.put(conversation, 0L));
        devices.put(new TestDevice(guest, name, from, recorder, random.split()), conversations);
    }

    /// The common room.
    ConversationId everyone() {
        return everyone;
    }

    HistoryRecorder recorder() {
        return recorder;
    }

    List<TestDevice> devices() {
        return List.copyOf(devices.keySet());
    }

    /// Connects all devices; what they have unanswered they send again.
    void connect(URI server) throws IOException, InterruptedException {
        for (TestDevice device : devices()) {
            device.connect(server);
        }
    }

    /// All devices post as fast as they are answered, to all they are in.
    void load() {
        devices.forEach((device, conversations) -> device.keepPosting(conversations, WINDOW));
    }

    /// Each device posts so many messages, and connects again until all are answered.
    void persist(URI server, int messages) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            devices.forEach((device, conversations) ->
                    all.add(
                            threads.submit(() -> {
                                for (int i = 0; i < messages; i++) {
                                    device.post(
                                            conversations.get(i % conversations.size()),
                                            "number " + i);
                                }
                                device.persist(server);
                                return device;
                            })));
            for (Future<?> each : all) {
                each.get();
            }
        }
    }

    /// Posts a few messages, one after the other, with so many milliseconds between them.
    void trickle(int messages, int millis) throws InterruptedException {
        TestDevice device = devices().getFirst();
        for (int i = 0; i < messages; i++) {
            long before = device.acked();
            device.post(everyone, "now and then");
            device.awaitAcked(before + 1);
            new Await().within(millis, () -> false);
        }
    }

    /// Reads all histories from the beginning and writes them down elsewhere.
    void walk(URI server, HistoryRecorder into, String name)
            throws IOException, InterruptedException {
        for (Map.Entry<Guest, List<ConversationId>> member : members.entrySet()) {
            Reader reader = new Reader(member.getKey().person(), "walks after " + name);
            try (Asker asker = new Asker(server, member.getKey(), random)) {
                for (ConversationId conversation : member.getValue()) {
                    into.whole(reader, conversation.text(), 1);
                    asker.after(conversation, 0)
                            .forEach(event -> into.seen(reader, Entries.of(event)));
                }
            }
        }
    }

    /// No device posts of its own accord any more.
    void fallSilent() {
        devices().forEach(TestDevice::fallSilent);
    }

    /// Messages acknowledged so far.
    long acked() {
        return devices().stream().mapToLong(TestDevice::acked).sum();
    }

    /// Waits until each device has so many more messages acknowledged.
    void awaitAckedEach(long more) throws InterruptedException {
        List<Long> before = devices().stream().map(TestDevice::acked).toList();
        for (int i = 0; i < before.size(); i++) {
            devices().get(i).awaitAcked(before.get(i) + more);
        }
    }

    /// Waits until all connections have ended.
    void awaitEnd() throws InterruptedException {
        for (TestDevice device : devices()) {
            device.awaitEnd();
        }
    }

    /// Lets everything come to rest, reads what is new in the histories, and judges all so far.
    Report check(URI server) throws IOException, InterruptedException {
        fallSilent();
        for (TestDevice device : devices()) {
            device.awaitQuiet();
        }
        checks++;
        Map<ConversationId, Long> heads = new HashMap<>();
        for (Map.Entry<Guest, List<ConversationId>> member : members.entrySet()) {
            try (Asker asker = new Asker(server, member.getKey(), random)) {
                for (ConversationId conversation : member.getValue()) {
                    walkOn(asker, new Member(member.getKey(), conversation));
                    heads.put(conversation, asker.head(conversation));
                }
            }
        }
        for (Map.Entry<TestDevice, List<ConversationId>> device : devices.entrySet()) {
            for (ConversationId conversation : device.getValue()) {
                settle(device.getKey(), conversation, heads.getOrDefault(conversation, 0L));
            }
        }
        return HistoryChecker.check(recorder.history());
    }

    private void settle(TestDevice device, ConversationId conversation, long head)
            throws InterruptedException {
        device.awaitHead(conversation, head);
        device.recordState(conversation, conversation + " at check " + checks);
        recorder.whole(device.shownReader(), conversation.text(), 1);
    }

    private void walkOn(Asker asker, Member member) throws IOException {
        Reader reader = new Reader(member.guest.person(), "walks forward");
        long last = walked.getOrDefault(member, 0L);
        recorder.whole(reader, member.conversation.text(), 1);
        for (var event : asker.after(member.conversation, last)) {
            recorder.seen(reader, Entries.of(event));
            walked.put(member, event.seq());
        }
    }

    /// Reads all histories once more, backward from the newest event, and judges.
    Report checkFromTheEnd(URI server) throws IOException, InterruptedException {
        checks++;
        for (Map.Entry<Guest, List<ConversationId>> member : members.entrySet()) {
            Guest guest = member.getKey();
            Reader reader = new Reader(guest.person(), "walks backward at check " + checks);
            try (Asker asker = new Asker(server, guest, random)) {
                for (ConversationId conversation : member.getValue()) {
                    recorder.whole(reader, conversation.text(), 1);
                    asker.backward(conversation)
                            .forEach(event -> recorder.seen(reader, Entries.of(event)));
                }
            }
        }
        return HistoryChecker.check(recorder.history());
    }

    /// Fails with the report, and leaves the history in a file, unless every promise was kept.
    static void assertClean(Report report, History history, String run) throws IOException {
        if (!report.isClean()) {
            Path file = Path.of("target", "histories", run + ".txt");
            history.writeTo(file);
            throw new AssertionError(run + ", all of it in " + file + "\n" + report);
        }
    }

    @Override
    public void close() {
        new ArrayList<>(devices.keySet()).forEach(TestDevice::close);
    }
}
