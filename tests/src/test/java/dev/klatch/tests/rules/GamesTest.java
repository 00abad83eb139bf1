package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.Limiting;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.GameAction;
import dev.klatch.protocol.Refusal;
import dev.klatch.tests.journal.MemoryJournal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Games in direct conversations.
final class GamesTest {
    private final Stage stage = new Stage(new MemoryJournal(), Limiting.OFF, 29);
    private final Device ana = stage.account("ana");
    private final Device bob = stage.account("bob");
    private final Device eve = stage.account("eve");
    private final Orders anas = new Orders(stage, ana);
    private final Orders bobs = new Orders(stage, bob);
    private final Orders eves = new Orders(stage, eve);
    private final ConversationId direct = direct();

    private ConversationId direct() {
        stage.run(stage.openDirect(ana, bob.who));
        return ana.accepted().conversation();
    }

    private long challenge() {
        ana.news();
        anas.play(direct, GameAction.CHALLENGE, null, null);
        return ana.accepted().seq();
    }

    private Event.Played last(Device device) {
        return device.news(Event.Played.class).getLast();
    }

    /// Told so now, by the only news.
    private static void isRefused(Device device, Refusal refusal) {
        assertTrue(device.isRefused(refusal), refusal.error());
        device.news();
    }

    @Test
    void aWholeGameIsToldStepByStep() {
        long game = challenge();
        assertEquals(GameAction.CHALLENGE, last(bob).action());
        bobs.play(direct, GameAction.ACCEPT, game, null);
        for (long square : List.of(1L, 4L, 2L, 5L, 3L)) {
            Orders next = square < 4 ? anas : bobs;
            next.play(direct, GameAction.MOVE, game, square);
        }
        Event.Played end = last(bob);
        assertEquals("XXXOO....", end.board());
        assertEquals(ana.person(), end.winner());
        assertTrue(end.over());
        assertEquals(game, end.game());
        ana.news();
        bobs.play(direct, GameAction.REMATCH, game, null);
        Event.Played again = last(ana);
        assertEquals(again.seq(), again.game());
        assertEquals(bob.person(), again.cross());
        bob.news();
        bobs.play(direct, GameAction.MOVE, game, 1L);
        isRefused(bob, Refusal.NO_GAME);
        anas.play(direct, GameAction.ACCEPT, again.game(), null);
        bobs.play(direct, GameAction.MOVE, again.game(), 9L);
        assertEquals("........X", last(ana).board());
    }

    @Test
    @DisplayName("ATK-034 whoever cheats at tic-tac-toe is refused")
    void whoeverCheatsIsRefused() {
        long game = challenge();
        bobs.play(direct, GameAction.ACCEPT, game, null);
        bob.news();
        bobs.play(direct, GameAction.MOVE, game, 1L);
        isRefused(bob, Refusal.NOT_YOUR_TURN);
        anas.play(direct, GameAction.MOVE, game, 5L);
        ana.news();
        anas.play(direct, GameAction.MOVE, game, 6L);
        isRefused(ana, Refusal.NOT_YOUR_TURN);
        bob.news();
        bobs.play(direct, GameAction.MOVE, game, 5L);
        isRefused(bob, Refusal.SQUARE_TAKEN);
        bob.news();
        bobs.play(direct, GameAction.MOVE, game + 1, 6L);
        isRefused(bob, Refusal.NO_GAME);
        eve.news();
        eves.play(direct, GameAction.MOVE, game, 6L);
        isRefused(eve, Refusal.UNKNOWN_CONVERSATION);
        eve.news();
        eves.play(Stage.EVERYONE, GameAction.CHALLENGE, null, null);
        isRefused(eve, Refusal.NOT_ALLOWED);
        bob.news();
        bobs.play(direct, GameAction.MOVE, game, 1L);
        assertEquals("O...X....", last(ana).board());
    }

    @Test
    @DisplayName("ATK-034 of ten thousand challenges one is heard")
    void ofTenThousandChallengesOneIsHeard() {
        challenge();
        bob.news();
        for (int i = 0; i < 10_000; i++) {
            anas.play(direct, GameAction.CHALLENGE, null, null);
            isRefused(ana, Refusal.GAME_RUNNING);
        }
        assertEquals(List.of(), bob.news());
    }

    @Test
    void twoStepsOfOneBatchFollowEachOther() {
        long game = challenge();
        bobs.play(direct, GameAction.DECLINE, game, null);
        assertTrue(last(ana).over());
        bobs.play(direct, GameAction.CHALLENGE, null, null);
        assertEquals(bob.person(), last(ana).cross());
    }
}
