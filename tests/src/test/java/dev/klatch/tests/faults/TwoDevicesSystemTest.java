package dev.klatch.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.klatch.client.NewRoom;
import dev.klatch.client.Writing;
import dev.klatch.protocol.Callout;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.protocol.SignIn;
import dev.klatch.tests.history.Console;
import dev.klatch.tests.wire.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two devices of one person, over long lines that break, while others write, change, rename,
/// erase, leave and come back: in the end both show the same, and their badges say what the server
/// counts.
final class TwoDevicesSystemTest {
    private static final int STEPS = 120;
    private static final long LINE_MILLIS = 100;
    private static final int NEWEST = 20;
    private static final long QUIET_MILLIS = 100;
    private static final int TRIES = 100;

    private final List<ConversationId> places = new ArrayList<>();
    private final List<LibraryDevice> people = new ArrayList<>();
    private SplittableRandom random = new SplittableRandom(0);

    @TempDir Path folder;

    @Test
    @DisplayName("D16 two devices of one person end with the same state and the same badges")
    void twoDevicesEndWithTheSameStateAndTheSameBadges() throws IOException, InterruptedException {
        long seed = Console.seed("two devices");
        random = new SplittableRandom(seed);
        try (TestServer server = TestServer.startUnlimited(folder.resolve("data"))) {
            URI address = URI.create("http://127.0.0.1:" + server.port());
            try (FaultProxy one = new FaultProxy(address).delay(LINE_MILLIS);
                    FaultProxy other = new FaultProxy(address).delay(LINE_MILLIS);
                    LibraryDevice phone = device(one.url(), "ana", "phone");
                    LibraryDevice desk = device(other.url(), "ana", "desk");
                    LibraryDevice bob = device(address, "bob", "bob");
                    LibraryDevice eve = device(address, "eve", "eve")) {
                phone.start(new SignIn.SignUp("ana", "correct horse"));
                desk.start(new SignIn.WithPassword("ana", "correct horse"));
                bob.start(new SignIn.SignUp("bob", "correct horse"));
                eve.start(new SignIn.SignUp("eve", "correct horse"));
                people.addAll(List.of(phone, desk, bob, eve));
                meet(phone, desk, bob, eve);
                one.harmAnswers("\"conversation\"", FaultProxy.Fate.CUT, 0.08, random.split());
                other.harmAnswers("\"posted\"", FaultProxy.Fate.SWALLOW, 0.15, random.split());
                for (int i = 0; i < STEPS; i++) {
                    step();
                    if (i % 8 == 0) {
                        settle();
                    }
                }
                settle();
                one.heal();
                other.heal();
                bob.post(places.getFirst(), Writing.of("the end"));
                settle();
                Console.say("two devices: " + one.cuts() + " cuts, " + other.swallowed() + " lost");
                judge(seed, phone, desk);
            } finally {
                people.clear();
            }
        }
    }

    private LibraryDevice device(URI server, String name, String which) throws IOException {
        return new LibraryDevice(server, name, folder.resolve(which));
    }

    private void meet(LibraryDevice phone, LibraryDevice desk, LibraryDevice bob, LibraryDevice eve)
            throws InterruptedException {
        ConversationId room =
                bob.done(bob.client.conversations().create(NewRoom.of("Physics"))).conversation();
        for (LibraryDevice device : List.of(phone, eve)) {
            device.done(device.client.conversations().join(room));
        }
        ConversationId group =
                eve.done(eve.client.conversations().createGroup("crew", List.of("ana", "bob")))
                        .conversation();
        places.addAll(List.of(phone.everyone(), room, group));
        for (LibraryDevice device : List.of(phone, desk, bob, eve)) {
            for (ConversationId place : places) {
                device.awaitConversation(place);
            }
        }
    }

    private void settle() throws InterruptedException {
        for (LibraryDevice device : people) {
            device.settle();
        }
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void step() {
        LibraryDevice who = any(people);
        List<MessageFrame.Place> own = who.said();
        List<MessageFrame.Place> all = new ArrayList<>();
        people.forEach(person -> all.addAll(person.said()));
        switch (all.isEmpty() || own.isEmpty() ? 0 : random.nextInt(12)) {
            case 0, 1, 2, 3 -> who.post(any(places), words());
            case 4 -> {
                MessageFrame.Place root = any(all);
                who.post(root.conversation(), Writing.of("more").inThread(root.seq()));
            }
            case 5 -> who.order(who.client.messages().edit(any(own), words().text() + " (edited)"));
            case 6 -> who.order(who.client.messages().delete(any(own)));
            case 7 -> who.order(who.client.messages().react(any(all), any(List.of("👍", "no"))));
            case 8 -> who.client.markRead(any(places), 1 + random.nextLong(60));
            case 9 -> who.order(who.client.conversations().rename(room(), "Physics " + number()));
            case 10 -> who.order(who.comeOrGo(room()));
            default -> {
                MessageFrame.Place root = any(all);
                who.client.markRead(root, root.seq() + random.nextLong(9));
            }
        }
    }

    private ConversationId room() {
        return places.get(1);
    }

    private int number() {
        return random.nextInt(100);
    }

    private Writing words() {
        return switch (random.nextInt(6)) {
            case 0 -> Writing.of("@ana look");
            case 1 -> Writing.of("all of you").calling(Callout.EVERYONE);
            case 2 -> Writing.of("@bob and @eve");
            default -> Writing.of("words " + number());
        };
    }

    /// Read marks are written together once a second, so it takes a moment until the server says
    /// what is true.
    private void judge(long seed, LibraryDevice phone, LibraryDevice desk)
            throws InterruptedException {
        Map<String, String> truth = Map.of();
        for (int i = 0; i < TRIES; i++) {
            phone.pause(QUIET_MILLIS);
            // A question that was swallowed before is given up after a while; then it is asked
            // anew.
            phone.openAll();
            desk.openAll();
            truth = phone.truth();
            assertEquals(List.of(), phone.backwards(), "seed " + seed);
            assertEquals(List.of(), desk.backwards(), "seed " + seed);
            if (truth.equals(phone.badges())
                    && truth.equals(desk.badges())
                    && phone.stateHash(NEWEST).equals(desk.stateHash(NEWEST))) {
                return;
            }
        }
        assertEquals(show(truth), show(phone.badges()), "the phone, seed " + seed);
        assertEquals(show(truth), show(desk.badges()), "the desk, seed " + seed);
        for (ConversationId place : places) {
            assertEquals(phone.kept(place, NEWEST), desk.kept(place, NEWEST), "seed " + seed);
        }
        assertEquals(
                phone.stateHash(NEWEST), desk.stateHash(NEWEST), "the same state, seed " + seed);
    }

    private static String show(Map<String, String> badges) {
        return String.join("\n", badges.entrySet().stream().map(Object::toString).toList());
    }
}
