package dev.klatch.server.store;

import dev.klatch.core.journal.AccountJournal;
import dev.klatch.core.journal.StoredInvite;
import dev.klatch.core.journal.StoredReport;
import dev.klatch.core.journal.StoredSession;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.InviteId;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.ReportId;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.SessionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Looks up sessions, invites, reports and owners for the sequencer, on its connection.
final class AccountReads implements AccountJournal {
    private static final String SESSION =
            "SELECT id, person, token_hash, made, used, device FROM session";
    private static final String INVITE =
            "SELECT id, code_hash, role, uses, expires, conversation, maker, made FROM invite";

    private final Function<SQLException, RuntimeException> failure;
    private final PreparedStatement session;
    private final PreparedStatement sessionsOf;
    private final PreparedStatement invite;
    private final PreparedStatement inviteOf;
    private final PreparedStatement report;
    private final PreparedStatement openReports;
    private final PreparedStatement owners;

    /// `failure` makes of what SQL says what the journal throws.
    AccountReads(Connection connection, Function<SQLException, RuntimeException> failure)
            throws SQLException {
        this.failure = failure;
        this.session = connection.prepareStatement(SESSION + " WHERE token_hash = ?");
        this.sessionsOf =
                connection.prepareStatement(SESSION + " WHERE person = ? ORDER BY used, made");
        this.invite = connection.prepareStatement(INVITE + " WHERE id = ?");
        this.inviteOf = connection.prepareStatement(INVITE + " WHERE code_hash = ?");
        this.report =
                connection.prepareStatement(
                        "SELECT id, made, reporter, conversation, target, author, text, reason"
                                + " FROM report WHERE id = ? AND settled IS NULL");
        this.openReports =
                connection.prepareStatement("SELECT count(*) FROM report WHERE settled IS NULL");
        this.owners =
                connection.prepareStatement(
                        "SELECT id FROM person WHERE role = 'owner' AND closed IS NULL"
                                + " AND NOT deleted");
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private interface Key {
        void set(PreparedStatement statement) throws SQLException;
    }

    private <T> List<T> all(PreparedStatement select, Key key, Row<T> row) {
        try {
            key.set(select);
            List<T> all = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    all.add(row.read(rows));
                }
            }
            return all;
        } catch (SQLException failed) {
            throw failure.apply(failed);
        }
    }

    private <T> @Nullable T one(PreparedStatement select, Key key, Row<T> row) {
        List<T> all = all(select, key, row);
        return all.isEmpty() ? null : all.getFirst();
    }

    private static StoredSession session(ResultSet row) throws SQLException {
        return new StoredSession(
                new SessionId(row.getLong(1)),
                new PersonId(row.getLong(2)),
                new TokenHash(row.getString(3)),
                row.getLong(4),
                row.getLong(5),
                row.getString(6));
    }

    private static StoredInvite invite(ResultSet row) throws SQLException {
        long conversation = row.getLong(6);
        long maker = row.getLong(7);
        return new StoredInvite(
                new InviteId(row.getLong(1)),
                new TokenHash(row.getString(2)),
                Role.parse(row.getString(3)),
                row.getLong(4),
                row.getLong(5),
                conversation == 0 ? null : new ConversationId(conversation),
                maker == 0 ? null : new PersonId(maker),
                row.getLong(8));
    }

    private static StoredReport report(ResultSet row) throws SQLException {
        return new StoredReport(
                new ReportId(row.getLong(1)),
                row.getLong(2),
                new PersonId(row.getLong(3)),
                new ConversationId(row.getLong(4)),
                row.getLong(5),
                new PersonId(row.getLong(6)),
                row.getString(7),
                row.getString(8));
    }

    @Override
    public @Nullable StoredSession session(TokenHash token) {
        return one(session, key -> key.setString(1, token.hex()), AccountReads::session);
    }

    @Override
    public List<StoredSession> sessionsOf(PersonId person) {
        return all(sessionsOf, key -> key.setLong(1, person.value()), AccountReads::session);
    }

    @Override
    public @Nullable StoredInvite invite(InviteId id) {
        return one(invite, key -> key.setLong(1, id.value()), AccountReads::invite);
    }

    @Override
    public @Nullable StoredInvite inviteOf(TokenHash code) {
        return one(inviteOf, key -> key.setString(1, code.hex()), AccountReads::invite);
    }

    @Override
    public @Nullable StoredReport report(ReportId id) {
        return one(report, key -> key.setLong(1, id.value()), AccountReads::report);
    }

    @Override
    public long openReports() {
        return all(openReports, _ -> {}, row -> row.getLong(1)).getFirst();
    }

    @Override
    public List<PersonId> owners() {
        return all(owners, _ -> {}, row -> new PersonId(row.getLong(1)));
    }
}
