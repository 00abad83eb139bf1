package dev.klatch.server.store;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationFrame.ListConversations;
import dev.klatch.protocol.ConversationFrame.ListRooms;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Summary;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads lists: a person's conversations and the public rooms. Used by one thread at a time.
final class ListReads {
    private final ConversationId everyone;
    private final PreparedStatement mine;
    private final PreparedStatement rooms;

    ListReads(Connection connection, ConversationId everyone) throws SQLException {
        this.everyone = everyone;
        this.mine =
                connection.prepareStatement(
                        "SELECT c.id, c.type, c.title, c.head, c.time, "
                                + PersonRows.SEEN
                                + " FROM conversation c"
                                + " LEFT JOIN membership o ON c.type = 'direct'"
                                + " AND o.conversation = c.id AND o.person <> ?"
                                + " LEFT JOIN person p ON p.id = o.person"
                                + " WHERE (c.id = ? OR c.id IN (SELECT m.conversation"
                                + " FROM membership m WHERE m.person = ? AND m.to_seq IS NULL))"
                                + " AND (c.time < ? OR (c.time = ? AND c.id < ?))"
                                + " ORDER BY c.time DESC, c.id DESC LIMIT ?");
        this.rooms =
                connection.prepareStatement(
                        "SELECT c.id, c.title, CASE WHEN c.id = ?"
                                + " THEN (SELECT count(*) FROM person WHERE closed IS NULL)"
                                + " ELSE (SELECT count(*) FROM membership m"
                                + " WHERE m.conversation = c.id AND m.to_seq IS NULL) END,"
                                + " c.id = ? OR EXISTS (SELECT 1 FROM membership m"
                                + " WHERE m.conversation = c.id AND m.person = ?"
                                + " AND m.to_seq IS NULL)"
                                + " FROM conversation c WHERE c.type = 'room' AND c.title_key >"
                                + " coalesce((SELECT title_key FROM conversation WHERE id = ?), '')"
                                + " ORDER BY c.title_key LIMIT ?");
    }

    Answer conversations(PersonId reader, ListConversations ask) throws SQLException {
        long time = Long.MAX_VALUE;
        long id = Long.MAX_VALUE;
        if (ask.after() != null) {
            String[] parts = ask.after().split("\\.", -1);
            Long afterTime = parts.length == 2 ? number(parts[0]) : null;
            Long afterId = parts.length == 2 ? number(parts[1]) : null;
            if (afterTime == null || afterId == null) {
                return Refused.of(ask.ref(), Refusal.WRONG_TYPE).about("after", null);
            }
            time = afterTime;
            id = afterId;
        }
        mine.setLong(1, reader.value());
        mine.setLong(2, everyone.value());
        mine.setLong(3, reader.value());
        mine.setLong(4, time);
        mine.setLong(5, time);
        mine.setLong(6, id);
        mine.setInt(7, Limits.LIST_ENTRIES);
        List<Summary> page = new ArrayList<>();
        try (ResultSet rows = mine.executeQuery()) {
            while (rows.next()) {
                page.add(summary(rows));
            }
        }
        return new Answer.Conversations(ask.ref(), page, next(page));
    }

    private static @Nullable String next(List<Summary> page) {
        if (page.size() < Limits.LIST_ENTRIES) {
            return null;
        }
        Summary last = page.getLast();
        return Long.toString(last.time(), 36)
                + "."
                + Long.toString(last.conversation().value(), 36);
    }

    private static @Nullable Long number(String text) {
        try {
            return Long.parseLong(text, 36);
        } catch (NumberFormatException notOurs) {
            return null;
        }
    }

    private static Summary summary(ResultSet row) throws SQLException {
        boolean alone = row.getString(7) == null;
        Person with = alone ? null : PersonRows.seen(row, 6);
        return new Summary(
                new ConversationId(row.getLong(1)),
                ConversationType.parse(row.getString(2)),
                row.getString(3),
                row.getLong(4),
                row.getLong(5),
                with);
    }

    Answer rooms(PersonId reader, ListRooms ask) throws SQLException {
        Long after = ask.after() == null ? Long.valueOf(0) : number(ask.after());
        if (after == null) {
            return Refused.of(ask.ref(), Refusal.WRONG_TYPE).about("after", null);
        }
        rooms.setLong(1, everyone.value());
        rooms.setLong(2, everyone.value());
        rooms.setLong(3, reader.value());
        rooms.setLong(4, after);
        rooms.setInt(5, Limits.LIST_ENTRIES);
        List<Answer.Room> page = new ArrayList<>();
        try (ResultSet rows = rooms.executeQuery()) {
            while (rows.next()) {
                page.add(
                        new Answer.Room(
                                new ConversationId(rows.getLong(1)),
                                rows.getString(2),
                                rows.getLong(3),
                                rows.getBoolean(4)));
            }
        }
        String next =
                page.size() < Limits.LIST_ENTRIES
                        ? null
                        : Long.toString(page.getLast().conversation().value(), 36);
        return new Answer.Rooms(ask.ref(), page, next);
    }
}
