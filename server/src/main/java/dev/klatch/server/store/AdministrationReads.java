package dev.klatch.server.store;

import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.permission.Permissions;
import dev.klatch.core.permission.ServerVerb;
import dev.klatch.core.person.NameRules;
import dev.klatch.protocol.AdministrationFrame.ListAccounts;
import dev.klatch.protocol.AdministrationFrame.ListAudit;
import dev.klatch.protocol.AdministrationFrame.ListInvites;
import dev.klatch.protocol.AdministrationFrame.ListReports;
import dev.klatch.protocol.AdministrationFrame.ReadUsage;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.InviteId;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.ReportId;
import dev.klatch.protocol.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;

/// Reads the lists of those who run the server, for those who may see them. Used by one thread at a
/// time.
final class AdministrationReads {
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private final Connection connection;
    private final PreparedStatement reader;
    private final PreparedStatement invites;
    private final PreparedStatement reports;
    private final PreparedStatement accounts;
    private final PreparedStatement audit;

    AdministrationReads(Connection connection) throws SQLException {
        this.connection = connection;
        this.reader = connection.prepareStatement(PersonRows.SELECT + " WHERE p.id = ?");
        this.invites =
                connection.prepareStatement(
                        "SELECT i.id, i.role, i.uses, i.expires, i.conversation, p.name"
                                + " FROM invite i LEFT JOIN person p ON p.id = i.maker"
                                + " WHERE i.uses > 0 AND i.expires > ? AND i.id > ?"
                                + " ORDER BY i.id LIMIT ?");
        this.reports =
                connection.prepareStatement(
                        "SELECT r.id, r.made, r.conversation, r.target, r.text, r.reason, "
                                + PersonRows.SEEN
                                + ", a.id, a.name, a.role, a.display_name, a.status,"
                                + " a.availability FROM report r"
                                + " JOIN person p ON p.id = r.reporter"
                                + " JOIN person a ON a.id = r.author"
                                + " WHERE r.settled IS NULL AND (r.made, r.id) > (?, ?)"
                                + " ORDER BY r.made, r.id LIMIT ?");
        this.accounts =
                connection.prepareStatement(
                        "SELECT "
                                + PersonRows.SEEN
                                + ", p.made, p.last_seen, p.last_seen_hidden, p.banned,"
                                + " (SELECT count(*) FROM session s WHERE s.person = p.id)"
                                + " FROM person p WHERE p.closed IS NULL AND NOT p.deleted"
                                + " AND p.role NOT IN ('guest', 'server')"
                                + " AND p.name_key BETWEEN ?1 AND ?4"
                                + PeopleReads.PAGE);
        this.audit =
                connection.prepareStatement(
                        "SELECT id, made, who, what, whom FROM audit WHERE id < ?"
                                + " ORDER BY id DESC LIMIT ?");
    }

    /// Whether this one may do that, as of now.
    private boolean may(PersonId asker, ServerVerb verb) throws SQLException {
        reader.setLong(1, asker.value());
        StoredPerson person = PersonRows.one(reader);
        return person != null && !person.closed() && Permissions.allows(verb, person);
    }

    Answer invites(PersonId asker, ListInvites ask) throws SQLException {
        long[] after = Cursors.read(ask.after(), 1);
        if (!may(asker, ServerVerb.LIST_INVITES)) {
            return Refused.of(ask.ref(), Refusal.NOT_ALLOWED);
        }
        if (after == null) {
            return Cursors.foreign(ask.ref());
        }
        invites.setLong(1, System.currentTimeMillis());
        invites.setLong(2, after[0]);
        invites.setInt(3, Entries.ROWS);
        Entries<Answer.InviteLine> page = new Entries<>();
        try (ResultSet rows = invites.executeQuery()) {
            while (rows.next() && page.add(invite(rows))) {
                // Until the page is full.
            }
        }
        String next = page.after(last -> Cursors.of(last.invite().value()));
        return new Answer.Invites(ask.ref(), page.all(), next);
    }

    private static Answer.InviteLine invite(ResultSet row) throws SQLException {
        long conversation = row.getLong(5);
        String maker = row.getString(6);
        return new Answer.InviteLine(
                new InviteId(row.getLong(1)),
                Role.parse(row.getString(2)),
                row.getLong(3),
                row.getLong(4),
                conversation == 0 ? null : new ConversationId(conversation),
                maker == null ? "operator" : maker);
    }

