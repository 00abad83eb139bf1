package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.Limiting;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Coming online, going offline, and leaving for good.
final class PresenceTest {
    private final Stage stage = new Stage();
    private final Device ana = stage.account("ana");

    private List<String> online() {
        ana.news();
        stage.run(stage.listPeople(ana));
        return ana.news(Answer.People.class).getFirst().people().stream()
                .map(Person::name)
                .sorted()
                .toList();
    }

    @Test
    void aLostPersonIsShownForTenSecondsMore() {
        Device bob = stage.guest("bob");
        ana.news();
        stage.lose(bob);
        stage.pass(9_999);
        assertEquals(List.of(), ana.news());
        assertEquals(List.of("ana", "bob"), online());
        stage.pass(1);
        assertEquals(
                List.of(new Notice.Departed(bob.person(), "bob", false)),
                ana.news(Notice.Departed.class));
        assertEquals(List.of("ana"), online());
    }

    @Test
    void whoComesBackInTimeWasNeverAway() {
        Device bob = stage.guest("bob");
        ana.news();
        stage.lose(bob);
        stage.pass(9_000);
        stage.connect(bob.who);
        stage.pass(60_000);
        assertEquals(List.of(), ana.news());
    }

    @Test
    void whoClosesIsAwayAtOnceUnlessAnotherDeviceIsThere() {
        Device bob = stage.guest("bob");
        Device phone = stage.connect(bob.who);
        ana.news();
        stage.close(bob);
        assertEquals(List.of(), ana.news());
        stage.close(phone);
        assertEquals(1, ana.news(Notice.Departed.class).size());
        stage.connect(bob.who);
        assertEquals(List.of(), ana.news(), "told once a second");
        stage.pass(1_000);
        assertEquals(1, ana.news(Notice.Arrived.class).size());
    }

    @Test
    void aGuestKeepsTheNameForTheGraceTimeAndThenItIsFree() {
        Device bob = stage.guest("bob");
        stage.lose(bob);
        stage.pass(Stage.GRACE_MILLIS - 1);
        assertTrue(stage.run(stage.asGuest("bob")).denied().is(Refusal.NAME_TAKEN));
        Device again = stage.connect(bob.who);
        assertNull(again.closed());
        stage.lose(again);
        ana.news();
        stage.pass(Stage.GRACE_MILLIS);
        stage.pass(1_000);
        assertTrue(ana.news().contains(new Notice.Departed(bob.person(), "bob", true)));
        assertEquals(CloseCode.SIGNED_OUT, stage.connect(bob.who).closed());
        assertTrue(stage.run(stage.asGuest("bob")).isOpened());
    }

    @Test
    void aGuestWhoIsBackInTimeStays() {
        Device bob = stage.guest("bob");
        stage.lose(bob);
        stage.pass(Stage.GRACE_MILLIS - 1);
        stage.connect(bob.who);
        stage.pass(10 * Stage.GRACE_MILLIS);
        assertTrue(stage.run(stage.asGuest("bob")).denied().is(Refusal.NAME_TAKEN));
    }

    @Test
    void aGuestWhoNeverConnectsDoesNotHoldTheNameForEver() {
        stage.run(stage.asGuest("bob"));
        stage.pass(Stage.GRACE_MILLIS - 1);
        assertTrue(stage.run(stage.asGuest("bob")).denied().is(Refusal.NAME_TAKEN));
        stage.pass(1);
        assertTrue(stage.run(stage.asGuest("bob")).isOpened());
    }

    @Test
    void aRestartGivesGuestsTheGraceTimeAnew() {
        Device bob = stage.guest("bob");
        stage.lose(bob);
        Stage again = new Stage(stage.journal, Limiting.OFF, 43);
        again.pass(Stage.GRACE_MILLIS - 1);
        assertTrue(again.run(again.asGuest("bob")).denied().is(Refusal.NAME_TAKEN));
        again.pass(1);
        assertTrue(again.run(again.asGuest("bob")).isOpened());
        again.pass(10 * Stage.GRACE_MILLIS);
        assertTrue(again.run(again.asGuest("ana")).denied().is(Refusal.NAME_HAS_ACCOUNT));
    }

