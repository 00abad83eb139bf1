package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.permission.ServerVerb;
import dev.klatch.protocol.AdministrationFrame.BanPerson;
import dev.klatch.protocol.AdministrationFrame.KickPerson;
import dev.klatch.protocol.AdministrationFrame.MutePerson;
import dev.klatch.protocol.AdministrationFrame.SetRole;
import dev.klatch.protocol.AdministrationFrame.SetSignUp;
import dev.klatch.protocol.AdministrationFrame.UnbanPerson;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.Instruction;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.SignUpMode;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What those who run the server may do to its people, and what it does.
final class AdministrationTest {
    private static final List<Role> ROLES =
            List.of(Role.GUEST, Role.MEMBER, Role.MODERATOR, Role.ADMIN, Role.OWNER);

    private final Stage stage = new Stage();

    private interface Deed {
        Instruction to(long ref, PersonId whom);
    }

    private Device inRole(String name, Role role) {
        return role == Role.GUEST ? stage.guest(name) : stage.inRole(name, role);
    }

    private StoredPerson stored(Device device) {
        return Objects.requireNonNull(stage.journal.person(device.person()));
    }

    private void isAllowedAsTheTableSays(ServerVerb verb, Deed deed) {
        for (Role role : ROLES) {
            for (Role other : ROLES) {
                Stage fresh = new Stage();
                Device keeper = fresh.inRole("the first owner", Role.OWNER);
                Device actor = role == Role.GUEST ? fresh.guest("ana") : fresh.inRole("ana", role);
                Device whom = other == Role.GUEST ? fresh.guest("bob") : fresh.inRole("bob", other);
                keeper.news();
                fresh.instruct(actor, ref -> deed.to(ref, whom.person()));
                boolean may = role.isAtLeast(verb.least()) && role.compareTo(other) > 0;
                List<Answer.Done> done = actor.news(Answer.Done.class);
                assertEquals(may ? 1 : 0, done.size(), verb + " by " + role + " to " + other);
                int lines = fresh.journal.accounts().audit().size();
                assertEquals(may, lastAudit(fresh).who().equals("ana"), verb + " " + lines);
            }
        }
    }

    private static Change.AddAudit lastAudit(Stage stage) {
        return stage.journal.accounts().audit().getLast();
    }

    @Test
    void whoMayKickBanAndMuteIsWhatTheTableSays() {
        isAllowedAsTheTableSays(ServerVerb.KICK_PERSON, KickPerson::new);
        isAllowedAsTheTableSays(
                ServerVerb.BAN_PERSON, (ref, whom) -> new BanPerson(ref, whom, "noise"));
        isAllowedAsTheTableSays(
                ServerVerb.MUTE_PERSON, (ref, whom) -> new MutePerson(ref, whom, 5));
    }

