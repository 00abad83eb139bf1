package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.Limiting;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Newcomers;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.ServerFrame;
import dev.klatch.protocol.Standing;
import dev.klatch.tests.journal.MemoryJournal;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who keeps order in a room, and over whom.
final class MembersTest {
    private final Stage stage = new Stage(new MemoryJournal(), Limiting.OFF, 22);
    private final Device ana = stage.account("ana");
    private final Device bob = stage.account("bob");
    private final Device eve = stage.guest("eve");
    private final Orders anas = new Orders(stage, ana);
    private final Orders bobs = new Orders(stage, bob);
    private final Orders eves = new Orders(stage, eve);

    private ConversationId lobby() {
        ConversationId lobby = stage.room(ana, "lobby");
        stage.run(stage.join(bob, lobby), stage.join(eve, lobby));
        quiet();
        return lobby;
    }

    private void quiet() {
        ana.news();
        bob.news();
        eve.news();
    }

    @Test
    void theRemovalIsTheLastThatTheRemovedHears() {
        ConversationId lobby = lobby();
        anas.remove(lobby, eve);
        anas.post(lobby, "now without eve");
        List<ServerFrame> heard = eve.news();
        assertEquals(1, heard.size(), heard.toString());
        assertEquals(eve.person(), ((Event.Removed) heard.getFirst()).person());
        eves.post(lobby, "let me");
        assertTrue(eve.isRefused(Refusal.UNKNOWN_CONVERSATION));
        stage.run(stage.join(eve, lobby));
        assertEquals(6, eve.accepted().seq());
    }

    @Test
    void whoIsBannedMayNotComeUntilForgiven() {
        ConversationId lobby = lobby();
        anas.ban(lobby, eve);
        assertTrue(eve.news(Event.Removed.class).getFirst().banned());
        stage.run(stage.join(eve, lobby));
        assertTrue(eve.isRefused(Refusal.KEPT_OUT));
        quiet();
        bobs.invite(lobby, eve);
        assertTrue(bob.isRefused(Refusal.KEPT_OUT));
        anas.unban(lobby, eve);
        stage.run(stage.join(eve, lobby));
        assertEquals(1, eve.news(Notice.Entered.class).size());
    }

    @Test
    void whoIsMutedReadsButDoesNotWriteUntilTheTimeIsOver() {
        ConversationId lobby = lobby();
        anas.mute(lobby, eve, 5);
        quiet();
        eves.post(lobby, "mmh");
        assertTrue(eve.isRefused(Refusal.MUTED));
        eves.react(lobby, 1, "x");
        assertTrue(eve.isRefused(Refusal.MUTED));
        anas.post(lobby, "hello");
        assertEquals(1, eve.news(Event.Posted.class).size());
        stage.time.pass(5 * 60_000);
        eves.post(lobby, "thank you");
        assertEquals(1, eve.news(dev.klatch.protocol.Answer.Accepted.class).size());
    }

    @Test
    void nobodyActsOnTheirLikeOrOnThoseAbove() {
        ConversationId lobby = lobby();
        bobs.remove(lobby, eve);
        assertTrue(bob.isRefused(Refusal.NOT_ALLOWED));
        anas.standing(lobby, bob, Standing.MODERATOR);
        quiet();
        bobs.remove(lobby, ana);
        assertTrue(bob.isRefused(Refusal.NOT_ALLOWED));
        bobs.standing(lobby, bob, Standing.OWNER);
        assertTrue(bob.isRefused(Refusal.NOT_ALLOWED));
        bobs.mute(lobby, eve, 1);
        assertEquals(1, bob.news(dev.klatch.protocol.Answer.Accepted.class).size());
    }

    @Test
    void thereIsAlwaysAnOwner() {
        ConversationId lobby = lobby();
        anas.standing(lobby, ana, Standing.MEMBER);
        assertTrue(ana.isRefused(Refusal.LAST_OWNER));
        anas.standing(lobby, eve, Standing.MODERATOR);
        quiet();
        stage.run(stage.leave(ana, lobby));
        Event.Promoted promoted = bob.news(Event.Promoted.class).getFirst();
        assertEquals(eve.person(), promoted.person());
        assertEquals(Standing.OWNER, promoted.standing());
    }

