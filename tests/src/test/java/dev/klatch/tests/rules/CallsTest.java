package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.Limiting;
import dev.klatch.core.Request;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CallEnd;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.LegEnd;
import dev.klatch.protocol.LegId;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.tests.journal.MemoryJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Calls between two: how they ring, go on and end.
final class CallsTest {
    private final Stage stage = new Stage();
    private final Device ana = stage.account("ana");
    private final Device bob = stage.account("bob");
    private final Device eve = stage.account("eve");
    private final ConversationId direct = direct(ana, "bob");
    private final Phone anas = new Phone(stage, ana, direct);
    private final Phone bobs = new Phone(stage, bob, direct);

    private ConversationId direct(Device from, String name) {
        from.news();
        stage.run(stage.openDirect(from, name));
        return from.accepted().conversation();
    }

    /// A call that both are in.
    private long talk() {
        long call = anas.calls();
        bobs.joins(call);
        eve.news();
        return call;
    }

    /// One more connection of this person's, and all that it hears.
    private static Device greeted(Stage where, Device old) {
        Device device = new Device(old.who);
        where.recorder.opened(device);
        where.run(new Request.Connected(device));
        return device;
    }

    @Test
    void itRingsUntilItIsAnsweredAndEndsWhenOneHangsUp() {
        long call = anas.calls();
        assertEquals(List.of(bob.person()), bobs.now().ringing());
        stage.pass(10_000);
        bobs.joins(call);
        assertEquals(List.of(), anas.now().ringing());
        stage.pass(61_000);
        bobs.leaves(call);
        Event.Called end = anas.ended();
        assertEquals(CallEnd.HUNG_UP, end.why());
        assertEquals(61_000, end.lasted());
        assertEquals(bob.person(), end.author());
        assertEquals(List.of(ana.person(), bob.person()), end.people());
        assertEquals(call, end.call());
        assertEquals(end, bobs.ended());
    }

    @Test
    void itRingsForAMinuteAndWasMissedThen() {
        anas.calls();
        stage.pass(59_999);
        bob.news();
        stage.pass(1);
        Event.Called end = bobs.ended();
        assertEquals(CallEnd.MISSED, end.why());
        assertEquals(ana.person(), end.author());
        assertNull(end.lasted());
        assertEquals(end, anas.ended());
    }

    @Test
    void whoCallsAndHangsUpHasCancelledAndWhoDeclinesDeclined() {
        long call = anas.calls();
        anas.leaves(call);
        assertEquals(CallEnd.CANCELLED, bobs.ended().why());
        long again = anas.calls();
        bobs.declines(again);
        Event.Called end = anas.ended();
        assertEquals(CallEnd.DECLINED, end.why());
        assertEquals(bob.person(), end.author());
        bobs.joins(again);
        assertTrue(bob.isRefused(Refusal.NO_CALL));
    }

    @Test
    void aCallerWhoDoesNotComeIsNotWaitedFor() {
        anas.starts();
        stage.pass(14_999);
        bob.news();
        stage.pass(1);
        assertEquals(CallEnd.INTERRUPTED, bobs.ended().why());
    }

    @Test
    void callingEachOtherAtOnceIsOneCall() {
        ana.news();
        bob.news();
        stage.run(anas.start(), bobs.start());
        long call = ana.accepted().seq();
        assertTrue(bob.isRefused(Refusal.CALL_RUNNING));
        bobs.joins(call);
        anas.joins(call);
        assertEquals(List.of(bob.person(), ana.person()), bobs.inIt());
    }

    @Test
    void theSameCommandAgainIsTheSameCall() {
        Request start = anas.start();
        ana.news();
        bob.news();
        stage.run(start);
        stage.run(start);
        List<Answer.Accepted> replies = ana.news(Answer.Accepted.class);
        assertEquals(replies.getFirst().seq(), replies.getLast().seq());
        assertEquals(1, bob.news(Event.Called.class).size());
    }

    @Test
    void whoIsInAnotherCallIsBusy() {
        talk();
        Phone eves = new Phone(stage, eve, direct(eve, "bob"));
        eves.starts();
        stage.run(eves.start());
        assertEquals(CallEnd.BUSY, eves.ended().why());
        bob.news();
        stage.pass(1_000);
        assertEquals(List.of(), bob.news(Event.Called.class));
    }

