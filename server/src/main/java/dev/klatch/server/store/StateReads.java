package dev.klatch.server.store;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.StateFrame.ListStates;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the states and read marks of a person. Used by one thread at a time.
final class StateReads {
    /// Versions are below this; a page asked for behind it is one of marks, so many of which were
    /// told before.
    private static final long MARKS = 1L << 52;

    private static final int ROWS = 500;

    private final ConversationId everyone;
    private final PreparedStatement states;
    private final PreparedStatement marks;

    StateReads(Connection connection, ConversationId everyone) throws SQLException {
        this.everyone = everyone;
        this.states =
                connection.prepareStatement(
                        "SELECT name, coalesce(value, ''), version FROM state WHERE person = ?1"
                                + " AND version > ?2 AND (?2 > 0 OR value IS NOT NULL)"
                                + " ORDER BY version LIMIT "
                                + (ROWS + 1));
        this.marks =
                connection.prepareStatement(
                        "SELECT k.conversation, k.thread, k.seq FROM mark k WHERE k.person = ?1"
                                + " AND (k.conversation = ?2 OR EXISTS (SELECT 1 FROM membership m"
                                + " WHERE m.person = ?1 AND m.conversation = k.conversation"
                                + " AND m.to_seq IS NULL))"
                                + " ORDER BY k.conversation, k.thread LIMIT "
                                + (ROWS + 1)
                                + " OFFSET ?3");
    }

    /// The states come first, by version, then the marks.
    Answer states(PersonId reader, ListStates ask) throws SQLException {
        long after = ask.after() == null ? 0 : ask.after();
        Budget budget = Budget.whole();
        List<Answer.State> changed = new ArrayList<>();
        if (after < MARKS && readStates(reader, after, changed, budget)) {
            long next = changed.getLast().version();
            return new Answer.States(ask.ref(), changed, List.of(), next);
        }
        List<Answer.Mark> read = new ArrayList<>();
        long told = Math.max(0, after - MARKS);
        boolean more = readMarks(reader, told, read, budget);
        Long next = more ? Long.valueOf(MARKS + told + read.size()) : null;
        return new Answer.States(ask.ref(), changed, read, next);
    }

    /// @return whether there are more
    private boolean readStates(PersonId reader, long after, List<Answer.State> page, Budget budget)
            throws SQLException {
        states.setLong(1, reader.value());
        states.setLong(2, after);
        try (ResultSet rows = states.executeQuery()) {
            while (rows.next()) {
                Answer.State state =
                        new Answer.State(rows.getString(1), rows.getString(2), rows.getLong(3));
                if (page.size() == ROWS || !budget.takes(state)) {
                    return true;
                }
                page.add(state);
            }
        }
        return false;
    }

    /// @return whether there are more
    private boolean readMarks(PersonId reader, long told, List<Answer.Mark> page, Budget budget)
            throws SQLException {
        marks.setLong(1, reader.value());
        marks.setLong(2, everyone.value());
        marks.setLong(3, told);
        try (ResultSet rows = marks.executeQuery()) {
            while (rows.next()) {
                Answer.Mark mark = mark(rows);
                if (page.size() == ROWS || !budget.takes(mark)) {
                    return true;
                }
                page.add(mark);
            }
        }
        return false;
    }

    private static Answer.Mark mark(ResultSet row) throws SQLException {
        @Nullable Long thread = SummaryReads.some(row, 2);
        return new Answer.Mark(new ConversationId(row.getLong(1)), thread, row.getLong(3));
    }
}
