package dev.klatch.core.game;

import dev.klatch.protocol.Event;
import dev.klatch.protocol.GameAction;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A game of tic-tac-toe: `board` has nine of `X`, `O` and `.` in reading order. `cross` has the X
/// and begins. While it is only asked for, `challenger` is who asked; while it is played, `next` is
/// whose turn it is. A game that is over has neither; if it has no `winner` either, nobody won it.
public record TicTacToe(
        String board,
        PersonId cross,
        PersonId nought,
        @Nullable PersonId challenger,
        @Nullable PersonId next,
        @Nullable PersonId winner)
        implements Turn {
    private static final String EMPTY = ".........";

    private static final List<String> LINES =
            List.of("123", "456", "789", "147", "258", "369", "159", "357");

    /// Somebody asks somebody else for a game, and will begin.
    public static TicTacToe challenge(PersonId challenger, PersonId other) {
        return new TicTacToe(EMPTY, challenger, other, challenger, null, null);
    }

    /// The game as it stands after this step of it.
    public static TicTacToe after(Event.Played step) {
        boolean asked =
                step.action() == GameAction.CHALLENGE || step.action() == GameAction.REMATCH;
        return new TicTacToe(
                step.board(),
                step.cross(),
                step.nought(),
                asked && !step.over() ? step.author() : null,
                step.next(),
                step.winner());
    }

    /// Whether it has come to its end.
    public boolean isOver() {
        return challenger == null && next == null;
    }

    /// This person takes this step; `square` is 1 to 9 for a move and 0 else.
    public Turn play(PersonId person, GameAction action, int square) {
        return switch (action) {
            case REMATCH -> isOver() ? again(person) : new No(Refusal.GAME_RUNNING);
            case ACCEPT -> challenger == null ? notAsked() : answer(person, cross);
            case DECLINE -> challenger == null ? notAsked() : answer(person, null);
            case MOVE -> move(person, square);
            case RESIGN -> resign(person);
            default -> new No(isOver() ? Refusal.NO_GAME : Refusal.GAME_RUNNING);
        };
    }

    /// Who began before does not begin again.
    private TicTacToe again(PersonId person) {
        return new TicTacToe(EMPTY, nought, cross, person, null, null);
    }

    private Turn notAsked() {
        return new No(isOver() ? Refusal.NO_GAME : Refusal.GAME_RUNNING);
    }

    private Turn answer(PersonId person, @Nullable PersonId begins) {
        return person.equals(challenger)
                ? new No(Refusal.NOT_YOUR_TURN)
                : new TicTacToe(board, cross, nought, null, begins, null);
    }

    private Turn resign(PersonId person) {
        if (isOver()) {
            return new No(Refusal.NO_GAME);
        }
        PersonId wins = challenger == null ? other(person) : null;
        return new TicTacToe(board, cross, nought, null, null, wins);
    }

    private PersonId other(PersonId person) {
        return person.equals(cross) ? nought : cross;
    }

    private Turn move(PersonId person, int square) {
        if (isOver()) {
            return new No(Refusal.NO_GAME);
        }
        if (!person.equals(next)) {
            return new No(Refusal.NOT_YOUR_TURN);
        }
        if (board.charAt(square - 1) != '.') {
            return new No(Refusal.SQUARE_TAKEN);
        }
        char sign = person.equals(cross) ? 'X' : 'O';
        String now = board.substring(0, square - 1) + sign + board.substring(square);
        boolean won = LINES.stream().anyMatch(line -> isFull(line, now, sign));
        boolean ends = won || now.indexOf('.') < 0;
        return new TicTacToe(
                now, cross, nought, null, ends ? null : other(person), won ? person : null);
    }

    private static boolean isFull(String line, String board, char sign) {
        return line.chars().allMatch(square -> board.charAt(square - '1') == sign);
    }
}
