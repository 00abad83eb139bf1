package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.game.TicTacToe;
import dev.klatch.core.game.Turn;
import dev.klatch.protocol.GameAction;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The game alone, from one state to the next.
final class TicTacToeTest {
    private static final PersonId ANA = new PersonId(1);
    private static final PersonId BOB = new PersonId(2);

    private static final TicTacToe ASKED = TicTacToe.challenge(ANA, BOB);

    private static TicTacToe begun() {
        return done(ASKED.play(BOB, GameAction.ACCEPT, 0));
    }

    private static TicTacToe done(Turn turn) {
        return assertInstanceOf(TicTacToe.class, turn);
    }

    private static void refused(Refusal refusal, Turn turn) {
        assertEquals(new Turn.No(refusal), turn);
    }

    private static TicTacToe moves(TicTacToe game, String squares) {
        TicTacToe now = game;
        for (int i = 0; i < squares.length(); i++) {
            char square = squares.charAt(i);
            PersonId next = Objects.requireNonNull(now.next());
            now = done(now.play(next, GameAction.MOVE, square - '0'));
        }
        return now;
    }

    @Test
    void whoAsksBeginsOnceTheOtherOneWantsTo() {
        refused(Refusal.NOT_YOUR_TURN, ASKED.play(ANA, GameAction.ACCEPT, 0));
        refused(Refusal.NOT_YOUR_TURN, ASKED.play(ANA, GameAction.DECLINE, 0));
        refused(Refusal.NOT_YOUR_TURN, ASKED.play(ANA, GameAction.MOVE, 5));
        refused(Refusal.NOT_YOUR_TURN, ASKED.play(BOB, GameAction.MOVE, 5));
        refused(Refusal.GAME_RUNNING, ASKED.play(BOB, GameAction.REMATCH, 0));
        assertEquals(ANA, begun().next());
        assertEquals(".........", begun().board());
        refused(Refusal.GAME_RUNNING, begun().play(BOB, GameAction.ACCEPT, 0));
        refused(Refusal.GAME_RUNNING, begun().play(ANA, GameAction.CHALLENGE, 0));
    }

    @Test
    void aChallengeIsDeclinedOrTakenBack() {
        for (TicTacToe over :
                new TicTacToe[] {
                    done(ASKED.play(BOB, GameAction.DECLINE, 0)),
                    done(ASKED.play(ANA, GameAction.RESIGN, 0))
                }) {
            assertTrue(over.isOver());
            assertNull(over.winner());
            refused(Refusal.NO_GAME, over.play(BOB, GameAction.ACCEPT, 0));
            refused(Refusal.NO_GAME, over.play(ANA, GameAction.MOVE, 1));
        }
    }

    @Test
    void onlyTheNextOneMovesAndOnlyOnAFreeSquare() {
        TicTacToe game = moves(begun(), "5");
        assertEquals("....X....", game.board());
        refused(Refusal.NOT_YOUR_TURN, game.play(ANA, GameAction.MOVE, 1));
        refused(Refusal.SQUARE_TAKEN, game.play(BOB, GameAction.MOVE, 5));
        assertEquals("O...X....", moves(game, "1").board());
    }

    @Test
    void threeInALineWin() {
        TicTacToe won = moves(begun(), "14253");
        assertTrue(won.isOver());
        assertEquals(ANA, won.winner());
        refused(Refusal.NO_GAME, won.play(BOB, GameAction.MOVE, 9));
        refused(Refusal.NO_GAME, won.play(BOB, GameAction.RESIGN, 0));
    }

    @Test
    void whoGivesUpLetsTheOtherOneWin() {
        assertEquals(BOB, done(begun().play(ANA, GameAction.RESIGN, 0)).winner());
        assertEquals(ANA, done(begun().play(BOB, GameAction.RESIGN, 0)).winner());
    }

    @Test
    void theOtherOneBeginsTheRematchWhoeverAsksForIt() {
        TicTacToe won = moves(begun(), "14253");
        for (PersonId asks : new PersonId[] {ANA, BOB}) {
            TicTacToe again = done(won.play(asks, GameAction.REMATCH, 0));
            PersonId other = asks.equals(ANA) ? BOB : ANA;
            refused(Refusal.NOT_YOUR_TURN, again.play(asks, GameAction.ACCEPT, 0));
            assertEquals(BOB, done(again.play(other, GameAction.ACCEPT, 0)).next());
            assertEquals(BOB, again.cross());
        }
    }

    /// The numbers of all possible games are known: X wins 131,184, O wins 77,904, nobody 46,080.
    @Test
    void allGamesEndAsTheyMust() {
        int[] ends = new int[3];
        count(begun(), ends);
        assertEquals(131_184, ends[0]);
        assertEquals(77_904, ends[1]);
        assertEquals(46_080, ends[2]);
    }

    private static void count(TicTacToe game, int[] ends) {
        if (game.isOver()) {
            PersonId winner = game.winner();
            ends[winner == null ? 2 : winner.equals(ANA) ? 0 : 1]++;
            return;
        }
        PersonId next = Objects.requireNonNull(game.next());
        for (int square = 1; square <= 9; square++) {
            if (game.board().charAt(square - 1) == '.') {
                count(done(game.play(next, GameAction.MOVE, square)), ends);
            }
        }
    }
}
