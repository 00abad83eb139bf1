package dev.klatch.server.store;

import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.StoredInvite;
import dev.klatch.core.journal.StoredReport;
import dev.klatch.core.journal.StoredSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes what changes about sessions, invites, reports and the audit log, in the transaction of
/// [ChangeWriter].
final class AccountWriter {
    private final PreparedStatement addSession;
    private final PreparedStatement useSession;
    private final PreparedStatement endSession;
    private final PreparedStatement setInvite;
    private final PreparedStatement endInvite;
    private final PreparedStatement addReport;
    private final PreparedStatement settleReport;
    private final PreparedStatement addAudit;
    private final List<PreparedStatement> forgetPerson = new ArrayList<>();

    AccountWriter(Connection connection) throws SQLException {
        this.addSession =
                connection.prepareStatement(
                        "INSERT INTO session (id, token_hash, person, made, used, device)"
                                + " VALUES (?, ?, ?, ?, ?, ?)");
        this.useSession =
                connection.prepareStatement("UPDATE session SET used = ? WHERE token_hash = ?");
        this.endSession = connection.prepareStatement("DELETE FROM session WHERE token_hash = ?");
        this.setInvite =
                connection.prepareStatement(
                        "INSERT INTO invite (id, code_hash, role, uses, expires, conversation,"
                                + " maker, made) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (id) DO UPDATE SET uses = excluded.uses");
        this.endInvite = connection.prepareStatement("DELETE FROM invite WHERE id = ?");
        this.addReport =
                connection.prepareStatement(
                        "INSERT INTO report (id, made, reporter, conversation, target, author,"
                                + " text, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        this.settleReport =
                connection.prepareStatement(
                        "UPDATE report SET settled = ?, settler = ?, note = ? WHERE id = ?");
        // The ids are the order: times may step back.
        this.addAudit =
                connection.prepareStatement(
                        "INSERT INTO audit (id, made, who, what, whom) VALUES"
                                + " ((SELECT coalesce(max(id), 0) + 1 FROM audit), ?, ?, ?, ?)");
        for (String table : List.of("state", "mark", "mention")) {
            forgetPerson.add(
                    connection.prepareStatement("DELETE FROM " + table + " WHERE person = ?"));
        }
    }

    void write(Change.OfAccount change) throws SQLException {
        switch (change) {
            case Change.AddSession(var session) -> add(session);
            case Change.UseSession(var token, long time) -> {
                useSession.setLong(1, time);
                useSession.setString(2, token.hex());
                useSession.executeUpdate();
            }
            case Change.EndSession(var token) -> {
                endSession.setString(1, token.hex());
                endSession.executeUpdate();
            }
            case Change.SetInvite(var invite) -> set(invite);
            case Change.EndInvite(var invite) -> EventWriter.run(endInvite, invite.value());
            case Change.AddReport(var report) -> add(report);
            case Change.SettleReport settled -> {
                settleReport.setLong(1, settled.time());
                number(
                        settleReport,
                        2,
                        settled.settler() == null ? null : settled.settler().value());
                settleReport.setString(3, settled.note());
                settleReport.setLong(4, settled.report().value());
                settleReport.executeUpdate();
            }
            case Change.AddAudit(long time, var who, var what, var whom) -> {
                addAudit.setLong(1, time);
                addAudit.setString(2, who);
                addAudit.setString(3, what);
                addAudit.setString(4, whom);
                addAudit.executeUpdate();
            }
            case Change.ForgetPerson(var person) -> {
                for (PreparedStatement forget : forgetPerson) {
                    EventWriter.run(forget, person.value());
                }
            }
        }
    }

    private void add(StoredSession session) throws SQLException {
        addSession.setLong(1, session.id().value());
        addSession.setString(2, session.token().hex());
        addSession.setLong(3, session.person().value());
        addSession.setLong(4, session.made());
        addSession.setLong(5, session.used());
        addSession.setString(6, session.device());
        addSession.executeUpdate();
    }

    private void set(StoredInvite invite) throws SQLException {
        setInvite.setLong(1, invite.id().value());
        setInvite.setString(2, invite.code().hex());
        setInvite.setString(3, invite.role().text());
        setInvite.setLong(4, invite.uses());
        setInvite.setLong(5, invite.expires());
        number(setInvite, 6, invite.conversation() == null ? null : invite.conversation().value());
        number(setInvite, 7, invite.maker() == null ? null : invite.maker().value());
        setInvite.setLong(8, invite.made());
        setInvite.executeUpdate();
    }

    private void add(StoredReport report) throws SQLException {
        addReport.setLong(1, report.id().value());
        addReport.setLong(2, report.made());
        addReport.setLong(3, report.reporter().value());
        addReport.setLong(4, report.conversation().value());
        addReport.setLong(5, report.target());
        addReport.setLong(6, report.author().value());
        addReport.setString(7, report.text());
        addReport.setString(8, report.reason());
        addReport.executeUpdate();
    }

    private static void number(PreparedStatement statement, int column, @Nullable Long value)
            throws SQLException {
        if (value == null) {
            statement.setNull(column, Types.BIGINT);
        } else {
            statement.setLong(column, value);
        }
    }
}
