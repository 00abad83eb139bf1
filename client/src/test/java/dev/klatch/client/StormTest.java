package dev.klatch.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients write through a network that cuts, loses, doubles and swaps, at a server that refuses
/// for the moment now and then: everything written arrives once, in each author's order, and in the
/// end all clients have the same.
class StormTest {
    private static final int MESSAGES = 40;

    @TempDir Path state;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void everythingWrittenArrivesOnceAndInOrder(long seed) throws IOException {
        try {
            storm(new SplittableRandom(seed));
        } catch (AssertionError failure) {
            throw new AssertionError("seed " + seed, failure);
        }
    }

    private void storm(SplittableRandom random) throws IOException {
        VirtualLoop time = new VirtualLoop();
        FakeServer server = new FakeServer(time);
        server.faults(new Faults(random.split(), 0.05, 0.1, 0.1, 0.1, 0.1));
        List<Guest> guests = new ArrayList<>();
        for (String name : List.of("ana", "bob", "eve")) {
            guests.add(new Guest(server, time, state, name, random.split()).start());
        }
        for (int i = 0; i < MESSAGES; i++) {
            for (Guest guest : guests) {
                String text = guests.indexOf(guest) + ":" + i;
                guest.client.post(Addressee.everyone(), text);
            }
            time.pass(random.nextInt(60));
        }
        time.until(() -> guests.stream().allMatch(guest -> guest.sent() >= MESSAGES));
        server.faults(calm(random));
        server.say(FakeServer.EVERYONE, "oli", "the end");
        time.until(() -> guests.stream().allMatch(guest -> has(guest, "the end")));
        time.pass(30_000);
        judge(server, guests, time);
    }

    private static Faults calm(RandomGenerator random) {
        return new Faults(random, 0, 0, 0, 0, 0);
    }

    private static boolean has(Guest guest, String text) {
        return guest.shown(FakeServer.EVERYONE).contains(text);
    }

    private static void judge(FakeServer server, List<Guest> guests, VirtualLoop time) {
        List<String> said = server.said(FakeServer.EVERYONE);
        assertEquals(guests.size() * MESSAGES + 1, said.size(), "each once");
        for (int author = 0; author < guests.size(); author++) {
            String prefix = author + ":";
            List<String> own = said.stream().filter(text -> text.startsWith(prefix)).toList();
            List<String> written = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                written.add(prefix + i);
            }
            assertEquals(written, own, "the author's order");
        }
        for (Guest guest : guests) {
            assertEquals(said, guest.shown(FakeServer.EVERYONE), "shown once and in order");
            assertEquals(MESSAGES, guest.sent(), "told as sent once");
        }
        var first = guests.getFirst().client.stateHash(1_000);
        time.until(first::isDone);
        for (Guest guest : guests) {
            var hash = guest.client.stateHash(1_000);
            time.until(hash::isDone);
            assertEquals(first.join(), hash.join(), "the same state");
        }
    }
}
