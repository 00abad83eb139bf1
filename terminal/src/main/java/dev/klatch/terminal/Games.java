package dev.klatch.terminal;

import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the games stand, as far as they were seen here. Every method may be called from any thread.
final class Games {
    private final Map<ConversationId, Event.Played> states = new LinkedHashMap<>();

    /// Takes note of a step.
    synchronized void note(Event.Played played) {
        Event.Played before = states.get(played.conversation());
        if (before == null || before.seq() < played.seq()) {
            states.remove(played.conversation());
            states.put(played.conversation(), played);
        }
    }

    /// The game of this conversation, else the one that went on last.
    synchronized Optional<Event.Played> last(@Nullable ConversationId place) {
        Event.Played here = place == null ? null : states.get(place);
        return here == null
                ? states.values().stream().reduce((_, later) -> later)
                : Optional.of(here);
    }

    /// The board as three lines; free squares have their numbers.
    static String[] board(Event.Played played) {
        String[] rows = new String[3];
        for (int row = 0; row < 3; row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < 3; column++) {
                int square = 3 * row + column;
                char there = square < played.board().length() ? played.board().charAt(square) : '.';
                boolean free = there != 'X' && there != 'O';
                line.append(column == 0 ? " " : " | ");
                line.append(free ? (char) ('1' + square) : there);
            }
            rows[row] = line.toString();
        }
        return rows;
    }
}
