package dev.klatch.server.store;

import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.PersonId;
import dev.klatch.server.fault.CrashPoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes changes in one transaction. The connection is never out of one: a commit begins the next,
/// which nobody else could want, for there is one writer. Belongs to the sequencer's thread.
final class ChangeWriter {
    private final Connection connection;
    private final PreparedStatement addEvent;
    private final PreparedStatement moveHead;
    private final PreparedStatement addPerson;
    private final PreparedStatement closePerson;
    private final PreparedStatement addSession;
    private final PreparedStatement endSession;
    private final PreparedStatement endSessions;
    private final PreparedStatement addConversation;
    private final PreparedStatement addMember;
    private final PreparedStatement endMember;

    ChangeWriter(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        this.addEvent = connection.prepareStatement(EventRows.INSERT);
        this.moveHead =
                connection.prepareStatement(
                        "UPDATE conversation SET head = ?, time = ? WHERE id = ?");
        this.addPerson =
                connection.prepareStatement(
                        "INSERT INTO person (id, name, name_key, role, password_hash, made)"
                                + " VALUES (?, ?, ?, ?, ?, ?)");
        this.closePerson = connection.prepareStatement("UPDATE person SET closed = ? WHERE id = ?");
        this.addSession = connection.prepareStatement("INSERT INTO session VALUES (?, ?, ?)");
        this.endSession = connection.prepareStatement("DELETE FROM session WHERE token_hash = ?");
        this.endSessions = connection.prepareStatement("DELETE FROM session WHERE person = ?");
        this.addConversation =
                connection.prepareStatement(
                        "INSERT INTO conversation VALUES (?, ?, ?, ?, ?, 0, ?)");
        this.addMember =
                connection.prepareStatement(
                        "INSERT INTO membership (conversation, person, from_seq)"
                                + " VALUES (?, ?, ?)");
        this.endMember =
                connection.prepareStatement(
                        "UPDATE membership SET to_seq = ?"
                                + " WHERE conversation = ? AND person = ? AND to_seq IS NULL");
    }

    /// When it returns, all of it is durable.
    void commit(List<Change> changes) throws SQLException {
        Map<Long, Event> heads = new LinkedHashMap<>();
        int half = changes.size() / 2;
        for (int i = 0; i < changes.size(); i++) {
            if (i == half) {
                CrashPoint.HALF_WRITTEN.pass();
            }
            write(changes.get(i), heads);
        }
        for (Event last : heads.values()) {
            moveHead(last);
        }
        CrashPoint.BEFORE_COMMIT.pass();
        connection.commit();
        CrashPoint.AFTER_COMMIT.pass();
    }

    /// Takes back what was written and begins the next transaction. After some errors (a full disk,
    /// a failed write) SQLite has taken it back by itself; the driver then fails to, and would run
    /// what follows outside of any transaction.
    void rollBack() throws SQLException {
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

    private void moveHead(Event last) throws SQLException {
        moveHead.setLong(1, last.seq());
        moveHead.setLong(2, last.time());
        moveHead.setLong(3, last.conversation().value());
        moveHead.executeUpdate();
    }

    private void write(Change change, Map<Long, Event> heads) throws SQLException {
        switch (change) {
            case Change.Append(var event, var hash) -> {
                EventRows.write(addEvent, event, hash);
                addEvent.executeUpdate();
                heads.put(event.conversation().value(), event);
            }
            case Change.AddPerson(var person, long time) -> addPerson(person, time);
            case Change.ClosePerson(var person, long time) -> {
                run(closePerson, time, person.value());
                run(endSessions, person.value());
            }
            case Change.AddSession session -> {
                addSession.setString(1, session.tokenHash().hex());
                addSession.setLong(2, session.person().value());
                addSession.setLong(3, session.time());
                addSession.executeUpdate();
            }
            case Change.EndSession(var tokenHash) -> {
                endSession.setString(1, tokenHash.hex());
                endSession.executeUpdate();
            }
            case Change.AddConversation made -> addConversation(made);
            case Change.AddMembers(var conversation, var people, long from) -> {
                for (PersonId person : people) {
                    run(addMember, conversation.value(), person.value(), from);
                }
            }
            case Change.EndMember(var conversation, var person, long to) ->
                    run(endMember, to, conversation.value(), person.value());
        }
    }

    private static void run(PreparedStatement statement, long... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setLong(i + 1, values[i]);
        }
        statement.executeUpdate();
    }

    private void addPerson(StoredPerson person, long time) throws SQLException {
        addPerson.setLong(1, person.id().value());
        addPerson.setString(2, person.name());
        addPerson.setString(3, person.key());
        addPerson.setString(4, person.role().text());
        addPerson.setString(5, person.passwordHash());
        addPerson.setLong(6, time);
        addPerson.executeUpdate();
    }

    private void addConversation(Change.AddConversation made) throws SQLException {
        addConversation.setLong(1, made.id().value());
        addConversation.setString(2, made.type().text());
        addConversation.setString(3, made.title());
        addConversation.setString(4, made.key());
        addConversation.setLong(5, made.time());
        addConversation.setLong(6, made.time());
        addConversation.executeUpdate();
    }
}
