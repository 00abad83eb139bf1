package dev.klatch.server.store;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.MemberFrame.ListBans;
import dev.klatch.protocol.MemberFrame.ListMembers;
import dev.klatch.protocol.MemberFrame.ListReaders;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Standing;
import dev.klatch.protocol.Word;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Predicate;

/// Reads who is in a conversation, who may not come and who has read how far, by name. Used by one
/// thread at a time.
final class PeopleReads {
    /// Those behind the person `?2`, by name.
    static final String PAGE =
            " AND (p.name_key, p.id) > (coalesce((SELECT name_key FROM person WHERE id = ?2), ''),"
                    + " ?2) ORDER BY p.name_key, p.id LIMIT ?3";

    private static final String SELECT = "SELECT " + PersonRows.SEEN;

    /// That a person is in the room that all enter, which is `?1`.
    private static final String IN_EVERYONE =
            PersonRows.OPEN
                    + " AND NOT EXISTS (SELECT 1 FROM ban b WHERE b.conversation = ?1"
                    + " AND b.person = p.id)";

    private final ConversationId everyone;
    private final Visibility visibility;
    private final PreparedStatement members;
    private final PreparedStatement all;
    private final PreparedStatement banned;
    private final PreparedStatement readers;
    private final PreparedStatement readersOfAll;

    PeopleReads(Connection connection, Visibility visibility, ConversationId everyone)
            throws SQLException {
        this.everyone = everyone;
        this.visibility = visibility;
        this.members =
                connection.prepareStatement(
                        SELECT
                                + ", m.standing, m.muted_until FROM membership m"
                                + " JOIN person p ON p.id = m.person"
                                + " WHERE m.conversation = ?1 AND m.to_seq IS NULL"
                                + PAGE);
        this.all =
                connection.prepareStatement(
                        SELECT + ", 'member', 0 FROM person p WHERE " + IN_EVERYONE + PAGE);
        this.banned =
                connection.prepareStatement(
                        SELECT
                                + " FROM ban b JOIN person p ON p.id = b.person"
                                + " WHERE b.conversation = ?1"
                                + PAGE);
        String marks =
                SELECT
                        + " FROM mark k JOIN person p ON p.id = k.person"
                        + " WHERE k.conversation = ?1 AND k.thread = 0 AND k.seq >= ?4 AND ";
        this.readers =
                connection.prepareStatement(
                        marks
                                + "EXISTS (SELECT 1 FROM membership m WHERE m.person = p.id"
                                + " AND m.conversation = ?1 AND m.to_seq IS NULL)"
                                + PAGE);
        this.readersOfAll = connection.prepareStatement(marks + IN_EVERYONE + PAGE);
    }

    Answer members(PersonId reader, ListMembers ask, Predicate<PersonId> online)
            throws SQLException {
        long[] after = Cursors.read(ask.after(), 1);
        if (after == null) {
            return Cursors.foreign(ask.ref());
        }
        if (visibility.of(reader, ask.conversation()) == null) {
            return Refused.of(ask.ref(), Refusal.UNKNOWN_CONVERSATION);
        }
        PreparedStatement select = ask.conversation().equals(everyone) ? all : members;
        ask(select, ask.conversation(), after[0]);
        Entries<Answer.Member> page = new Entries<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next() && page.add(member(rows, online))) {
                // Until the page is full.
            }
        }
        return new Answer.Members(ask.ref(), page.all(), page.after(last -> place(last.person())));
    }

    private static Answer.Member member(ResultSet row, Predicate<PersonId> online)
            throws SQLException {
        Person person = PersonRows.seen(row, 1);
        return new Answer.Member(
                person,
                Word.parse(Standing.class, row.getString(7)),
                SummaryReads.some(row, 8),
                online.test(person.person()));
    }

    private static void ask(PreparedStatement select, ConversationId conversation, long after)
            throws SQLException {
        select.setLong(1, conversation.value());
        select.setLong(2, after);
        select.setInt(3, Entries.ROWS);
    }

    private static String place(Person last) {
        return Cursors.of(last.person().value());
    }

    Answer bans(PersonId reader, ListBans ask) throws SQLException {
        long[] after = Cursors.read(ask.after(), 1);
        if (after == null) {
            return Cursors.foreign(ask.ref());
        }
        if (visibility.of(reader, ask.conversation()) == null) {
            return Refused.of(ask.ref(), Refusal.UNKNOWN_CONVERSATION);
        }
        ask(banned, ask.conversation(), after[0]);
        return people(ask.ref(), banned);
    }

    Answer readers(PersonId reader, ListReaders ask) throws SQLException {
        long[] after = Cursors.read(ask.after(), 1);
        if (after == null) {
            return Cursors.foreign(ask.ref());
        }
        if (visibility.of(reader, ask.conversation()) == null) {
            return Refused.of(ask.ref(), Refusal.UNKNOWN_CONVERSATION);
        }
        PreparedStatement select = ask.conversation().equals(everyone) ? readersOfAll : readers;
        ask(select, ask.conversation(), after[0]);
        select.setLong(4, ask.seq());
        return people(ask.ref(), select);
    }

    private static Answer.People people(long ref, PreparedStatement select) throws SQLException {
        Entries<Person> page = new Entries<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next() && page.add(PersonRows.seen(rows, 1))) {
                // Until the page is full.
            }
        }
        return new Answer.People(ref, page.all(), page.after(PeopleReads::place));
    }
}
