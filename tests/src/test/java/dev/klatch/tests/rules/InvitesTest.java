package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.Request;
import dev.klatch.protocol.Access;
import dev.klatch.protocol.AccountFrame.RedeemInvite;
import dev.klatch.protocol.AdministrationFrame.MakeInvite;
import dev.klatch.protocol.AdministrationFrame.RevokeInvite;
import dev.klatch.protocol.AdministrationFrame.SetRole;
import dev.klatch.protocol.AdministrationFrame.SetSignUp;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationFrame.CreateRoom;
import dev.klatch.protocol.ConversationFrame.Leave;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.SignUpMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Who comes in with which invite, and what it is worth.
final class InvitesTest {
    private static final long HOUR = 3_600_000;

    private final Stage stage = new Stage();

    private void signUp(@Nullable SignUpMode mode, @Nullable Boolean guests) {
        stage.instruct(stage.operator(), ref -> new SetSignUp(ref, mode, guests)).done();
    }

    private Answer.InviteMade invite(Device maker, @Nullable Role role) {
        return invite(maker, role, null, null);
    }

    private Answer.InviteMade invite(
            Device maker, @Nullable Role role, @Nullable Long uses, @Nullable ConversationId into) {
        stage.instruct(maker, ref -> new MakeInvite(ref, role, uses, null, into));
        return maker.one(Answer.InviteMade.class);
    }

    private ConversationId secretRoom(Device maker) {
        maker.news();
        stage.run(
                new Request.Client(
                        maker,
                        new CreateRoom(
                                maker.nextRef(),
                                stage.cid(),
                                stage.journal.epoch(),
                                "secret",
                                null,
                                null,
                                Access.PRIVATE,
                                null,
                                null)));
        return maker.accepted().conversation();
    }

    @Test
    void theDoorIsAsOpenAsItIsSaidToBe() {
        Device ana = stage.inRole("ana", Role.ADMIN);
        signUp(SignUpMode.INVITE, false);
        assertTrue(stage.run(stage.asAccount("bob")).denied().is(Refusal.INVITE_NEEDED));
        assertTrue(stage.run(stage.asGuest("bob")).denied().is(Refusal.GUESTS_REFUSED));
        assertTrue(stage.run(stage.asAccount("bob", "wrong")).denied().is(Refusal.INVITE_INVALID));
        assertTrue(stage.run(stage.asAccount("bob", invite(ana, null).code())).isOpened());
        String forGuests = invite(ana, Role.GUEST).code();
        assertTrue(
                stage.run(stage.asAccount("eve", forGuests)).denied().is(Refusal.INVITE_INVALID));
        assertTrue(stage.run(stage.asGuest("eve", forGuests)).isOpened());
        signUp(SignUpMode.CLOSED, true);
        String late = invite(ana, null).code();
        assertTrue(stage.run(stage.asAccount("ida", late)).denied().is(Refusal.SIGN_UP_CLOSED));
        String ofOperator = invite(stage.operator(), null).code();
        assertTrue(stage.run(stage.asAccount("ida", ofOperator)).isOpened());
        assertTrue(stage.run(stage.asGuest("max")).isOpened());
        signUp(SignUpMode.OPEN, null);
        assertTrue(stage.run(stage.asAccount("leo")).isOpened());
    }