    @Test
    void aPrivateRoomIsEnteredByInviteOnlyAndUnknownToOthers() {
        anas.privateRoom("staff", Newcomers.ALL);
        ConversationId staff = ana.accepted().conversation();
        assertEquals(List.of(), bob.news(Notice.RoomMade.class));
        stage.run(stage.join(bob, staff));
        assertTrue(bob.isRefused(Refusal.UNKNOWN_CONVERSATION));
        anas.invite(staff, bob);
        List<ServerFrame> heard = bob.news();
        assertTrue(heard.get(0) instanceof Notice.Entered, heard.toString());
        assertTrue(heard.get(1) instanceof Event.Invited, heard.toString());
    }

    @Test
    void whatWasWrittenUnderTheStricterRuleDoesNotOpenUp() {
        anas.privateRoom("staff", Newcomers.FROM_JOINING);
        ConversationId staff = ana.accepted().conversation();
        anas.post(staff, "before bob");
        bob.news();
        anas.invite(staff, bob);
        assertEquals(3L, bob.news(Notice.Entered.class).getFirst().summary().floor());
        bobs.answer(staff, "what was that?", 2L, null);
        assertTrue(bob.isRefused(Refusal.UNKNOWN_MESSAGE));
        anas.change(staff, Orders.Change.newcomers(Newcomers.ALL));
        bob.news();
        bobs.answer(staff, "and now?", 2L, null);
        assertTrue(bob.isRefused(Refusal.UNKNOWN_MESSAGE));
        anas.post(staff, "all of you");
        anas.invite(staff, eve);
        assertEquals(4L, eve.news(Notice.Entered.class).getFirst().summary().floor());
    }

    @Test
    void inAnAnnouncementRoomOnlyItsModeratorsWrite() {
        ConversationId lobby = lobby();
        anas.change(lobby, Orders.Change.announcement());
        quiet();
        bobs.post(lobby, "me too");
        assertTrue(bob.isRefused(Refusal.NOT_ALLOWED));
        anas.standing(lobby, bob, Standing.MODERATOR);
        quiet();
        bobs.post(lobby, "now");
        assertEquals(1, bob.news(dev.klatch.protocol.Answer.Accepted.class).size());
    }

    @Test
    void aSlowRoomTakesOneMessageInAWhileFromEachMember() {
        ConversationId lobby = lobby();
        anas.change(lobby, Orders.Change.slow(10));
        quiet();
        bobs.post(lobby, "one");
        bob.news();
        bobs.post(lobby, "two");
        assertEquals(10_000L, bob.refused().retryAfter());
        eves.post(lobby, "mine");
        assertEquals(1, eve.news(dev.klatch.protocol.Answer.Accepted.class).size());
        stage.time.pass(10_000);
        bobs.post(lobby, "two");
        assertEquals(1, bob.news(dev.klatch.protocol.Answer.Accepted.class).size());
    }

    @Test
    void anArchivedRoomIsReadOnlyForAll() {
        ConversationId lobby = lobby();
        anas.change(lobby, Orders.Change.archived());
        quiet();
        anas.post(lobby, "one more");
        assertTrue(ana.isRefused(Refusal.ARCHIVED));
        bobs.change(lobby, Orders.Change.topic("x"));
        assertTrue(bob.isRefused(Refusal.NOT_ALLOWED));
    }

    @Test
    void aRoomIsRenamedAndTheOldNameIsFree() {
        ConversationId lobby = lobby();
        anas.change(lobby, Orders.Change.title("bob"));
        assertTrue(ana.isRefused(Refusal.NAME_TAKEN));
        anas.change(lobby, Orders.Change.title("Den"));
        assertEquals("Den", bob.news(Event.Changed.class).getFirst().title());
        quiet();
        stage.run(stage.createRoom(bob, "den"));
        assertTrue(bob.isRefused(Refusal.NAME_TAKEN));
        stage.run(stage.createRoom(bob, "lobby"));
        assertEquals(1, bob.accepted().seq());
    }
}
