package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.Request;
import dev.klatch.core.journal.MessagePlace;
import dev.klatch.core.journal.Profile;
import dev.klatch.core.journal.StoredMessage;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.StoredSession;
import dev.klatch.protocol.AccountFrame.EndOtherSessions;
import dev.klatch.protocol.AccountFrame.EndSession;
import dev.klatch.protocol.AccountFrame.SetProfile;
import dev.klatch.protocol.Availability;
import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.DeleteAccount.Messages;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.LastSeen;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What people do about their own accounts: sessions, password, profile and the end of it.
final class AccountsTest {
    private final Stage stage = new Stage();

    private List<StoredSession> sessions(StoredPerson person) {
        return stage.journal.accounts().sessionsOf(person.id());
    }

    private StoredPerson stored(StoredPerson person) {
        return Objects.requireNonNull(stage.journal.person(person.id()));
    }

    @Test
    void theNinthSessionEndsTheOneUsedLongestAgo() {
        Stage.Try first = stage.run(stage.asAccount("ana"));
        StoredPerson ana = first.opened();
        stage.pass(1_000);
        Stage.Try second = stage.run(stage.asKnown(ana));
        Device phone = stage.connect(second);
        stage.pass(70_000);
        assertNull(stage.connect(first).closed(), "used again");
        for (int i = 0; i < 6; i++) {
            stage.run(stage.asKnown(ana));
        }
        assertEquals(8, sessions(ana).size());
        assertNull(phone.closed());
        stage.run(stage.asKnown(ana));
        assertEquals(8, sessions(ana).size());
        assertEquals(CloseCode.SIGNED_OUT, phone.closed());
        assertNotNull(stage.journal.accounts().session(first.token));
    }

    @Test
    void oneEndsOwnSessionsAndNobodyElses() {
        Stage.Try first = stage.run(stage.asAccount("ana"));
        StoredPerson ana = first.opened();
        Device desk = stage.connect(first);
        Device phone = stage.connect(stage.run(stage.asKnown(ana)));
        Device bob = stage.account("bob");
        SessionId ofPhone =
                sessions(ana).stream()
                        .filter(session -> session.token().equals(phone.session()))
                        .findFirst()
                        .orElseThrow()
                        .id();
        stage.instruct(bob, ref -> new EndSession(ref, ofPhone));
        assertTrue(bob.isRefused(Refusal.UNKNOWN_SESSION));
        stage.instruct(desk, ref -> new EndSession(ref, ofPhone)).done();
        assertEquals(CloseCode.SIGNED_OUT, phone.closed());
        stage.instruct(desk, ref -> new EndSession(ref, ofPhone));
        assertTrue(desk.isRefused(Refusal.UNKNOWN_SESSION));
        Device tablet = stage.connect(stage.run(stage.asKnown(ana)));
        stage.instruct(desk, EndOtherSessions::new).done();
        assertEquals(CloseCode.SIGNED_OUT, tablet.closed());
        assertNull(desk.closed());
        assertEquals(1, sessions(ana).size());
    }

    private Optional<Refused> changePassword(Device device, String old, String another) {
        List<Optional<Refused>> said = new ArrayList<>();
        stage.run(
                new Request.ChangePassword(
                        device.person(), device.session(), old, another, said::add));
        return said.getFirst();
    }

    @Test
    @DisplayName("ATK-007 who knew the old password is out")
    void anotherPasswordEndsAllOtherSessions() {
        Stage.Try first = stage.run(stage.asAccount("ana"));
        Device desk = stage.connect(first);
        Device thief = stage.connect(stage.run(stage.asKnown(first.opened())));
        Request late = stage.asKnown(first.opened()).request();
        assertEquals(Optional.empty(), changePassword(desk, "hash", "another hash"));
        assertEquals(CloseCode.SIGNED_OUT, thief.closed());
        assertNull(desk.closed());
        assertEquals("another hash", stored(first.opened()).passwordHash());
        stage.run(late);
        assertEquals(1, sessions(first.opened()).size(), "checked against the old password");
        assertTrue(changePassword(desk, "hash", "x").orElseThrow().is(Refusal.WRONG_PASSWORD));
    }

    private Optional<Refused> delete(StoredPerson person, Messages messages) {
        List<Optional<Refused>> said = new ArrayList<>();
        stage.run(new Request.DeleteAccount(person.id(), "hash", messages, said::add));
        return said.getFirst();
    }

    @Test
    void aDeletedAccountIsClosedForEverAndItsNameIsNeverFree() {
        Device ana = stage.account("ana");
        Device bob = stage.account("bob");
        var room = stage.room(ana, "Den");
        stage.run(stage.join(bob, room));
        stage.run(stage.post(bob, room, "mine"));
        ana.news();
        assertEquals(Optional.empty(), delete(bob.who, Messages.KEEP));
        assertEquals(CloseCode.SIGNED_OUT, bob.closed());
        assertEquals(1, ana.news(Event.Left.class).size());
        StoredPerson gone = stored(bob.who);
        assertEquals(StoredPerson.DELETED, gone.name());
        assertTrue(gone.closed());
        assertNull(gone.passwordHash());
        assertTrue(stage.run(stage.asAccount("bob")).denied().is(Refusal.NAME_TAKEN));
        assertTrue(stage.run(stage.asGuest("B0B")).denied().is(Refusal.NAME_TAKEN));
        assertTrue(stage.run(stage.asKnown(bob.who)).denied().is(Refusal.WRONG_PASSWORD));
        StoredMessage kept = Objects.requireNonNull(stage.journal.message(room, 3));
        assertEquals("mine", kept.text());
        assertTrue(delete(bob.who, Messages.KEEP).isPresent());
    }

