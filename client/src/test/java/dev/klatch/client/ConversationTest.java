package dev.klatch.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.SignIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole conversations between clients and a server that the test plays, in virtual time.
class ConversationTest {
    private final VirtualLoop time = new VirtualLoop();
    private final FakeServer server = new FakeServer(time);

    @TempDir Path state;

    private Guest guest(String name) throws IOException {
        Guest guest = new Guest(server, time, state, name).start();
        time.until(guest::caughtUp);
        return guest;
    }

    @Test
    void whatAnaWritesReachesBobOnceAndAnaKnowsIt() throws IOException {
        Guest ana = guest("ana");
        Guest bob = guest("bob");
        ana.client.post(Addressee.everyone(), "hello");
        time.until(() -> ana.sent() == 1);
        time.pass(10);
        assertEquals(List.of("hello"), bob.shown(FakeServer.EVERYONE));
        assertEquals(List.of("hello"), ana.shown(FakeServer.EVERYONE));
    }

    @Test
    void whoEntersSeesTheNewestFiftyEvents() throws IOException {
        IntStream.rangeClosed(1, 80).forEach(i -> server.say(FakeServer.EVERYONE, "eve", "" + i));
        Guest ana = guest("ana");
        assertEquals(
                IntStream.rangeClosed(31, 80).mapToObj(i -> "" + i).toList(),
                ana.shown(FakeServer.EVERYONE));
    }

    @Test
    void aLostEventIsNoticedAtTheNextOneAndFetched() throws IOException {
        Guest ana = guest("ana");
        server.say(FakeServer.EVERYONE, "eve", "one");
        time.pass(10);
        server.faults(new Faults(Faults.none().random(), 0, 1, 0, 0, 0));
        server.say(FakeServer.EVERYONE, "eve", "two");
        server.faults(Faults.none());
        server.say(FakeServer.EVERYONE, "eve", "three");
        time.pass(50);
        assertEquals(List.of("one", "two", "three"), ana.shown(FakeServer.EVERYONE));
    }

    @Test
    void whatIsWrittenWithoutAConnectionIsSentWhenThereIsOne() throws IOException {
        Guest ana = guest("ana");
        server.reachable("no");
        time.pass(10);
        ana.client.post(Addressee.everyone(), "kept");
        time.pass(5_000);
        assertEquals(0, ana.sent());
        assertEquals(1, ana.states(MessageState.Sending.class));
        server.reachable("yes");
        time.until(() -> ana.sent() == 1);
        assertEquals(List.of("kept"), server.said(FakeServer.EVERYONE));
    }

    @Test
    void whatWasWrittenBeforeTheFirstSignInBelongsToIt() throws IOException {
        server.reachable("no");
        Guest before = new Guest(server, time, state, "ana").start();
        before.client.post(Addressee.everyone(), "from before");
        time.pass(1_000);
        before.client.close();
        time.pass(2_000);
        server.reachable("yes");
        Guest ana = guest("Ana");
        time.until(() -> ana.sent() == 1);
        assertEquals(List.of("from before"), server.said(FakeServer.EVERYONE));
    }

    @Test
    void aSecondClientOfTheSameNameIsToldSo() throws IOException {
        guest("ana");
        StateInUseException refused = assertThrows(StateInUseException.class, () -> guest("ANA"));
        assertTrue(String.valueOf(refused.getMessage()).contains("already"));
    }

    @Test
    void entriesOfAnEarlierGuestAreHeldAndNotSent() throws IOException {
        Guest ana = guest("ana");
        server.reachable("no");
        time.pass(10);
        ana.client.post(Addressee.everyone(), "of the first ana");
        time.pass(10);
        server.forgetTokens();
        server.reachable("yes");
        time.until(() -> ana.states(MessageState.Held.class) == 1);
        time.pass(60_000);
        assertEquals(List.of(), server.said(FakeServer.EVERYONE));
        List<OutboxEntry> kept = now(ana.client.unsettled());
        assertEquals("of the first ana", kept.getFirst().text());
        ana.client.sendAnyway(kept.getFirst().cid());
        time.until(() -> ana.sent() == 1);
    }

    @Test
    void entriesOfAnotherEpochWaitForThePerson() throws IOException {
        Guest ana = guest("ana");
        server.reachable("no");
        time.pass(10);
        ana.client.post(Addressee.everyone(), "about the old history");
        time.pass(10);
        server.wipe("e2");
        server.reachable("yes");
        time.until(() -> ana.states(MessageState.Held.class) == 1);
        assertEquals(List.of(), server.said(FakeServer.EVERYONE));
        assertTrue(ana.told.contains(new ClientEvent.EpochChanged()));
    }

    @Test
    void tooMuchMissedMeansReadingAnew() throws IOException {
        Guest ana = guest("ana");
        server.say(FakeServer.EVERYONE, "eve", "old");
        time.pass(10);
        server.resumeEvents = 10;
        server.reachable("no");
        IntStream.rangeClosed(1, 200).forEach(i -> server.say(FakeServer.EVERYONE, "eve", "" + i));
        server.reachable("yes");
        time.until(() -> ana.shown(FakeServer.EVERYONE).contains("200"));
        assertTrue(ana.told.contains(new ClientEvent.Reread(FakeServer.EVERYONE)));
        assertEquals(51, ana.shown(FakeServer.EVERYONE).size());
    }

    @Test
    void silenceOfTwentySecondsIsOffline() throws IOException {
        Guest ana = guest("ana");
        time.pass(19_000);
        assertFalse(offline(ana));
        time.pass(2_100);
        assertTrue(offline(ana));
    }

