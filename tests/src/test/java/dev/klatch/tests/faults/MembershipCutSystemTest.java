package dev.klatch.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.client.NewRoom;
import dev.klatch.client.Reply;
import dev.klatch.client.Writing;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.SignIn;
import dev.klatch.tests.history.Console;
import dev.klatch.tests.wire.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is taken out at any moment sees nothing of what is said after it, and who comes sees what
/// the room lets newcomers see.
final class MembershipCutSystemTest {
    private static final int ROUNDS = 9;
    private static final int MESSAGES = 12;

    @TempDir Path folder;

    @Test
    @DisplayName("D17 who is removed, banned or leaves at any moment is told nothing after it")
    void whoIsTakenOutIsToldNothingAfterIt() throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(Console.seed("membership cuts"));
        try (TestServer server = TestServer.startUnlimited(folder.resolve("data"));
                LibraryDevice ana = enter(server, "ana");
                LibraryDevice bob = enter(server, "bob");
                LibraryDevice eve = enter(server, "eve")) {
            ConversationId room = room(ana, NewRoom.of("Physics"));
            bob.done(bob.client.conversations().join(room));
            for (int round = 0; round < ROUNDS; round++) {
                eve.done(eve.client.conversations().join(room));
                eve.awaitConversation(room);
                long cut = talk(ana, bob, eve, room, random);
                eve.awaitGone(room);
                List<Long> shown = eve.shown(room);
                long last = shown.isEmpty() ? 0 : Collections.max(shown);
                assertTrue(last <= cut, "seq " + last + " was told after the cut at " + cut);
                ana.done(ana.client.members().unban(room, eve.person()));
            }
        }
    }

    /// Bob goes on writing while eve goes, in one of three ways. Returns where.
    private static long talk(
            LibraryDevice ana,
            LibraryDevice bob,
            LibraryDevice eve,
            ConversationId room,
            SplittableRandom random)
            throws InterruptedException {
        int moment = random.nextInt(MESSAGES);
        int way = random.nextInt(3);
        PersonId person = eve.person();
        CompletableFuture<Reply> cut = new CompletableFuture<>();
        for (int i = 0; i < MESSAGES; i++) {
            bob.post(room, Writing.of("word " + i));
            if (i == moment) {
                cut =
                        switch (way) {
                            case 0 -> ana.client.members().remove(room, person);
                            case 1 -> ana.client.members().ban(room, person);
                            default -> eve.client.conversations().leave(room);
                        };
            }
        }
        bob.settle();
        return (way == 2 ? eve : ana).done(cut).seq();
    }

    @Test
    @DisplayName("D17 newcomers see what the room's policy says")
    void newcomersSeeWhatTheRoomLetsThemSee() throws IOException, InterruptedException {
        try (TestServer server = TestServer.startUnlimited(folder.resolve("data"));
                LibraryDevice ana = enter(server, "ana");
                LibraryDevice eve = enter(server, "eve")) {
            ConversationId open = room(ana, NewRoom.of("Physics"));
            ConversationId shut = room(ana, NewRoom.of("Staff").secluded().fromJoining());
            for (ConversationId room : List.of(open, shut)) {
                ana.post(room, Writing.of("before"));
            }
            ana.settle();
            eve.done(eve.client.conversations().join(open));
            long came = ana.done(ana.client.members().invite(shut, List.of(eve.person()))).seq();
            eve.awaitConversation(shut);
            for (ConversationId room : List.of(open, shut)) {
                ana.post(room, Writing.of("after"));
            }
            ana.settle();
            assertEquals(List.of("before", "after"), texts(eve, open));
            assertEquals(List.of("after"), texts(eve, shut));
            List<Event> seen = LibraryDevice.wait(eve.client.newest(shut, 50));
            assertEquals(came, seen.getFirst().seq(), "what brought her in is the first");
        }
    }

    private static List<String> texts(LibraryDevice device, ConversationId room) {
        return LibraryDevice.wait(device.client.newest(room, 50)).stream()
                .filter(Event.Posted.class::isInstance)
                .map(event -> ((Event.Posted) event).text())
                .toList();
    }

    private LibraryDevice enter(TestServer server, String name)
            throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.port());
        return new LibraryDevice(address, name, folder.resolve(name))
                .start(new SignIn.SignUp(name, "correct horse"));
    }

    private static ConversationId room(LibraryDevice maker, NewRoom room) {
        return maker.done(maker.client.conversations().create(room)).conversation();
    }
}
