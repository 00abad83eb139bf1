package dev.klatch.server.store;

import dev.klatch.core.journal.TokenHash;
import dev.klatch.core.person.NameRules;
import dev.klatch.protocol.AccountFrame.ListSessions;
import dev.klatch.protocol.AccountFrame.ReadProfile;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.SessionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Reads what people show of themselves, and their sessions for themselves. Used by one thread at a
/// time.
final class ProfileReads {
    private final PreparedStatement profileById;
    private final PreparedStatement profileByName;
    private final PreparedStatement sessions;

    ProfileReads(Connection connection) throws SQLException {
        String profile =
                "SELECT "
                        + PersonRows.SEEN
                        + ", p.made, p.last_seen, p.last_seen_hidden"
                        + " FROM person p WHERE ";
        this.profileById = connection.prepareStatement(profile + "p.id = ?");
        this.profileByName =
                connection.prepareStatement(
                        profile
                                + "p.name_key = ? AND NOT p.deleted"
                                + " ORDER BY p.closed IS NOT NULL, p.made DESC LIMIT 1");
        this.sessions =
                connection.prepareStatement(
                        "SELECT id, made, used, device, token_hash FROM session WHERE person = ?"
                                + " ORDER BY used DESC, made DESC");
    }

    Answer profile(ReadProfile ask, Predicate<PersonId> online) throws SQLException {
        PreparedStatement select = ask.person() == null ? profileByName : profileById;
        if (ask.person() != null) {
            select.setLong(1, ask.person().value());
        } else {
            String name = NameRules.clean(String.valueOf(ask.name()));
            select.setString(1, name == null ? "" : NameRules.key(name));
        }
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return Refused.of(ask.ref(), Refusal.UNKNOWN_PERSON);
            }
            var person = PersonRows.seen(row, 1);
            boolean here = online.test(person.person());
            long seen = row.getLong(8);
            boolean shown = !here && seen > 0 && !row.getBoolean(9);
            return new Answer.Profile(ask.ref(), person, here, row.getLong(7), shown ? seen : null);
        }
    }

    Answer sessions(PersonId asker, TokenHash session, ListSessions ask) throws SQLException {
        sessions.setLong(1, asker.value());
        List<Answer.SessionLine> lines = new ArrayList<>();
        try (ResultSet rows = sessions.executeQuery()) {
            while (rows.next()) {
                lines.add(
                        new Answer.SessionLine(
                                new SessionId(rows.getLong(1)),
                                rows.getLong(2),
                                rows.getLong(3),
                                rows.getString(4),
                                session.equals(new TokenHash(rows.getString(5)))));
            }
        }
        return new Answer.Sessions(ask.ref(), lines);
    }
}
