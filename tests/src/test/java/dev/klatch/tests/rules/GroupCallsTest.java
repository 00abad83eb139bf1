package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.Request;
import dev.klatch.protocol.AdministrationFrame.KickPerson;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CallEnd;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.DeleteAccount.Messages;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.LegEnd;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.Newcomers;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Calls of groups and in rooms: who is asked, who drops in, and who is taken out.
final class GroupCallsTest {
    private final Stage stage = new Stage();
    private final Device ana = stage.account("ana");
    private final Device bob = stage.account("bob");
    private final Device eve = stage.account("eve");
    private final ConversationId staff = staff();
    private final Phone anas = new Phone(stage, ana, staff);
    private final Phone bobs = new Phone(stage, bob, staff);
    private final Phone eves = new Phone(stage, eve, staff);

    private ConversationId staff() {
        ana.news();
        new Orders(stage, ana).group("staff", "bob", "eve");
        return ana.accepted().conversation();
    }

    private static void isRefused(Device device, Refusal refusal) {
        Refused no = device.refused();
        assertTrue(no.is(refusal), no.toString());
    }

    @Test
    void itRingsAtEachMemberUntilTheyComeOrDoNotWantTo() {
        long call = anas.calls();
        assertEquals(Set.of(bob.person(), eve.person()), Set.copyOf(eves.now().ringing()));
        bobs.declines(call);
        assertEquals(List.of(eve.person()), anas.now().ringing());
        eves.joins(call);
        assertEquals(List.of(), anas.now().ringing());
        anas.leaves(call);
        assertEquals(List.of(eve.person()), bobs.inIt());
        bobs.joins(call);
        eves.leaves(call);
        bobs.leaves(call);
        Event.Called end = anas.ended();
        assertEquals(CallEnd.HUNG_UP, end.why());
        assertEquals(List.of(ana.person(), eve.person(), bob.person()), end.people());
    }

    @Test
    void itStopsRingingAfterAMinuteAndGoesOnForWhoIsInIt() {
        long call = anas.calls();
        stage.pass(60_000);
        assertEquals(List.of(), bobs.now().ringing());
        eves.joins(call);
        stage.pass(60_000);
        assertEquals(2, bobs.inIt().size());
    }

    @Test
    void aCallOfAGroupThatNobodyAnswersWasMissed() {
        long call = anas.calls();
        bobs.declines(call);
        anas.leaves(call);
        assertEquals(CallEnd.MISSED, eves.ended().why());
    }

    @Test
    void inARoomItRingsNowhereAndOneDropsIn() {
        Phone here = new Phone(stage, ana, Stage.EVERYONE);
        Phone there = new Phone(stage, bob, Stage.EVERYONE);
        long call = here.calls();
        assertEquals(List.of(), there.now().ringing());
        stage.pass(90_000);
        here.leaves(call);
        Event.Called end = there.ended();
        assertEquals(CallEnd.HUNG_UP, end.why());
        assertEquals(90_000, end.lasted());
    }