    @Test
    void aLostLegStaysForHalfAMinuteAndComesBackOverAnotherConnection() {
        long call = talk();
        ana.news();
        stage.lose(bob);
        assertEquals(true, anas.now().legs().getLast().away());
        stage.pass(29_000);
        Device again = greeted(stage, bob);
        assertEquals(call, again.one(Notice.CallNow.class).call());
        Phone resumed = bobs.over(stage, again);
        resumed.joins(call);
        assertEquals(2, again.one(Answer.CallJoined.class).legs().size());
        assertNull(anas.now().legs().getLast().away());
        stage.pass(60_000);
        assertEquals(List.of(), ana.news(Event.Called.class));
        resumed.signals(call, anas);
        again.done();
        assertEquals(resumed.leg, ana.one(Notice.Signal.class).from());
    }

    @Test
    void whoIsLostForLongerHasInterruptedIt() {
        talk();
        stage.lose(bob);
        stage.pass(29_999);
        ana.news();
        stage.pass(1);
        Event.Called end = anas.ended();
        assertEquals(CallEnd.INTERRUPTED, end.why());
        assertEquals(bob.person(), end.author());
        assertEquals(30_000, end.lasted());
    }

    @Test
    void aPersonIsInACallWithOneDeviceAndInOneCall() {
        long call = talk();
        Device tablet = stage.connect(bob.who);
        Phone other = new Phone(stage, tablet, direct);
        bob.news();
        other.joins(call);
        Notice.LegEnded ended = bob.one(Notice.LegEnded.class);
        assertEquals(bobs.leg, ended.leg());
        assertEquals(LegEnd.ELSEWHERE, ended.why());
        assertEquals(List.of(ana.person(), bob.person()), anas.inIt());
        bobs.signals(call, anas);
        assertTrue(bob.isRefused(Refusal.NOT_IN_CALL));
        Phone inTheRoom = new Phone(stage, bob, Stage.EVERYONE);
        ana.news();
        tablet.news();
        inTheRoom.calls();
        assertEquals(LegEnd.ELSEWHERE, tablet.one(Notice.LegEnded.class).why());
        assertEquals(CallEnd.HUNG_UP, anas.ended().why());
    }

    @Test
    void whoMayNotWriteThereMayNotCallThere() {
        new Orders(stage, bob).tell(block(bob, ana));
        ana.news();
        stage.run(anas.start());
        assertTrue(ana.isRefused(Refusal.BLOCKED));
        Phone stranger = new Phone(stage, eve, direct);
        eve.news();
        stage.run(stranger.start());
        assertTrue(eve.isRefused(Refusal.UNKNOWN_CONVERSATION));
        Device gus = stage.guest("gus");
        Phone withGus = new Phone(stage, ana, direct(ana, "gus"));
        stage.run(Stage.signOut(gus, new ArrayList<>()));
        ana.news();
        stage.run(withGus.start());
        assertTrue(ana.isRefused(Refusal.GUEST_LEFT));
    }

    private static dev.klatch.protocol.Instruction block(Device who, Device whom) {
        String key = "block:" + whom.person().text();
        return new dev.klatch.protocol.StateFrame.SetState(who.nextRef(), key, "yes");
    }

    @Test
    void aSignalReachesTheOneLegThatItIsFor() {
        long call = talk();
        Device tablet = stage.connect(bob.who);
        tablet.news();
        bob.news();
        anas.signals(call, bobs);
        ana.done();
        assertEquals("a candidate", bob.one(Notice.Signal.class).body());
        assertEquals(List.of(), tablet.news());
        assertEquals(List.of(), eve.news());
        Phone notIn = new Phone(stage, tablet, direct);
        notIn.signals(call, anas);
        assertEquals("leg", refused(tablet, Refusal.NOT_IN_CALL).field());
        anas.signals(call, notIn);
        assertEquals("to", refused(ana, Refusal.NOT_IN_CALL).field());
        anas.signals(call, anas);
        refused(ana, Refusal.NOT_IN_CALL);
        anas.signals(call + 1, bobs);
        refused(ana, Refusal.NO_CALL);
        new Phone(stage, eve, direct).signals(call, bobs);
        refused(eve, Refusal.NO_CALL);
        stage.lose(bob);
        anas.signals(call, bobs);
        assertEquals("to", refused(ana, Refusal.NOT_IN_CALL).field());
    }

