package dev.klatch.tests.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/// Makes up a correct history: people with one or two devices write to conversations of which each
/// may read a part; connections break with commands under way, of which some were stored; devices
/// come back, send those again, and catch up. The same seed makes the same history.
final class GeneratedHistory {
    private static final int COMMANDS = 120;

    /// One device with one connection at a time.
    private static final class Device {
        final String person;
        final String name;
        int connection = 1;
        final List<String> underWay = new ArrayList<>();

        /// The next place to be shown on this connection, by conversation.
        final Map<String, Long> live = new HashMap<>();

        Device(String person, String name) {
            this.person = person;
            this.name = name;
        }

        Sender sender() {
            return new Sender(person, name, connection);
        }

        Reader liveReader() {
            return new Reader(person, name + " live " + connection);
        }
    }

    private record Right(long from, long to) {
        boolean holds(long seq) {
            return from <= seq && seq <= to;
        }
    }

    private final SplittableRandom random;
    private final HistoryRecorder recorder;
    private final List<Device> devices = new ArrayList<>();
    private final Map<String, List<Entry>> logs = new LinkedHashMap<>();
    private final Map<String, Map<String, Right>> rights = new HashMap<>();
    private final Map<String, Entry> written = new HashMap<>();
    private final Map<String, Entry> stored = new HashMap<>();
    private long time;
    private int lastCid;

    private GeneratedHistory(long seed) {
        random = new SplittableRandom(seed);
        recorder = new HistoryRecorder(() -> time++);
    }

    static History of(long seed) {
        GeneratedHistory generated = new GeneratedHistory(seed);
        generated.world();
        while (generated.lastCid < COMMANDS) {
            generated.turn();
        }
        generated.leaveOpen();
        generated.devices.forEach(generated::settle);
        generated.devices.forEach(generated::catchUp);
        generated.end();
        return generated.recorder.history();
    }

    private void world() {
        for (String conversation : List.of("lobby", "staff", "ana+bob")) {
            List<Entry> log = new ArrayList<>();
            log.add(new Entry(conversation, 1, "created", "server", "made " + conversation, ""));
            logs.put(conversation, log);
            rights.put(conversation, new LinkedHashMap<>());
        }
        for (String person : List.of("ana", "bob", "eve")) {
            int count = random.nextInt(1, 3);
            for (int i = 0; i < count; i++) {
                devices.add(new Device(person, person + "/" + i));
            }
            allow(person, "lobby", new Right(1, HistoryRecorder.OPEN));
        }
        allow("ana", "staff", new Right(1, HistoryRecorder.OPEN));
        allow("bob", "staff", new Right(random.nextInt(2, 9), HistoryRecorder.OPEN));
        // Eve was in the staff room once and is not any more.
        allow("eve", "staff", new Right(2, random.nextInt(4, 9)));
        allow("ana", "ana+bob", new Right(1, HistoryRecorder.OPEN));
        allow("bob", "ana+bob", new Right(1, HistoryRecorder.OPEN));
    }

    private void allow(String person, String conversation, Right right) {
        known(rights, conversation).put(person, right);
        recorder.allowed(person, conversation, right.from(), right.to());
    }

