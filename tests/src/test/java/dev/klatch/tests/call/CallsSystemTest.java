package dev.klatch.tests.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.call.CallTimes;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CallEnd;
import dev.klatch.protocol.CallFrame.DeclineCall;
import dev.klatch.protocol.CallFrame.SendSignal;
import dev.klatch.protocol.CallLeg;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.LegEnd;
import dev.klatch.protocol.MessageFrame.ReadHistory;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.ServerFrame;
import dev.klatch.protocol.SignalSort;
import dev.klatch.tests.wire.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How calls end over real sockets: the same on each device of the two, and nothing for eve.
final class CallsSystemTest {
    /// Long enough for everything that is to happen meanwhile, and short enough to be waited for.
    private static final CallTimes SHORT = new CallTimes(3_000, 3_000, 3_000);

    @TempDir Path folder;
    private TestServer server;
    private Handset ana;
    private Handset anasTablet;
    private Handset bob;
    private Handset bobsPhone;
    private Handset eve;
    private ConversationId direct;

    @BeforeEach
    void theyAreThere() {
        server = TestServer.startUnlimited(folder);
        ana = Handset.guest(server, "ana");
        anasTablet = ana.another(server);
        bob = Handset.guest(server, "bob");
        bobsPhone = bob.another(server);
        eve = Handset.guest(server, "eve");
        direct = ana.direct(bob);
    }

    /// From now on nothing of a call takes longer than a few seconds.
    private void hurry() {
        server.close();
        server = TestServer.start(folder, usual -> usual.withoutLimits().with(SHORT));
        ana = ana.again(server);
        anasTablet = anasTablet.again(server);
        bob = bob.again(server);
        bobsPhone = bobsPhone.again(server);
        eve = eve.again(server);
    }

    @AfterEach
    void theyGo() {
        for (ServerFrame frame : eve.all()) {
            boolean known = frame instanceof Notice || frame instanceof Answer;
            boolean ofCalls =
                    frame instanceof Notice.CallNow
                            || frame instanceof Notice.Signal
                            || frame instanceof Notice.LegEnded;
            assertTrue(known && !ofCalls, "eve heard " + frame);
            assertTrue(!frame.toString().contains(direct.text()), "eve heard " + frame);
        }
        List.of(ana, anasTablet, bob, bobsPhone, eve).forEach(Handset::close);
        server.close();
    }

    /// It ended so, for each device.
    private void endsAs(CallEnd why, long call, Handset... devices) {
        Event.Called first = null;
        for (Handset device : devices) {
            Event.Called end = device.ended(call);
            assertEquals(why, end.why());
            assertEquals(first == null ? end : first, end);
            first = end;
        }
        devices[0].refused(devices[0].join(direct, call), Refusal.NO_CALL);
    }

    private void endsForAll(CallEnd why, long call) {
        endsAs(why, call, ana, anasTablet, bob, bobsPhone);
    }

    @Test
    void answeredAndHungUp() {
        long call = ana.calls(direct);
        Notice.CallNow rings = bobsPhone.await(Notice.CallNow.class, now -> now.legs().size() == 1);
        assertEquals(List.of(bob.person()), rings.ringing());
        bob.joins(direct, call);
        bobsPhone.await(Notice.CallNow.class, now -> now.ringing().isEmpty());
        bob.ask(bob.leave(direct, call));
        endsForAll(CallEnd.HUNG_UP, call);
    }

    @Test
    void declined() {
        long call = ana.calls(direct);
        bobsPhone.ask(ref -> new DeclineCall(ref, direct, call));
        endsForAll(CallEnd.DECLINED, call);
    }

    @Test
    void cancelled() {
        long call = ana.calls(direct);
        ana.ask(ana.leave(direct, call));
        endsForAll(CallEnd.CANCELLED, call);
    }

    @Test
    void missedByWhoIsThereAndByWhoIsNot() {
        hurry();
        bob.breaks();
        bobsPhone.breaks();
        long call = ana.calls(direct);
        endsAs(CallEnd.MISSED, call, ana, anasTablet);
        bob = bob.again(server);
        Answer page = bob.ask(ref -> new ReadHistory(ref, direct, null, null, null));
        Event last = ((Answer.History) page).events().getLast();
        assertEquals(CallEnd.MISSED, ((Event.Called) last).why());
        long next = ana.calls(direct);
        endsAs(CallEnd.MISSED, next, ana, anasTablet, bob);
    }