    private static Refused refused(Device device, Refusal refusal) {
        Refused no = device.refused();
        assertTrue(no.is(refusal), no.toString());
        return no;
    }

    @Test
    void nobodySpeaksWithTheLegOfAnother() {
        long call = talk();
        LegId ofAna = anas.leg;
        bobs.joins(call, ofAna);
        refused(bob, Refusal.NOT_IN_CALL);
        Phone posing = anas.over(stage, bob);
        posing.mutes(call);
        refused(bob, Refusal.NOT_IN_CALL);
        posing.leaves(call);
        refused(bob, Refusal.NOT_IN_CALL);
    }

    @Test
    void whatIsToldIsToldOnceForEachBatch() {
        long call = talk();
        ana.news();
        stage.run(mute(bobs, call, true), mute(bobs, call, false), mute(bobs, call, true));
        Notice.CallNow told = ana.one(Notice.CallNow.class);
        assertTrue(told.legs().getLast().muted());
    }

    private Request mute(Phone phone, long call, boolean muted) {
        return new Request.Instructed(
                phone.device,
                new dev.klatch.protocol.CallFrame.SetLeg(
                        phone.device.nextRef(), direct, call, phone.leg, muted, false, false));
    }

    @Test
    void aBatchThatIsNotKeptLeavesTheCallAsItWas() {
        long call = anas.calls();
        stage.journal.fail(Refusal.STORAGE_FULL);
        bobs.joins(call);
        refused(bob, Refusal.STORAGE_FULL);
        anas.leaves(call);
        refused(ana, Refusal.STORAGE_FULL);
        bob.news();
        stage.pass(60_000);
        assertEquals(List.of(), bob.news());
        stage.journal.fail(null);
        stage.pass(1);
        assertEquals(CallEnd.MISSED, bobs.ended().why());
    }

    @Test
    void sixCallsAMinuteAreEnough() {
        Stage paced = new Stage(new MemoryJournal(), Limiting.ON, 42);
        Device caller = paced.account("ana");
        Device other = paced.account("bob");
        paced.run(paced.openDirect(caller, "bob"));
        ConversationId place = caller.accepted().conversation();
        Phone phone = new Phone(paced, caller, place);
        Phone others = new Phone(paced, other, place);
        for (int i = 0; i < 6; i++) {
            others.declines(phone.starts());
        }
        caller.news();
        paced.run(phone.start());
        assertTrue(Objects.requireNonNull(refused(caller, Refusal.SLOW_DOWN).retryAfter()) > 0);
        paced.pass(10_000);
        phone.starts();
    }

    @Test
    void afterARestartThePeopleComeBackIntoTheirCall() {
        long call = talk();
        stage.pass(20_000);
        Stage after = new Stage(stage.journal, Limiting.OFF, 43);
        Device anaAgain = greeted(after, ana);
        Notice.CallNow now = anaAgain.one(Notice.CallNow.class);
        assertEquals(List.of(), now.legs());
        assertEquals(List.of(), now.ringing());
        Phone anasAgain = anas.over(after, anaAgain);
        anasAgain.joins(call);
        after.pass(29_000);
        Device bobAgain = after.connect(bob.who);
        Phone bobsAgain = bobs.over(after, bobAgain);
        bobsAgain.joins(call);
        after.pass(31_000);
        anasAgain.leaves(call);
        Event.Called end = bobsAgain.ended();
        assertEquals(CallEnd.HUNG_UP, end.why());
        assertEquals(List.of(ana.person(), bob.person()), end.people());
    }

    @Test
    void afterARestartACallWithoutItsPeopleIsOver() {
        talk();
        Stage after = new Stage(stage.journal, Limiting.OFF, 43);
        Phone anasAgain = anas.over(after, after.connect(ana.who));
        after.pass(29_999);
        anasAgain.device.news();
        after.pass(1);
        assertEquals(CallEnd.INTERRUPTED, anasAgain.ended().why());
        assertEquals(List.of(), after.journal.openCalls());
        PersonId author = ana.person();
        Event last = after.journal.events(direct).getLast();
        assertEquals(author, ((Event.Called) last).author());
    }
}