    @Test
    @DisplayName("ATK-018, ATK-108 used as often as it says, in one batch too, and not too late")
    void anInviteIsUsedAsOftenAsItSaysUntilItEnds() {
        Device ana = stage.inRole("ana", Role.ADMIN);
        String twice = invite(ana, null, 2L, null).code();
        List<Stage.Try> tries = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            tries.add(stage.asAccount("newcomer " + i, twice));
        }
        stage.run(tries.stream().map(Stage.Try::request).toList());
        assertEquals(2, tries.stream().filter(Stage.Try::isOpened).count());
        assertTrue(tries.getLast().denied().is(Refusal.INVITE_INVALID));
        String inTime = invite(ana, null).code();
        String tooLate = invite(ana, null).code();
        stage.time.jump(168 * HOUR - 1);
        assertTrue(stage.run(stage.asAccount("just in time", inTime)).isOpened());
        stage.time.jump(1);
        assertTrue(
                stage.run(stage.asAccount("too late", tooLate))
                        .denied()
                        .is(Refusal.INVITE_INVALID));
    }

    @Test
    void aNameThatIsTakenCostsNoUse() {
        Device ana = stage.inRole("ana", Role.ADMIN);
        String code = invite(ana, null).code();
        assertTrue(stage.run(stage.asAccount("Ana", code)).denied().is(Refusal.NAME_TAKEN));
        assertTrue(stage.run(stage.asAccount("bob", code.toUpperCase(Locale.ROOT))).isOpened());
    }

    @Test
    @DisplayName("ATK-019 nobody gives more than they may, and what they may is looked at twice")
    void nobodyInvitesToMoreThanTheyMayGive() {
        Device eve = stage.inRole("eve", Role.MODERATOR);
        Device guest = stage.guest("max");
        stage.instruct(guest, ref -> new MakeInvite(ref, null, null, null, null));
        assertTrue(guest.isRefused(Refusal.NOT_ALLOWED));
        for (Role role : List.of(Role.MODERATOR, Role.ADMIN, Role.OWNER, Role.SERVER)) {
            stage.instruct(eve, ref -> new MakeInvite(ref, role, null, null, null));
            assertTrue(eve.isRefused(Refusal.NOT_ALLOWED), "" + role);
        }
        Device ana = stage.inRole("ana", Role.ADMIN);
        String code = invite(ana, Role.MODERATOR).code();
        stage.instruct(stage.operator(), ref -> new SetRole(ref, ana.person(), Role.MEMBER));
        assertTrue(stage.run(stage.asAccount("bob", code)).denied().is(Refusal.INVITE_INVALID));
        stage.instruct(stage.operator(), ref -> new SetRole(ref, ana.person(), Role.ADMIN));
        assertEquals(Role.MODERATOR, stage.run(stage.asAccount("bob", code)).opened().role());
    }

    @Test
    void anInviteLeadsIntoARoomAsLongAsItsMakerMayInviteThere() {
        Device ana = stage.account("ana");
        ConversationId secret = secretRoom(ana);
        Device bob = stage.account("bob");
        stage.instruct(bob, ref -> new MakeInvite(ref, null, null, null, secret));
        assertTrue(bob.isRefused(Refusal.UNKNOWN_CONVERSATION));
        String code = invite(ana, null, 5L, secret).code();
        ana.news();
        stage.instruct(bob, ref -> new RedeemInvite(ref, code));
        assertEquals(secret, bob.one(Notice.Entered.class).summary().conversation());
        Event.Invited invited = ana.one(Event.Invited.class);
        assertEquals(ana.person(), invited.author());
        assertEquals(bob.person(), invited.people().getFirst().person());
        stage.instruct(bob, ref -> new RedeemInvite(ref, code));
        assertTrue(bob.isRefused(Refusal.ALREADY_MEMBER));
        Device max = stage.connect(stage.run(stage.asGuest("max", code)));
        assertTrue(max.in.contains(secret));
        stage.run(
                new Request.Client(
                        ana, new Leave(ana.nextRef(), stage.cid(), stage.journal.epoch(), secret)));
        Device eve = stage.account("eve");
        stage.instruct(eve, ref -> new RedeemInvite(ref, code));
        assertTrue(eve.isRefused(Refusal.INVITE_INVALID), "ana may not invite there any more");
    }

    @Test
    void aRevokedInviteIsWorthNothingAndOnlyItsMakerOrAnAdminRevokesIt() {
        Device ana = stage.account("ana");
        Device bob = stage.account("bob");
        Answer.InviteMade made = invite(ana, null);
        stage.instruct(bob, ref -> new RevokeInvite(ref, made.invite()));
        assertTrue(bob.isRefused(Refusal.UNKNOWN_INVITE));
        stage.instruct(ana, ref -> new RevokeInvite(ref, made.invite())).done();
        assertTrue(
                stage.run(stage.asAccount("max", made.code())).denied().is(Refusal.INVITE_INVALID));
        Answer.InviteMade another = invite(ana, null);
        Device eve = stage.inRole("eve", Role.ADMIN);
        stage.instruct(eve, ref -> new RevokeInvite(ref, another.invite())).done();
    }

    @Test
    @DisplayName("ATK-078 who is new here does not flood others with invites")
    void aMemberMakesFiveInvitesAnHour() {
        Device ana = stage.account("ana");
        for (int i = 0; i < 5; i++) {
            invite(ana, null);
        }
        stage.instruct(ana, ref -> new MakeInvite(ref, null, null, null, null));
        assertTrue(ana.isRefused(Refusal.SLOW_DOWN));
        stage.pass(HOUR / 5);
        invite(ana, null);
    }

    @Test
    @DisplayName("ATK-018 guessing is slow")
    void wrongCodesAreCounted() {
        Device ana = stage.account("ana");
        String right = invite(stage.operator(), Role.MODERATOR).code();
        for (int i = 0; i < 10; i++) {
            stage.instruct(ana, ref -> new RedeemInvite(ref, "wrong"));
            assertTrue(ana.isRefused(Refusal.INVITE_INVALID));
        }
        stage.instruct(ana, ref -> new RedeemInvite(ref, right));
        assertTrue(ana.isRefused(Refusal.SLOW_DOWN));
        stage.pass(6_000);
        stage.instruct(ana, ref -> new RedeemInvite(ref, right)).done();
    }

    @Test
    void aGuestTakesNoRole() {
        Device max = stage.guest("max");
        String code = invite(stage.operator(), Role.OWNER).code();
        stage.instruct(max, ref -> new RedeemInvite(ref, code));
        assertTrue(max.isRefused(Refusal.NOT_ALLOWED));
        assertTrue(stage.run(stage.asGuest("eve", code)).denied().is(Refusal.INVITE_INVALID));
    }

    private Optional<String> offered() {
        List<Optional<String>> said = new ArrayList<>();
        stage.run(new Request.OfferOwnership(said::add));
        return said.getFirst();
    }

    @Test
    @DisplayName("ATK-017 one code, once, and only as long as there is no owner")
    void theFirstOwnerComesWithTheCodeOfTheLastStart() {
        signUp(SignUpMode.CLOSED, false);
        String before = offered().orElseThrow();
        String code = offered().orElseThrow();
        assertTrue(stage.run(stage.asAccount("eve", before)).denied().is(Refusal.INVITE_INVALID));
        assertEquals(Role.OWNER, stage.run(stage.asAccount("ana", code)).opened().role());
        assertTrue(stage.run(stage.asAccount("eve", code)).denied().is(Refusal.INVITE_INVALID));
        assertEquals(Optional.empty(), offered());
    }

    @Test
    void whenThereIsAnOwnerTheFirstOwnersCodeIsWorthNothing() {
        String code = offered().orElseThrow();
        stage.inRole("ana", Role.OWNER);
        assertTrue(stage.run(stage.asAccount("eve", code)).denied().is(Refusal.INVITE_INVALID));
    }

    @Test
    void whoIsInAlreadyBecomesTheOwnerWithTheCode() {
        Device ana = stage.account("ana");
        String code = offered().orElseThrow();
        stage.instruct(ana, ref -> new RedeemInvite(ref, code)).done();
        assertEquals(
                Role.OWNER,
                java.util.Objects.requireNonNull(stage.journal.person(ana.person())).role());
    }
}
