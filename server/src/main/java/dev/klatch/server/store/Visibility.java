package dev.klatch.server.store;

import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.PersonId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks up what a person may see of a conversation: the one place that decides it. They must be in
/// it now. Where newcomers may read all, that is all from its floor on; where they may read from
/// their joining on, what happened while they were in it. Used by one thread at a time.
final class Visibility {
    /// Joins what decides to `conversation c`: the reader `me`, who is `?1`, and their membership
    /// `m`; `everyone` is `?2`.
    static final String JOINED =
            " JOIN person me ON me.id = ?1"
                    + " LEFT JOIN membership m ON m.conversation = c.id AND m.person = ?1"
                    + " AND m.to_seq IS NULL ";

    /// Whether the reader is in `c`.
    static final String IS_IN =
            "(NOT c.closed AND CASE WHEN c.id = ?2 THEN NOT EXISTS (SELECT 1 FROM ban"
                    + " WHERE conversation = c.id AND person = ?1)"
                    + " ELSE m.person IS NOT NULL END)";

    /// The seq at which the reader came.
    static final String CAME = "coalesce(m.from_seq, me.everyone_from)";

    /// The first seq of `c` that the reader may read without a hole up to the head.
    static final String FLOOR =
            "CASE c.newcomers WHEN 'from-joining' THEN " + CAME + " ELSE c.floor END";

    /// That the reader, who is in `c`, may read the event of this seq there.
    static String sees(String seq) {
        return "CASE WHEN c.newcomers <> 'from-joining' OR c.id = ?2 THEN "
                + seq
                + " >= ("
                + FLOOR
                + ") ELSE EXISTS (SELECT 1 FROM membership x WHERE x.conversation = c.id"
                + " AND x.person = ?1 AND "
                + seq
                + " BETWEEN x.from_seq AND coalesce(x.to_seq, "
                + Long.MAX_VALUE
                + ")) END";
    }

    private final ConversationId everyone;
    private final PreparedStatement now;
    private final PreparedStatement intervals;

    Visibility(Connection connection, ConversationId everyone) throws SQLException {
        this.everyone = everyone;
        this.now =
                connection.prepareStatement(
                        "SELECT c.head, "
                                + FLOOR
                                + ", c.newcomers = 'from-joining' AND c.id <> ?2"
                                + " FROM conversation c"
                                + JOINED
                                + "WHERE c.id = ?3 AND "
                                + IS_IN);
        this.intervals =
                connection.prepareStatement(
                        "SELECT from_seq, coalesce(to_seq, "
                                + Long.MAX_VALUE
                                + ") FROM membership WHERE conversation = ? AND person = ?"
                                + " ORDER BY from_seq");
    }

    /// What this reader may see of it; null if nothing.
    @Nullable Visible of(PersonId reader, ConversationId conversation) throws SQLException {
        now.setLong(1, reader.value());
        now.setLong(2, everyone.value());
        now.setLong(3, conversation.value());
        long head;
        long floor;
        boolean inIntervals;
        try (ResultSet row = now.executeQuery()) {
            if (!row.next()) {
                return null;
            }
            head = row.getLong(1);
            floor = row.getLong(2);
            inIntervals = row.getBoolean(3);
        }
        List<Visible.Stretch> stretches =
                inIntervals
                        ? intervals(reader, conversation)
                        : List.of(new Visible.Stretch(floor, Long.MAX_VALUE));
        return new Visible(conversation, head, stretches);
    }

    private List<Visible.Stretch> intervals(PersonId reader, ConversationId conversation)
            throws SQLException {
        intervals.setLong(1, conversation.value());
        intervals.setLong(2, reader.value());
        List<Visible.Stretch> found = new ArrayList<>();
        try (ResultSet rows = intervals.executeQuery()) {
            while (rows.next()) {
                found.add(new Visible.Stretch(rows.getLong(1), rows.getLong(2)));
            }
        }
        return found;
    }
}