    Answer reports(PersonId asker, ListReports ask) throws SQLException {
        long[] after = Cursors.read(ask.after(), 2);
        if (!may(asker, ServerVerb.LIST_REPORTS)) {
            return Refused.of(ask.ref(), Refusal.NOT_ALLOWED);
        }
        if (after == null) {
            return Cursors.foreign(ask.ref());
        }
        reports.setLong(1, after[0]);
        reports.setLong(2, after[1]);
        reports.setInt(3, Entries.ROWS);
        Entries<Answer.ReportLine> page = new Entries<>();
        try (ResultSet rows = reports.executeQuery()) {
            while (rows.next() && page.add(report(rows))) {
                // Until the page is full.
            }
        }
        String next = page.after(last -> Cursors.of(last.time(), last.report().value()));
        return new Answer.Reports(ask.ref(), page.all(), next);
    }

    private static Answer.ReportLine report(ResultSet row) throws SQLException {
        return new Answer.ReportLine(
                new ReportId(row.getLong(1)),
                row.getLong(2),
                PersonRows.seen(row, 7),
                new ConversationId(row.getLong(3)),
                row.getLong(4),
                PersonRows.seen(row, 13),
                row.getString(5),
                row.getString(6));
    }

    Answer accounts(PersonId asker, ListAccounts ask, Predicate<PersonId> online)
            throws SQLException {
        long[] after = Cursors.read(ask.after(), 1);
        if (!may(asker, ServerVerb.LIST_ACCOUNTS)) {
            return Refused.of(ask.ref(), Refusal.NOT_ALLOWED);
        }
        if (after == null) {
            return Cursors.foreign(ask.ref());
        }
        String begin = ask.query() == null ? "" : NameRules.key(ask.query().strip());
        accounts.setString(1, begin);
        accounts.setLong(2, after[0]);
        accounts.setInt(3, Entries.ROWS);
        accounts.setString(4, begin + LAST);
        Entries<Answer.AccountLine> page = new Entries<>();
        try (ResultSet rows = accounts.executeQuery()) {
            while (rows.next() && page.add(account(rows, online))) {
                // Until the page is full.
            }
        }
        String next = page.after(last -> Cursors.of(last.person().person().value()));
        return new Answer.Accounts(ask.ref(), page.all(), next);
    }

    private static Answer.AccountLine account(ResultSet row, Predicate<PersonId> online)
            throws SQLException {
        Person person = PersonRows.seen(row, 1);
        boolean here = online.test(person.person());
        long seen = row.getLong(8);
        boolean shown = !here && seen > 0 && !row.getBoolean(9);
        return new Answer.AccountLine(
                person,
                row.getLong(7),
                shown ? seen : null,
                row.getLong(11),
                row.getBoolean(10) ? true : null,
                here);
    }

    boolean mayReadUsage(PersonId asker) throws SQLException {
        return may(asker, ServerVerb.READ_USAGE);
    }

    Answer usage(PersonId asker, ReadUsage ask, Surroundings around) throws SQLException {
        return may(asker, ServerVerb.READ_USAGE)
                ? OverviewReads.usage(connection, around, ask.ref())
                : Refused.of(ask.ref(), Refusal.NOT_ALLOWED);
    }

    private record Numbered(long number, Answer.AuditEntry entry) {}

    Answer audit(PersonId asker, ListAudit ask) throws SQLException {
        long[] before = Cursors.read(ask.after(), 1);
        if (!may(asker, ServerVerb.LIST_AUDIT)) {
            return Refused.of(ask.ref(), Refusal.NOT_ALLOWED);
        }
        if (before == null) {
            return Cursors.foreign(ask.ref());
        }
        audit.setLong(1, ask.after() == null ? Long.MAX_VALUE : before[0]);
        audit.setInt(2, Entries.ROWS);
        Entries<Numbered> page = new Entries<>();
        try (ResultSet rows = audit.executeQuery()) {
            while (rows.next() && page.add(new Numbered(rows.getLong(1), entry(rows)))) {
                // Until the page is full.
            }
        }
        List<Answer.AuditEntry> entries = page.all().stream().map(Numbered::entry).toList();
        String next = page.after(last -> Cursors.of(last.number()));
        return new Answer.Audit(ask.ref(), entries, next);
    }

    private static Answer.AuditEntry entry(ResultSet row) throws SQLException {
        return new Answer.AuditEntry(
                row.getLong(2), row.getString(3), row.getString(4), row.getString(5));
    }
}