    @Test
    void itTakesTenWhoAreHeardAndSixIfSomebodyIsSeen() {
        List<Phone> phones = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            Device device = stage.account("guest" + i);
            phones.add(new Phone(stage, device, Stage.EVERYONE));
        }
        long call = phones.getFirst().calls();
        for (int i = 1; i < 6; i++) {
            phones.get(i).joinsSeen(call);
            phones.get(i).device.one(Answer.CallJoined.class);
        }
        phones.get(6).joins(call);
        assertEquals(6, phones.get(6).device.refused().limit());
        for (int i = 1; i < 6; i++) {
            phones.get(i).joins(call);
        }
        phones.get(6).joinsSeen(call);
        isRefused(phones.get(6).device, Refusal.CALL_FULL);
        for (int i = 6; i < 10; i++) {
            phones.get(i).joins(call);
            phones.get(i).device.one(Answer.CallJoined.class);
        }
        phones.get(10).joins(call);
        assertEquals(10, phones.get(10).device.refused().limit());
        phones.get(2).shares(call);
        isRefused(phones.get(2).device, Refusal.CALL_FULL);
        phones.get(2).joins(call);
        phones.get(2).device.one(Answer.CallJoined.class);
    }

    @Test
    void aGroupOfMoreThanFiftyIsNotRungAt() {
        Device[] many = new Device[Limits.RINGING_PEOPLE];
        for (int i = 0; i < many.length; i++) {
            many[i] = stage.account("guest" + i);
        }
        new Orders(stage, ana).invite(staff, many);
        anas.calls();
        assertEquals(List.of(), bobs.now().ringing());
    }

    @Test
    void whoMayNotWriteInARoomNeitherCallsNorJoins() {
        new Orders(stage, ana).privateRoom("den", Newcomers.ALL);
        ConversationId den = ana.accepted().conversation();
        new Orders(stage, ana).invite(den, bob);
        Phone here = new Phone(stage, ana, den);
        Phone there = new Phone(stage, bob, den);
        long call = here.calls();
        new Orders(stage, ana).mute(den, bob, 5);
        there.joins(call);
        isRefused(bob, Refusal.MUTED);
        new Orders(stage, ana).mute(den, bob, 0);
        new Orders(stage, ana).change(den, Orders.Change.announcement());
        there.joins(call);
        isRefused(bob, Refusal.NOT_ALLOWED);
        here.leaves(call);
        bob.news();
        stage.run(there.start());
        isRefused(bob, Refusal.NOT_ALLOWED);
        new Orders(stage, ana).change(den, Orders.Change.archived());
        ana.news();
        stage.run(here.start());
        isRefused(ana, Refusal.ARCHIVED);
    }

    @Test
    void whereManySeeItItIsToldOnceASecond() {
        for (int i = 0; i < Limits.WATCHED_PEOPLE; i++) {
            stage.guest("guest" + i);
        }
        Phone here = new Phone(stage, ana, Stage.EVERYONE);
        long call = here.calls();
        bob.news();
        here.mutes(call);
        here.shares(call);
        here.mutes(call);
        assertEquals(List.of(), bob.news());
        stage.pass(1_000);
        assertTrue(bob.one(Notice.CallNow.class).legs().getFirst().muted());
    }

    /// A call that all three are in.
    private long talk() {
        long call = anas.calls();
        bobs.joins(call);
        eves.joins(call);
        return call;
    }

    private void isOutAtOnce(Device gone, Runnable deed) {
        ana.news();
        deed.run();
        assertEquals(Set.of(ana.person(), eve.person()), Set.copyOf(anas.inIt()), gone.who.name());
    }

    @Test
    @DisplayName("ATK-097 who is removed from a conversation is out of its call at once")
    void removed() {
        long call = talk();
        bob.news();
        isOutAtOnce(bob, () -> new Orders(stage, ana).remove(staff, bob));
        assertEquals(LegEnd.REMOVED, bob.one(Notice.LegEnded.class).why());
        bobs.joins(call);
        isRefused(bob, Refusal.UNKNOWN_CONVERSATION);
        bobs.signals(call, anas);
        isRefused(bob, Refusal.NO_CALL);
        anas.signals(call, bobs);
        isRefused(ana, Refusal.NOT_IN_CALL);
        bob.news();
        eves.mutes(call);
        assertEquals(List.of(), bob.news());
    }

    @Test
    @DisplayName("ATK-097 banned, left, kicked, signed out, deleted: out of the call at once")
    void outInAnyWay() {
        talk();
        isOutAtOnce(bob, () -> stage.run(stage.leave(bob, staff)));
        new Orders(stage, ana).invite(staff, bob);
        bobs.joins(call());
        isOutAtOnce(bob, () -> new Orders(stage, ana).ban(staff, bob));
        new Orders(stage, ana).unban(staff, bob);
        new Orders(stage, ana).invite(staff, bob);
        Device kicked = joined();
        isOutAtOnce(
                kicked,
                () -> stage.instruct(stage.operator(), ref -> new KickPerson(ref, bob.person())));
        Device signing = joined();
        isOutAtOnce(signing, () -> stage.run(Stage.signOut(signing, new ArrayList<>())));
        isOutAtOnce(joined(), () -> stage.run(deletion(bob.person())));
    }

    /// Bob signs in again and comes into the call.
    private Device joined() {
        Device again = stage.connect(stage.run(stage.asKnown(bob.who)));
        bobs.over(stage, again).joins(call());
        again.one(Answer.CallJoined.class);
        return again;
    }

    private static Request deletion(PersonId person) {
        return new Request.DeleteAccount(person, "hash", Messages.KEEP, _ -> {});
    }

    private long call() {
        return stage.journal.openCalls().getFirst().start().call();
    }

    @Test
    void aGroupThatClosesTakesItsCallWithIt() {
        talk();
        stage.run(stage.leave(bob, staff));
        ana.news();
        stage.run(stage.leave(eve, staff));
        List<ServerFrame> heard = ana.news();
        Event.Called end = null;
        for (ServerFrame frame : heard) {
            end = frame instanceof Event.Called called ? called : end;
            assertTrue(!(frame instanceof Event.Closed) || end != null, heard.toString());
        }
        assertEquals(List.of(), stage.journal.openCalls());
    }

    @Test
    @DisplayName("ATK-096 of a call to others one learns nothing")
    void nobodyElse() {
        Device gus = stage.account("gus");
        gus.news();
        long call = talk();
        anas.signals(call, bobs);
        anas.mutes(call);
        stage.lose(bob);
        stage.pass(31_000);
        anas.leaves(call);
        eves.leaves(call);
        List<ServerFrame> heard = gus.news();
        assertTrue(heard.stream().allMatch(Notice.Departed.class::isInstance), heard.toString());
    }
}
