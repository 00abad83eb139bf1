package dev.klatch.server.store;

import dev.klatch.core.journal.Change;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.PersonId;
import dev.klatch.server.fault.CrashPoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes changes in one transaction. The connection is never out of one: a commit begins the next,
/// which nobody else could want, for there is one writer. Belongs to the sequencer's thread.
final class ChangeWriter {
    private final Connection connection;
    private final EventWriter events;
    private final FileWriter files;
    private final PreparedStatement addPerson;
    private final PreparedStatement setPerson;
    private final PreparedStatement closePerson;
    private final AccountWriter accounts;
    private final PreparedStatement endSessions;
    private final PreparedStatement addConversation;
    private final PreparedStatement setConversation;
    private final PreparedStatement closeConversation;
    private final PreparedStatement addMember;
    private final PreparedStatement setMember;
    private final PreparedStatement endMember;
    private final PreparedStatement addBan;
    private final PreparedStatement endBan;
    private final PreparedStatement mark;
    private final PreparedStatement setState;
    private final PreparedStatement setSetting;
    private final PreparedStatement endSetting;

    ChangeWriter(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        this.files = new FileWriter(connection);
        this.events = new EventWriter(connection, files);
        this.addPerson = PersonRows.insert(connection);
        this.setPerson = PersonRows.update(connection);
        this.closePerson = connection.prepareStatement("UPDATE person SET closed = ? WHERE id = ?");
        this.accounts = new AccountWriter(connection);
        this.endSessions = connection.prepareStatement("DELETE FROM session WHERE person = ?");
        this.addConversation = ConversationRows.insert(connection);
        this.setConversation = ConversationRows.update(connection);
        this.closeConversation =
                connection.prepareStatement(
                        "UPDATE conversation SET closed = 1, title_key = ? WHERE id = ?");
        this.addMember =
                connection.prepareStatement(
                        "INSERT INTO membership (conversation, person, from_seq, standing)"
                                + " VALUES (?, ?, ?, ?)");
        this.setMember =
                connection.prepareStatement(
                        "UPDATE membership SET standing = ?, muted_until = ?"
                                + " WHERE conversation = ? AND person = ? AND to_seq IS NULL");
        this.endMember =
                connection.prepareStatement(
                        "UPDATE membership SET to_seq = ?"
                                + " WHERE conversation = ? AND person = ? AND to_seq IS NULL");
        this.addBan = connection.prepareStatement("INSERT OR IGNORE INTO ban VALUES (?, ?)");
        this.endBan =
                connection.prepareStatement(
                        "DELETE FROM ban WHERE conversation = ? AND person = ?");
        this.mark =
                connection.prepareStatement(
                        "INSERT INTO mark VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE"
                                + " SET seq = max(seq, excluded.seq)");
        this.setState =
                connection.prepareStatement(
                        "INSERT INTO state VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE"
                                + " SET value = excluded.value, version = excluded.version");
        this.setSetting =
                connection.prepareStatement(
                        "INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE"
                                + " SET value = excluded.value");
        this.endSetting = connection.prepareStatement("DELETE FROM setting WHERE name = ?");
    }

    /// When it returns, all of it is durable.
    void commit(List<Change> changes) throws SQLException {
        int half = changes.size() / 2;
        for (int i = 0; i < changes.size(); i++) {
            if (i == half) {
                CrashPoint.HALF_WRITTEN.pass();
            }
            write(changes.get(i));
        }
        events.moveHeads();
        CrashPoint.BEFORE_COMMIT.pass();
        connection.commit();
        CrashPoint.AFTER_COMMIT.pass();
    }

    /// Takes back what was written and begins the next transaction. After some errors (a full disk,
    /// a failed write) SQLite has taken it back by itself; the driver then fails to, and would run
    /// what follows outside of any transaction.
    void rollBack() throws SQLException {
        events.forget();
        try {
            connection.rollback();
        } catch (SQLException tookItBackItself) {
            try (Statement begin = connection.createStatement()) {
                begin.execute("BEGIN IMMEDIATE");
            } catch (SQLException broken) {
                broken.addSuppressed(tookItBackItself);
                throw broken;
            }
        }
    }

    private void write(Change change) throws SQLException {
        switch (change) {
            case Change.Append(Event.Made event, var hash) -> events.append(event, hash);
            case Change.Append(Event.Opaque event, var _) ->
                    throw new IllegalArgumentException("a server makes no opaque events");
            case Change.AnswerCall answer -> events.answered(answer);
            case Change.AddPerson(var person, long time) ->
                    PersonRows.insert(addPerson, person, time);
            case Change.SetPerson(var person) -> PersonRows.update(setPerson, person);
            case Change.ClosePerson(var person, long time) -> {
                EventWriter.run(closePerson, time, person.value());
                EventWriter.run(endSessions, person.value());
            }
            case Change.OfAccount ofAccount -> accounts.write(ofAccount);
            case Change.OfFile ofFile -> files.write(ofFile);
            case Change.AddConversation made -> ConversationRows.insert(addConversation, made);
            case Change.SetConversation set -> ConversationRows.update(setConversation, set);
            case Change.CloseConversation(var id) -> {
                closeConversation.setString(1, "\u001F" + id.text());
                closeConversation.setLong(2, id.value());
                closeConversation.executeUpdate();
            }
            case Change.AddMembers added -> addMembers(added);
            case Change.SetMember(var conversation, var person, var member) -> {
                setMember.setString(1, member.standing().text());
                setMember.setLong(2, member.mutedUntil());
                setMember.setLong(3, conversation.value());
                setMember.setLong(4, person.value());
                setMember.executeUpdate();
            }
            case Change.EndMember(var conversation, var person, long to) ->
                    EventWriter.run(endMember, to, conversation.value(), person.value());
            case Change.AddBan(var conversation, var person) ->
                    EventWriter.run(addBan, conversation.value(), person.value());
            case Change.EndBan(var conversation, var person) ->
                    EventWriter.run(endBan, conversation.value(), person.value());
            case Change.Mark(var person, var conversation, long thread, long seq) ->
                    EventWriter.run(mark, person.value(), conversation.value(), thread, seq);
            case Change.SetState state -> setState(state);
            case Change.SetSetting(var name, var value) -> setSetting(name, value);
        }
    }

    private void addMembers(Change.AddMembers added) throws SQLException {
        for (PersonId person : added.people()) {
            addMember.setLong(1, added.conversation().value());
            addMember.setLong(2, person.value());
            addMember.setLong(3, added.from());
            addMember.setString(4, added.standing().text());
            addMember.executeUpdate();
        }
    }

    private void setState(Change.SetState state) throws SQLException {
        setState.setLong(1, state.person().value());
        setState.setString(2, state.key());
        setState.setString(3, state.value());
        setState.setLong(4, state.version());
        setState.executeUpdate();
    }

    private void setSetting(String name, @Nullable String value) throws SQLException {
        PreparedStatement statement = value == null ? endSetting : setSetting;
        statement.setString(1, name);
        if (value != null) {
            statement.setString(2, value);
        }
        statement.executeUpdate();
    }
}