    @Test
    void theMessagesOfADeletedAccountAreErasedOneByOne() {
        Device ana = stage.account("ana");
        Device bob = stage.account("bob");
        stage.run(stage.post(ana, Stage.EVERYONE, "ana's"));
        stage.run(stage.post(bob, Stage.EVERYONE, "bob's"));
        assertEquals(Optional.empty(), delete(bob.who, Messages.ERASE));
        String pending = "erasing-" + bob.person().text();
        assertNotNull(stage.journal.setting(pending));
        List<MessagePlace> both =
                List.of(new MessagePlace(Stage.EVERYONE, 1), new MessagePlace(Stage.EVERYONE, 2));
        ana.news();
        stage.run(new Request.Erase(bob.person(), both, _ -> {}));
        assertEquals(2, ana.one(Event.Deleted.class).target());
        assertEquals("ana's", text(1));
        assertEquals("", text(2));
        stage.run(new Request.Erase(bob.person(), both, _ -> {}));
        assertTrue(ana.news(Event.Deleted.class).isEmpty(), "erased before");
        stage.run(new Request.Erase(bob.person(), List.of(), _ -> {}));
        assertNull(stage.journal.setting(pending));
        stage.run(new Request.Erase(ana.person(), both, _ -> {}));
        assertEquals("ana's", text(1), "ana is still here");
    }

    private String text(long seq) {
        return Objects.requireNonNull(stage.journal.message(Stage.EVERYONE, seq)).text();
    }

    @Test
    void theLastOwnerDoesNotDeleteTheAccount() {
        Device ana = stage.inRole("ana", Role.OWNER);
        assertTrue(delete(ana.who, Messages.KEEP).orElseThrow().is(Refusal.LAST_OWNER));
        stage.inRole("bob", Role.OWNER);
        assertEquals(Optional.empty(), delete(ana.who, Messages.KEEP));
    }

    private static SetProfile profile(long ref, @Nullable String name, @Nullable String status) {
        return new SetProfile(ref, name, status, null, null);
    }

    @Test
    void aProfileIsSeenByOthersAndEmptyTextsEndIt() {
        Device ana = stage.account("ana");
        Device bob = stage.account("bob");
        stage.pass(2_000);
        bob.news();
        stage.instruct(ana, ref -> profile(ref, "  Ana María ", "in the garden")).done();
        stage.pass(1_000);
        var seen = bob.one(Notice.PresenceChanged.class).changed().getFirst();
        assertEquals("Ana María", seen.displayName());
        assertEquals("in the garden", seen.status());
        stage.pass(2_000);
        bob.news();
        stage.instruct(
                ana, ref -> new SetProfile(ref, "", null, Availability.AWAY, LastSeen.HIDDEN));
        stage.pass(1_000);
        seen = bob.one(Notice.PresenceChanged.class).changed().getFirst();
        assertNull(seen.displayName());
        assertEquals("in the garden", seen.status());
        assertEquals(Availability.AWAY, seen.availability());
        assertTrue(stored(ana.who).profile().lastSeenHidden());
    }

    @Test
    @DisplayName("ATK-015 nothing in it moves what stands beside it")
    void whatCannotBeSeenIsNoPartOfAProfile() {
        Device ana = stage.account("ana");
        for (String bad : List.of("\u202egnp.exe", "a\u2066b", "a\nb", "a\u0000b", "\u001b[2J")) {
            stage.instruct(ana, ref -> profile(ref, bad, null));
            assertTrue(ana.isRefused(Refusal.NAME_INVALID), bad);
            stage.instruct(ana, ref -> profile(ref, null, bad));
            assertTrue(ana.isRefused(Refusal.NAME_INVALID), bad);
        }
        assertEquals(Profile.EMPTY, stored(ana.who).profile());
        stage.instruct(ana, ref -> profile(ref, null, "\ud83d\udc69\u200d\ud83d\udcbb")).done();
    }

    @Test
    @DisplayName("ATK-014 who shows the name of another still shows the own one beside it")
    void aDisplayNameIsNoName() {
        Device ana = stage.account("ana");
        Device eve = stage.account("eve");
        stage.instruct(ana, ref -> profile(ref, "Ana", null)).done();
        stage.instruct(eve, ref -> profile(ref, "Ana", null)).done();
        assertEquals("Ana", stored(eve.who).seen().displayName());
        assertEquals("eve", stored(eve.who).seen().name());
        ana.news();
        stage.run(stage.post(eve, Stage.EVERYONE, "I am ana"));
        assertEquals("eve", ana.one(Event.Posted.class).name());
    }

    @Test
    void whenSomebodyWasHereLastIsKept() {
        Device ana = stage.account("ana");
        Device again = stage.connect(ana.who);
        stage.close(ana);
        stage.pass(5_000);
        assertEquals(0, stored(ana.who).profile().lastSeen());
        stage.close(again);
        assertEquals(stage.time.wallMillis(), stored(ana.who).profile().lastSeen());
    }

    @Test
    void whoHasGoneHasGoneEvenIfTheTimeIsNotKept() {
        Device ana = stage.account("ana");
        Device bob = stage.account("bob");
        stage.pass(2_000);
        bob.news();
        stage.journal.fail(Refusal.STORAGE_FULL);
        stage.close(ana);
        stage.pass(1_000);
        assertEquals(1, bob.news(Notice.Departed.class).size());
        assertFalse(stored(ana.who).closed());
    }
}