    @Test
    void aBeatIsAnsweredAndKeepsTheConnection() throws IOException {
        Guest ana = guest("ana");
        for (int i = 0; i < 10; i++) {
            time.pass(15_000);
            server.notice(new Notice.Beat());
        }
        assertFalse(offline(ana));
    }

    private static boolean offline(Guest guest) {
        return guest.told.stream()
                .anyMatch(event ->
                        event instanceof ClientEvent.LinkChanged changed
                                && changed.state() == ClientEvent.LinkState.OFFLINE);
    }

    @Test
    void aClosingServerSaysWhenToComeBack() throws IOException {
        Guest ana = guest("ana");
        server.notice(new Notice.Closing("Back in a minute.", 60_000L));
        time.pass(10);
        server.connections.forEach(c -> c.sendText(""));
        List.copyOf(server.connections)
                .forEach(c -> c.end(new Network.End(1012, 0, "The server is stopping.")));
        time.pass(10);
        ClientEvent.LinkChanged last =
                (ClientEvent.LinkChanged)
                        ana.told.stream()
                                .filter(ClientEvent.LinkChanged.class::isInstance)
                                .toList()
                                .getLast();
        assertTrue(last.retryMillis() >= 60_000, last.toString());
    }

    @Test
    void signedOutElsewhereMeansNoReconnect() throws IOException {
        Guest ana = guest("ana");
        List.copyOf(server.connections)
                .forEach(c -> c.end(new Network.End(4401, 0, "You were signed out.")));
        time.pass(120_000);
        assertEquals(0, server.connections.size());
        assertFalse(offline(ana));
    }

    @Test
    void aRoomIsMadeJoinedAndLeft() throws IOException {
        Guest ana = guest("ana");
        Guest bob = guest("bob");
        ConversationId staff = made(ana.client.createRoom("staff"));
        assertInstanceOf(Reply.Done.class, now(bob.client.join(staff)));
        bob.client.post(Addressee.of(staff), "hi staff");
        time.until(() -> !ana.shown(staff).isEmpty());
        assertEquals(List.of(1L, 2L, 3L), ana.places(staff));
        assertInstanceOf(Reply.Done.class, now(bob.client.leave(staff)));
        assertTrue(bob.told.contains(new ClientEvent.Gone(staff)));
        time.pass(10);
        assertEquals(List.of(1L, 2L, 3L, 4L), ana.places(staff));
    }

    @Test
    void aPrivateMessageReachesOnePersonOnly() throws IOException {
        Guest ana = guest("ana");
        Guest bob = guest("bob");
        Guest eve = guest("eve");
        ana.client.post(new Addressee.Person("BOB"), "psst");
        time.until(() -> ana.sent() == 1);
        time.pass(100);
        assertTrue(bob.told.toString().contains("psst"));
        assertFalse(eve.told.toString().contains("psst"));
        assertInstanceOf(Reply.Denied.class, now(ana.client.openDirect("nobody")));
    }

    @Test
    void whatCannotBeSentSaysWhyAndIsNotKept() throws IOException {
        Guest ana = guest("ana");
        ana.client.post(Addressee.everyone(), "x".repeat(16_385));
        ana.client.post(new Addressee.Person("nobody"), "are you there");
        ana.client.post(Addressee.everyone(), "last");
        time.until(() -> ana.sent() == 1);
        assertEquals(2, ana.states(MessageState.Failed.class));
        assertEquals(List.of(), now(ana.client.unsettled()));
    }

    @Test
    void aTakenNameIsSaidAndAnotherCanBeTried() throws IOException {
        guest("ana");
        server.passwords.put("bob", "long enough");
        Guest bob = new Guest(server, time, state, "bob").start();
        time.until(() -> refused(bob, Refusal.NAME_HAS_ACCOUNT));
        bob.client.start(new SignIn.WithPassword("bob", "wrong"));
        time.until(() -> refused(bob, Refusal.WRONG_PASSWORD));
        bob.client.start(new SignIn.WithPassword("bob", "long enough"));
        time.until(bob::caughtUp);
    }

    @Test
    void credentialsThatNoServerWouldTakeAreRefusedAndOthersCanBeTried() throws IOException {
        Guest ana = new Guest(server, time, state, "ana");
        ana.client.start(() -> new SignIn.Guest("ana", "x".repeat(129)));
        time.until(() -> refused(ana, Refusal.OUT_OF_RANGE));
        ana.client.start(() -> new SignIn.WithPassword("ana", "x".repeat(1_025)));
        time.until(() -> refused(ana, Refusal.PASSWORD_INVALID));
        ana.client.start(() -> new SignIn.Guest("ana"));
        time.until(ana::caughtUp);
    }

    private static boolean refused(Guest guest, Refusal refusal) {
        return guest.told.stream()
                .anyMatch(event ->
                        event instanceof ClientEvent.SignInRefused(var refused)
                                && refused.is(refusal));
    }

    @Test
    void whoSignsOutIsGoneAndTheNameIsFree() throws IOException {
        Guest ana = guest("ana");
        now(ana.client.signOut());
        assertEquals(0, server.tokens.size());
        guest("ana");
    }

    private ConversationId made(CompletableFuture<Reply> reply) {
        Reply.Done done = assertInstanceOf(Reply.Done.class, now(reply));
        return assertInstanceOf(Answer.Accepted.class, done.answer()).conversation();
    }

    private <T> T now(CompletableFuture<T> future) {
        time.until(future::isDone);
        return future.join();
    }
}