    @Test
    void busy() {
        Handset gus = Handset.guest(server, "gus");
        ConversationId other = gus.direct(bob);
        long talk = gus.calls(other);
        bob.joins(other, talk);
        long call = ana.starts(direct);
        endsForAll(CallEnd.BUSY, call);
        bob.ask(bob.leave(other, talk));
        gus.close();
    }

    @Test
    void bothCallAtOnce() {
        long call = ana.starts(direct);
        bob.refused(bob.start(direct), Refusal.CALL_RUNNING);
        bob.joins(direct, call);
        assertEquals(2, ana.joins(direct, call).legs().size());
        ana.ask(ana.leave(direct, call));
        endsForAll(CallEnd.HUNG_UP, call);
    }

    @Test
    void answeredElsewhere() {
        long call = ana.calls(direct);
        bob.joins(direct, call);
        bobsPhone.joins(direct, call);
        Notice.LegEnded over = bob.await(Notice.LegEnded.class, _ -> true);
        assertEquals(LegEnd.ELSEWHERE, over.why());
        bobsPhone.ask(bobsPhone.leave(direct, call));
        endsForAll(CallEnd.HUNG_UP, call);
    }

    @Test
    void theCallerIsKilled() {
        hurry();
        long call = ana.calls(direct);
        ana.breaks();
        bob.await(Notice.CallNow.class, CallsSystemTest::anyAway);
        endsAs(CallEnd.INTERRUPTED, call, anasTablet, bob, bobsPhone);
    }

    private static boolean anyAway(Notice.CallNow now) {
        return now.legs().stream().map(CallLeg::away).anyMatch(Boolean.TRUE::equals);
    }

    @Test
    void whoReloadsIsBack() {
        long call = ana.calls(direct);
        bob.joins(direct, call);
        bob.breaks();
        ana.await(Notice.CallNow.class, CallsSystemTest::anyAway);
        bob = bob.again(server);
        bob.await(Notice.CallNow.class, now -> now.call() == call);
        assertEquals(2, bob.joins(direct, call).legs().size());
        signals(bob, ana, call);
        assertEquals(bob.leg, ana.await(Notice.Signal.class, _ -> true).from());
        ana.ask(ana.leave(direct, call));
        endsForAll(CallEnd.HUNG_UP, call);
    }

    private Answer signals(Handset from, Handset to, long call) {
        return from.ask(ref ->
                new SendSignal(
                        ref, direct, call, from.leg, to.leg, SignalSort.DESCRIPTION, "an offer"));
    }

    @Test
    void aSignalIsForOneLegAlone() {
        long call = ana.calls(direct);
        bobsPhone.joins(direct, call);
        assertTrue(signals(ana, bobsPhone, call) instanceof Answer.Done);
        assertEquals("an offer", bobsPhone.await(Notice.Signal.class, _ -> true).body());
        for (Handset other : List.of(ana, anasTablet, bob)) {
            assertTrue(other.all().stream().noneMatch(Notice.Signal.class::isInstance));
        }
    }

    @Test
    void whenTheServerIsRestartedTheLegsComeBack() {
        long call = ana.calls(direct);
        bob.joins(direct, call);
        server.close();
        server = TestServer.startUnlimited(folder);
        eve = eve.again(server);
        ana = ana.again(server);
        assertEquals(List.of(), ana.await(Notice.CallNow.class, _ -> true).legs());
        ana.joins(direct, call);
        bob = bob.again(server);
        bob.await(Notice.CallNow.class, now -> now.legs().size() == 1);
        bob.joins(direct, call);
        signals(ana, bob, call);
        bob.await(Notice.Signal.class, _ -> true);
        bob.ask(bob.leave(direct, call));
        endsAs(CallEnd.HUNG_UP, call, ana, bob);
    }

    @Test
    void whenTheServerIsRestartedACallThatNobodyComesBackToIsOver() {
        long call = ana.calls(direct);
        hurry();
        bob.await(Notice.CallNow.class, now -> now.call() == call);
        assertTrue(bob.ended(call).why() != CallEnd.HUNG_UP);
    }
}