    @Test
    void whoLeavesForGoodLeavesEverythingBehind() {
        Device bob = stage.guest("bob");
        Device phone = stage.connect(bob.who);
        ConversationId den = stage.room(bob, "Den");
        stage.run(stage.join(ana, den), stage.openDirect(bob, "ana"));
        ConversationId direct = bob.news(Answer.Accepted.class).getLast().conversation();
        ana.news();
        List<Optional<Refused>> said = new ArrayList<>();
        stage.run(Stage.signOut(bob, said));
        assertEquals(List.of(Optional.empty()), said);
        assertEquals(CloseCode.SIGNED_OUT, bob.closed());
        assertEquals(CloseCode.SIGNED_OUT, phone.closed());
        var heard = ana.news();
        assertTrue(heard.contains(new Notice.Departed(bob.person(), "bob", true)));
        assertEquals(1, heard.stream().filter(Event.Left.class::isInstance).count());

        Device next = stage.guest("bob");
        assertNotEquals(bob.person(), next.person());
        assertEquals(java.util.Set.of(Stage.EVERYONE), next.in);
        stage.run(stage.post(next, den, "let me in"));
        assertTrue(next.isRefused(Refusal.UNKNOWN_CONVERSATION));
        stage.run(stage.post(next, direct, "let me in"));
        assertTrue(next.isRefused(Refusal.UNKNOWN_CONVERSATION));

        ana.news();
        stage.run(stage.post(ana, direct, "are you there?"));
        Refused refused = ana.refused();
        assertTrue(refused.is(Refusal.GUEST_LEFT));
        assertEquals("bob was a guest and has left.", refused.message());
        stage.run(stage.openDirect(ana, bob.who));
        assertTrue(ana.isRefused(Refusal.GUEST_LEFT));
        stage.run(stage.openDirect(ana, "bob"));
        assertNotEquals(direct, ana.accepted().conversation());
    }

    @Test
    void withoutANextOneTheNameLeadsToTheGuestWhoLeft() {
        Device bob = stage.guest("bob");
        stage.run(Stage.signOut(bob, new ArrayList<>()));
        ana.news();
        stage.run(stage.openDirect(ana, "bob"));
        assertTrue(ana.isRefused(Refusal.GUEST_LEFT));
    }

    @Test
    void whoHasLeftDoesNothingMore() {
        Device bob = stage.guest("bob");
        stage.run(
                Stage.signOut(bob, new ArrayList<>()),
                stage.post(bob, Stage.EVERYONE, "one more thing"));
        assertEquals(List.of(), stage.journal.events(Stage.EVERYONE));
        assertEquals(CloseCode.SIGNED_OUT, stage.connect(bob.who).closed());
    }

    @Test
    void aSignOutClosesTheConnectionsOfItsSessionAndNoOthers() {
        Device sameBrowser = stage.connect(new Device(ana.who, ana.session()));
        Device phone = stage.connect(ana.who);
        stage.run(Stage.signOut(ana, new ArrayList<>()));
        assertEquals(CloseCode.SIGNED_OUT, ana.closed());
        assertEquals(CloseCode.SIGNED_OUT, sameBrowser.closed());
        assertEquals(null, phone.closed());
        Device late = stage.connect(new Device(ana.who, ana.session()));
        assertEquals(CloseCode.SIGNED_OUT, late.closed());
    }

    @Test
    void aMemberWhoSignsOutKeepsTheAccount() {
        stage.run(Stage.signOut(ana, new ArrayList<>()));
        assertTrue(stage.run(stage.asGuest("ana")).denied().is(Refusal.NAME_HAS_ACCOUNT));
    }

    @Test
    void theListOfPeopleComesInPagesOfAHundred() {
        for (int i = 0; i < 249; i++) {
            stage.guest("guest of ana " + (char) ('\u4e00' + i));
        }
        List<Person> all = new ArrayList<>();
        String after = null;
        int pages = 0;
        do {
            ana.news();
            stage.run(
                    new dev.klatch.core.Request.Instructed(
                            ana,
                            new dev.klatch.protocol.PresenceFrame.ListPeople(
                                    ana.nextRef(), after)));
            Answer.People page = ana.news(Answer.People.class).getFirst();
            all.addAll(page.people());
            after = page.after();
            pages++;
        } while (after != null);
        assertEquals(3, pages);
        assertEquals(250, all.stream().distinct().count());
        assertEquals(250, all.size());
    }
}
