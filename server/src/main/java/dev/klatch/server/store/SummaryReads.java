package dev.klatch.server.store;

import dev.klatch.protocol.Access;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationFrame.ListConversations;
import dev.klatch.protocol.ConversationFrame.ReadConversation;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Newcomers;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Standing;
import dev.klatch.protocol.Summary;
import dev.klatch.protocol.Word;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Reads what a person is in, each conversation with what is unread in it. Used by one thread at a
/// time.
final class SummaryReads {
    /// How many people are in `c`; `everyone` is `?2`.
    static final String PEOPLE =
            "CASE WHEN c.id = ?2 THEN (SELECT count(*) FROM person p WHERE "
                    + PersonRows.OPEN
                    + ") ELSE (SELECT count(*) FROM membership x"
                    + " WHERE x.conversation = c.id AND x.to_seq IS NULL) END";

    /// How many files the messages of `c` show, and their bytes.
    private static final String FILES =
            "(SELECT count(*) FROM attachment a WHERE a.conversation = c.id),"
                    + " (SELECT coalesce(sum(f.bytes), 0) FROM attachment a"
                    + " JOIN file f ON f.id = a.file WHERE a.conversation = c.id)";

    private static final String WITH =
            "SELECT c.id, c.type, c.title, c.head, c.time, "
                    + PersonRows.SEEN
                    + ", c.standing, c.access, c.topic, "
                    + PEOPLE
                    + ", c.floor_now, c.read, "
                    + Badges.UNREAD
                    + ", "
                    + Badges.MENTIONS
                    + ", "
                    + Badges.THREADS
                    + ", c.muted_until, c.archived, c.made, c.description, c.newcomers,"
                    + " c.announcement, c.slow, c.messages, c.maker, "
                    + FILES
                    + " FROM (SELECT c.*, m.standing, m.muted_until, "
                    + Visibility.FLOOR
                    + " AS floor_now, "
                    + Badges.READ
                    + " AS read FROM conversation c"
                    + Visibility.JOINED
                    + Badges.JOINED
                    + "WHERE (c.id = ?2 OR c.id IN (SELECT conversation FROM membership"
                    + " WHERE person = ?1 AND to_seq IS NULL)) AND "
                    + Visibility.IS_IN;

    private static final String OTHER =
            ") c LEFT JOIN membership o ON c.type = 'direct'"
                    + " AND o.conversation = c.id AND o.person <> ?1"
                    + " LEFT JOIN person p ON p.id = o.person";

    private final ConversationId everyone;
    private final PreparedStatement mine;
    private final PreparedStatement one;
    private final PreparedStatement person;

    SummaryReads(Connection connection, ConversationId everyone) throws SQLException {
        this.everyone = everyone;
        this.mine =
                connection.prepareStatement(
                        WITH
                                + " AND (c.time < ?3 OR (c.time = ?3 AND c.id < ?4))"
                                + " ORDER BY c.time DESC, c.id DESC LIMIT ?5"
                                + OTHER
                                + " ORDER BY c.time DESC, c.id DESC");
        this.one = connection.prepareStatement(WITH + " AND c.id = ?3" + OTHER);
        this.person =
                connection.prepareStatement(
                        "SELECT " + PersonRows.SEEN + " FROM person p WHERE p.id = ?");
    }

    Answer conversations(PersonId reader, ListConversations ask) throws SQLException {
        long[] after = Cursors.read(ask.after(), 2);
        if (after == null) {
            return Cursors.foreign(ask.ref());
        }
        boolean first = ask.after() == null;
        mine.setLong(1, reader.value());
        mine.setLong(2, everyone.value());
        mine.setLong(3, first ? Long.MAX_VALUE : after[0]);
        mine.setLong(4, first ? Long.MAX_VALUE : after[1]);
        mine.setInt(5, Entries.ROWS);
        Entries<Summary> page = new Entries<>();
        try (ResultSet rows = mine.executeQuery()) {
            while (rows.next() && page.add(summary(rows))) {
                // Until the page is full.
            }
        }
        return new Answer.Conversations(
                ask.ref(),
                page.all(),
                page.after(last -> Cursors.of(last.time(), last.conversation().value())));
    }

    private static Summary summary(ResultSet row) throws SQLException {
        ConversationType type = ConversationType.parse(row.getString(2));
        boolean alone = row.getString(7) == null;
        Person with = alone ? null : PersonRows.seen(row, 6);
        String standing = row.getString(12);
        String topic = row.getString(14);
        long floor = row.getLong(16);
        return new Summary(
                new ConversationId(row.getLong(1)),
                type,
                row.getString(3),
                row.getLong(4),
                row.getLong(5),
                with,
                standing == null ? Standing.MEMBER : Word.parse(Standing.class, standing),
                Word.parse(Access.class, row.getString(13)),
                topic.isEmpty() ? null : topic,
                row.getLong(15),
                floor > 1 ? floor : null,
                some(row, 17),
                some(row, 18),
                some(row, 19),
                some(row, 20),
                some(row, 21),
                row.getBoolean(22) ? true : null);
    }

    /// A number that is left out if it is 0.
    static @Nullable Long some(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return number == 0 ? null : number;
    }

    Answer conversation(PersonId reader, ReadConversation ask) throws SQLException {
        one.setLong(1, reader.value());
        one.setLong(2, everyone.value());
        one.setLong(3, ask.conversation().value());
        try (ResultSet row = one.executeQuery()) {
            if (!row.next()) {
                return Refused.of(ask.ref(), Refusal.UNKNOWN_CONVERSATION);
            }
            String description = row.getString(24);
            return new Answer.ConversationRead(
                    ask.ref(),
                    summary(row),
                    row.getLong(23),
                    person(row.getLong(29)),
                    description.isEmpty() ? null : description,
                    Word.parse(Newcomers.class, row.getString(25)),
                    row.getBoolean(26),
                    row.getLong(27),
                    row.getLong(28),
                    row.getLong(30),
                    row.getLong(31));
        }
    }

    private @Nullable Person person(long id) throws SQLException {
        person.setLong(1, id);
        try (ResultSet row = person.executeQuery()) {
            return row.next() ? PersonRows.seen(row, 1) : null;
        }
    }
}
