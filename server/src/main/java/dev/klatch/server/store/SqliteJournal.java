package dev.klatch.server.store;

import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.ContentHash;
import dev.klatch.core.journal.DoneCommand;
import dev.klatch.core.journal.Draft;
import dev.klatch.core.journal.Journal;
import dev.klatch.core.journal.JournalFailure;
import dev.klatch.core.journal.StoredConversation;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.server.fault.CrashPoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The journal in SQLite, with `synchronous=FULL`: a commit is one transaction and, in WAL mode,
/// one fsync. After a failed fsync nobody knows what the disk holds, so it takes nothing more until
/// the server is started anew. Belongs to the sequencer's thread.
final class SqliteJournal implements Journal {
    private final Connection connection;
    private final String epoch;
    private final ConversationId everyone;
    private final byte[] contentKey;
    private final ChangeWriter writer;
    private final PreparedStatement personById;
    private final PreparedStatement personByName;
    private final PreparedStatement conversationById;
    private final PreparedStatement conversationByKey;
    private final PreparedStatement membersNow;
    private final PreparedStatement conversationsNow;
    private final PreparedStatement commandDone;
    private boolean broken;

    SqliteJournal(Connection connection) throws SQLException {
        this.connection = connection;
        this.epoch = setting("epoch");
        this.everyone = new ConversationId(Long.parseLong(setting("everyone")));
        this.contentKey = HexFormat.of().parseHex(setting("content_key"));
        this.writer = new ChangeWriter(connection);
        this.personById = connection.prepareStatement(PersonRows.SELECT + " WHERE id = ?");
        this.personByName = connection.prepareStatement(PersonRows.SELECT_NAMED);
        String select = "SELECT id, type, title, made, head, time FROM conversation";
        this.conversationById = connection.prepareStatement(select + " WHERE id = ?");
        this.conversationByKey = connection.prepareStatement(select + " WHERE title_key = ?");
        this.membersNow =
                connection.prepareStatement(
                        "SELECT person FROM membership WHERE conversation = ? AND to_seq IS NULL");
        this.conversationsNow =
                connection.prepareStatement(
                        "SELECT conversation FROM membership WHERE person = ? AND to_seq IS NULL");
        this.commandDone =
                connection.prepareStatement(
                        "SELECT conversation, seq, time, hash_high, hash_low FROM event"
                                + " WHERE cid_high = ? AND cid_low = ? AND author = ?");
    }

    private String setting(String name) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT value FROM setting WHERE name = ?")) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("setting " + name + " is missing");
                }
                return rows.getString(1);
            }
        }
    }

    @Override
    public String epoch() {
        return epoch;
    }

    @Override
    public ConversationId everyone() {
        return everyone;
    }

    @Override
    public byte[] contentKey() {
        return contentKey.clone();
    }

    @Override
    public long lastEventMillis() {
        try {
            return SqliteStore.number(
                    connection, "SELECT coalesce(max(time), 0) FROM conversation WHERE head > 0");
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    @Override
    public @Nullable StoredPerson person(PersonId id) {
        try {
            personById.setLong(1, id.value());
            return PersonRows.one(personById);
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    @Override
    public @Nullable StoredPerson personNamed(String key) {
        try {
            personByName.setString(1, key);
            return PersonRows.one(personByName);
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    @Override
    public @Nullable StoredConversation conversation(ConversationId id) {
        try {
            conversationById.setLong(1, id.value());
            return conversation(conversationById);
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    @Override
    public @Nullable StoredConversation roomNamed(String key) {
        try {
            conversationByKey.setString(1, key);
            return conversation(conversationByKey);
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    @Override
    public @Nullable StoredConversation direct(PersonId one, PersonId other) {
        return roomNamed(Draft.directKey(one, other));
    }

    private @Nullable StoredConversation conversation(PreparedStatement select)
            throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return null;
            }
            return new StoredConversation(
                    new ConversationId(row.getLong(1)),
                    ConversationType.parse(row.getString(2)),
                    row.getString(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    members(row.getLong(1)));
        }
    }

    private Set<PersonId> members(long conversation) throws SQLException {
        membersNow.setLong(1, conversation);
        Set<PersonId> members = new HashSet<>();
        try (ResultSet rows = membersNow.executeQuery()) {
            while (rows.next()) {
                members.add(new PersonId(rows.getLong(1)));
            }
        }
        return members;
    }

    @Override
    public List<ConversationId> conversationsOf(PersonId person) {
        List<ConversationId> found = new ArrayList<>();
        try {
            conversationsNow.setLong(1, person.value());
            try (ResultSet rows = conversationsNow.executeQuery()) {
                while (rows.next()) {
                    found.add(new ConversationId(rows.getLong(1)));
                }
            }
        } catch (SQLException failed) {
            throw failure(failed);
        }
        return found;
    }

    @Override
    public @Nullable DoneCommand done(CommandId cid, PersonId author) {
        try {
            commandDone.setLong(1, cid.high());
            commandDone.setLong(2, cid.low());
            commandDone.setLong(3, author.value());
            try (ResultSet row = commandDone.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                return new DoneCommand(
                        new ConversationId(row.getLong(1)),
                        row.getLong(2),
                        row.getLong(3),
                        new ContentHash(row.getLong(4), row.getLong(5)));
            }
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    @Override
    public List<StoredPerson> openGuests() {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                PersonRows.SELECT + " WHERE role = 'guest' AND closed IS NULL");
                ResultSet rows = select.executeQuery()) {
            List<StoredPerson> guests = new ArrayList<>();
            while (rows.next()) {
                guests.add(PersonRows.read(rows));
            }
            return guests;
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    @Override
    public void commit(List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        if (broken) {
            throw new JournalFailure(
                    Refusal.UNAVAILABLE, "stopped writing after a failed fsync", null);
        }
        CrashPoint.BATCH_DECIDED.pass();
        try {
            writer.commit(changes);
        } catch (SQLException failed) {
            JournalFailure failure = failure(failed);
            rollBack(failure);
            throw failure;
        } catch (RuntimeException fault) {
            // What is half written must not go out with the next commit.
            rollBack(fault);
            throw fault;
        }
    }

    private void rollBack(RuntimeException failure) {
        try {
            writer.rollBack();
        } catch (SQLException again) {
            broken = true;
            failure.addSuppressed(again);
        }
    }

    private JournalFailure failure(SQLException failed) {
        broken |= StoreErrors.leavesUnknown(failed);
        return StoreErrors.failure(failed);
    }
}