    private static <V> V known(Map<String, V> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    private boolean allows(String person, String conversation, long seq) {
        Right right = known(rights, conversation).get(person);
        return right != null && right.holds(seq);
    }

    private void turn() {
        Device device = devices.get(random.nextInt(devices.size()));
        switch (random.nextInt(10)) {
            case 0 -> breakDown(device);
            case 1, 2, 3 -> catchUp(device);
            case 4, 5 -> settle(device);
            default -> send(device);
        }
    }

    /// A device that never comes back: of its last three commands one was refused, one stored and
    /// one not, and it learned of the refusal only.
    private void leaveOpen() {
        Device device = new Device("bob", "bob/lost");
        List<String> cids = List.of("lost-1", "lost-2", "lost-3");
        for (String cid : cids) {
            written.put(cid, new Entry("lobby", 0, "posted", "bob", cid, "text " + cid));
            attempt(device, cid);
        }
        recorder.failed(device.sender(), "lost-1", "busy");
        store(device, "lost-2");
        recorder.unknown(device.sender(), "lost-2");
        recorder.unknown(device.sender(), "lost-3");
    }

    private void send(Device device) {
        List<String> open = new ArrayList<>();
        for (Map.Entry<String, List<Entry>> log : logs.entrySet()) {
            if (allows(device.person, log.getKey(), log.getValue().size() + 1L)) {
                open.add(log.getKey());
            }
        }
        String conversation = open.get(random.nextInt(open.size()));
        String cid = "cid-" + ++lastCid;
        written.put(cid, new Entry(conversation, 0, "posted", device.person, cid, "text " + cid));
        attempt(device, cid);
        if (random.nextInt(6) == 0) {
            settle(device);
        }
    }

    private void attempt(Device device, String cid) {
        Entry entry = known(written, cid);
        recorder.invoked(device.sender(), entry.conversation(), cid, entry.text());
        device.underWay.add(cid);
    }

    /// The server takes what this device has under way, and the answers arrive.
    private void settle(Device device) {
        for (String cid : device.underWay) {
            if (!stored.containsKey(cid) && (random.nextInt(8) == 0 || !store(device, cid))) {
                recorder.failed(device.sender(), cid, "busy");
                continue;
            }
            Entry entry = known(stored, cid);
            recorder.acked(device.sender(), cid, entry.conversation(), entry.seq());
        }
        device.underWay.clear();
    }

    private boolean store(Device device, String cid) {
        Entry entry = known(written, cid);
        List<Entry> log = known(logs, entry.conversation());
        long seq = log.size() + 1L;
        if (!allows(device.person, entry.conversation(), seq)) {
            return false;
        }
        Entry placed =
                new Entry(entry.conversation(), seq, "posted", device.person, cid, entry.text());
        log.add(placed);
        stored.put(cid, placed);
        return true;
    }

    /// The connection ends: the server took the first few commands under way, no answer arrived.
    private void breakDown(Device device) {
        int taken = random.nextInt(device.underWay.size() + 1);
        for (int i = 0; i < device.underWay.size(); i++) {
            String cid = device.underWay.get(i);
            if (i < taken && !stored.containsKey(cid)) {
                store(device, cid);
            }
            recorder.unknown(device.sender(), cid);
        }
        List<String> again = List.copyOf(device.underWay);
        device.underWay.clear();
        device.live.clear();
        device.connection++;
        // Mostly they are sent again; a device that never comes back leaves them open.
        if (random.nextInt(4) > 0) {
            again.forEach(cid -> attempt(device, cid));
        }
    }

    private void catchUp(Device device) {
        logs.forEach((conversation, log) -> {
            long next = device.live.getOrDefault(conversation, (long) log.size());
            for (long seq = next; seq <= log.size(); seq++) {
                show(device.liveReader(), log.get((int) seq - 1));
            }
            device.live.put(conversation, log.size() + 1L);
        });
    }

    private void show(Reader reader, Entry entry) {
        if (allows(reader.person(), entry.conversation(), entry.seq())) {
            recorder.seen(reader, entry);
        }
    }

    private void end() {
        for (Device device : devices) {
            Reader reader = new Reader(device.person, device.name + " in the end");
            logs.forEach((_, log) -> showFrom(reader, log, random.nextInt(1, 5)));
        }
        for (String person : List.of("ana", "bob", "eve")) {
            Reader reader = new Reader(person, "walk");
            logs.forEach((_, log) -> showFrom(reader, log, 1));
        }
        for (Device device : devices) {
            Reader reader = new Reader(device.person, device.name);
            recorder.hashed(reader, device.person, "hash of " + device.person);
        }
    }

    private void showFrom(Reader reader, List<Entry> log, long from) {
        recorder.whole(reader, log.getFirst().conversation(), from);
        log.stream().skip(from - 1).forEach(entry -> show(reader, entry));
    }
}