    @Test
    void whoMayGiveWhichRoleIsWhatTheTableSays() {
        for (Role role : ROLES) {
            for (Role given : ROLES) {
                Stage fresh = new Stage();
                fresh.inRole("the first owner", Role.OWNER);
                Device actor = role == Role.GUEST ? fresh.guest("ana") : fresh.inRole("ana", role);
                Device bob = fresh.account("bob");
                fresh.instruct(actor, ref -> new SetRole(ref, bob.person(), given));
                boolean above = role == Role.OWNER || role.compareTo(given) > 0;
                boolean may = role.isAtLeast(Role.ADMIN) && above && given != Role.GUEST;
                assertEquals(
                        may ? 1 : 0,
                        actor.news(Answer.Done.class).size(),
                        role + " gives " + given);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"GUEST", "MEMBER", "MODERATOR"})
    void whoMayNotSayWhoComesInIsRefused(Role role) {
        Device ana = inRole("ana", role);
        stage.instruct(ana, ref -> new SetSignUp(ref, SignUpMode.CLOSED, null));
        assertTrue(ana.isRefused(Refusal.NOT_ALLOWED));
        assertNull(stage.journal.setting("sign-up"));
    }

    @Test
    void aRoleIsSeenByOthersAndStandsInTheAuditLog() {
        Device ana = stage.inRole("ana", Role.ADMIN);
        Device bob = stage.account("bob");
        stage.pass(2_000);
        bob.news();
        stage.instruct(ana, ref -> new SetRole(ref, bob.person(), Role.MODERATOR)).done();
        assertEquals(Role.MODERATOR, stored(bob).role());
        stage.pass(1_000);
        Notice.PresenceChanged told = bob.one(Notice.PresenceChanged.class);
        assertEquals(Role.MODERATOR, told.changed().getFirst().role());
        Change.AddAudit line = lastAudit(stage);
        assertEquals("ana", line.who());
        assertEquals("set-role moderator", line.what());
        assertEquals("bob", line.whom());
    }

    @Test
    void theOperatorIsAboveAllAndIsCalledSo() {
        Device ana = stage.inRole("ana", Role.OWNER);
        assertEquals("operator", lastAudit(stage).who());
        stage.inRole("bob", Role.OWNER);
        stage.instruct(stage.operator(), ref -> new KickPerson(ref, ana.person())).done();
        assertEquals(CloseCode.SIGNED_OUT, ana.closed());
    }

    @Test
    void nobodyActsOnTheServersOwnPerson() {
        Device ana = stage.inRole("ana", Role.OWNER);
        PersonId server = stage.operator().person();
        for (Device actor : List.of(ana, stage.operator())) {
            stage.instruct(actor, ref -> new BanPerson(ref, server, null));
            assertTrue(actor.isRefused(Refusal.NOT_ALLOWED));
            stage.instruct(actor, ref -> new SetRole(ref, server, Role.MEMBER));
            assertTrue(actor.isRefused(Refusal.NOT_ALLOWED));
        }
    }

    @Test
    @DisplayName("ATK-028 the last owner cannot be lost, by whatever way")
    void theLastOwnerStays() {
        Device ana = stage.inRole("ana", Role.OWNER);
        Device operator = stage.operator();
        stage.instruct(ana, ref -> new SetRole(ref, ana.person(), Role.MEMBER));
        assertTrue(ana.isRefused(Refusal.LAST_OWNER));
        stage.instruct(operator, ref -> new SetRole(ref, ana.person(), Role.MEMBER));
        assertTrue(operator.isRefused(Refusal.LAST_OWNER));
        stage.instruct(operator, ref -> new BanPerson(ref, ana.person(), null));
        assertTrue(operator.isRefused(Refusal.LAST_OWNER));
        Device bob = stage.inRole("bob", Role.OWNER);
        stage.instruct(ana, ref -> new SetRole(ref, bob.person(), Role.MEMBER));
        assertTrue(ana.isRefused(Refusal.NOT_ALLOWED), "an owner is not above another");
        stage.instruct(ana, ref -> new SetRole(ref, ana.person(), Role.MEMBER)).done();
        stage.instruct(bob, ref -> new SetRole(ref, bob.person(), Role.ADMIN));
        assertTrue(bob.isRefused(Refusal.LAST_OWNER));
    }

    @Test
    void twoOwnersWhoStepDownInOneBatchLeaveOne() {
        Device ana = stage.inRole("ana", Role.OWNER);
        Device bob = stage.inRole("bob", Role.OWNER);
        ana.news();
        bob.news();
        stage.run(
                new dev.klatch.core.Request.Instructed(
                        ana, new SetRole(90, ana.person(), Role.MEMBER)),
                new dev.klatch.core.Request.Instructed(
                        bob, new SetRole(90, bob.person(), Role.MEMBER)));
        ana.done();
        assertTrue(bob.isRefused(Refusal.LAST_OWNER));
        assertEquals(Role.OWNER, stored(bob).role());
    }

    @Test
    void whoIsBannedIsOutAtOnceAndDoesNotComeInUntilUnbanned() {
        Device eve = stage.inRole("eve", Role.MODERATOR);
        StoredPerson bob = stage.run(stage.asAccount("bob")).opened();
        Stage.Try known = stage.run(stage.asKnown(bob));
        Device phone = stage.connect(known);
        stage.instruct(eve, ref -> new BanPerson(ref, bob.id(), "spam")).done();
        assertEquals(CloseCode.SIGNED_OUT, phone.closed());
        assertTrue(stage.journal.accounts().sessionsOf(bob.id()).isEmpty());
        assertTrue(stage.run(stage.asKnown(bob)).denied().is(Refusal.BANNED));
        assertEquals("ban-person: spam", lastAudit(stage).what());
        stage.instruct(eve, ref -> new UnbanPerson(ref, bob.id())).done();
        assertTrue(stage.run(stage.asKnown(bob)).isOpened());
    }

    @Test
    void aConnectionThatWasOnItsWayDoesNotStay() {
        Device eve = stage.inRole("eve", Role.MODERATOR);
        StoredPerson bob = stage.run(stage.asAccount("bob")).opened();
        Stage.Try known = stage.run(stage.asKnown(bob));
        stage.instruct(eve, ref -> new KickPerson(ref, bob.id())).done();
        assertEquals(CloseCode.SIGNED_OUT, stage.connect(known).closed());
        assertNull(stage.connect(stage.run(stage.asKnown(bob))).closed());
    }

    @Test
    void aBannedGuestIsGoneAndTheNameIsNotForTheNextOne() {
        Device eve = stage.inRole("eve", Role.MODERATOR);
        Device bob = stage.guest("bob");
        stage.instruct(eve, ref -> new BanPerson(ref, bob.person(), null)).done();
        assertEquals(CloseCode.SIGNED_OUT, bob.closed());
        assertTrue(stage.run(stage.asGuest("B0B")).denied().is(Refusal.BANNED));
        stage.instruct(eve, ref -> new UnbanPerson(ref, bob.person())).done();
        StoredPerson next = stage.run(stage.asGuest("bob")).opened();
        assertFalse(next.id().equals(bob.person()));
    }

    @Test
    void whoIsMutedReadsAndWritesOnlyInDirectConversationsForAWhile() {
        Device eve = stage.inRole("eve", Role.MODERATOR);
        Device bob = stage.account("bob");
        stage.instruct(eve, ref -> new MutePerson(ref, bob.person(), 5)).done();
        bob.news();
        stage.run(stage.post(bob, Stage.EVERYONE, "hello"));
        assertTrue(bob.isRefused(Refusal.MUTED));
        stage.run(stage.openDirect(bob, eve.who));
        var direct = bob.accepted().conversation();
        stage.run(stage.post(bob, direct, "sorry"));
        bob.accepted();
        stage.pass(5 * 60_000);
        bob.news();
        stage.run(stage.post(bob, Stage.EVERYONE, "hello"));
        bob.accepted();
    }

    @Test
    void whatTheStoreDoesNotKeepIsNotDone() {
        Device ana = stage.inRole("ana", Role.ADMIN);
        Device bob = stage.account("bob");
        ana.news();
        stage.journal.fail(Refusal.STORAGE_FULL);
        stage.instruct(ana, ref -> new BanPerson(ref, bob.person(), null));
        assertTrue(ana.isRefused(Refusal.STORAGE_FULL));
        assertNull(bob.closed());
        stage.journal.fail(null);
        assertFalse(stored(bob).banned());
        stage.run(stage.post(bob, Stage.EVERYONE, "still here"));
        bob.accepted();
    }

    @Test
    void whoIsNotThereCannotBeActedOn() {
        Device ana = stage.inRole("ana", Role.ADMIN);
        PersonId nobody = new PersonId(4_711);
        stage.instruct(ana, ref -> new KickPerson(ref, nobody));
        assertTrue(ana.isRefused(Refusal.UNKNOWN_PERSON));
        stage.instruct(ana, ref -> new SetRole(ref, nobody, Role.MEMBER));
        assertTrue(ana.isRefused(Refusal.UNKNOWN_PERSON));
    }
}
