package dev.klatch.server.store;

import dev.klatch.core.journal.AccountJournal;
import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.ContentHash;
import dev.klatch.core.journal.DoneCommand;
import dev.klatch.core.journal.FileJournal;
import dev.klatch.core.journal.Journal;
import dev.klatch.core.journal.JournalFailure;
import dev.klatch.core.journal.OpenCall;
import dev.klatch.core.journal.StoredConversation;
import dev.klatch.core.journal.StoredMessage;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.server.fault.CrashPoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The journal in SQLite, with `synchronous=FULL`: a commit is one transaction and, in WAL mode,
/// one fsync. After a failed fsync nobody knows what the disk holds, so it takes nothing more until
/// the server is started anew. Belongs to the sequencer's thread.
final class SqliteJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteJournal.class);

    private final Connection connection;
    private final PersonId server;
    private final ConversationId everyone;
    private final byte[] contentKey;
    private final ChangeWriter writer;
    private final PreparedStatement personById;
    private final PreparedStatement personByName;
    private final ConversationReads conversations;
    private final MessageReads messages;
    private final AccountReads accounts;
    private final SqliteFiles files;
    private final PreparedStatement conversationsNow;
    private final PreparedStatement commandDone;

    /// Others read it, too: the operator speaks under it.
    private volatile String epoch;

    private Runnable afterCommit = () -> {};
    private boolean broken;

    SqliteJournal(Connection connection) throws SQLException {
        this.connection = connection;
        this.epoch = fact("epoch");
        this.server = new PersonId(Long.parseLong(fact("server")));
        this.everyone = new ConversationId(Long.parseLong(fact("everyone")));
        this.contentKey = HexFormat.of().parseHex(fact("content_key"));
        this.writer = new ChangeWriter(connection);
        this.personById = connection.prepareStatement(PersonRows.SELECT + " WHERE p.id = ?");
        this.personByName = connection.prepareStatement(PersonRows.SELECT_NAMED);
        this.conversations = new ConversationReads(connection);
        this.messages = new MessageReads(connection);
        this.accounts = new AccountReads(connection, this::failure);
        this.files = new SqliteFiles(connection, this::failure);
        this.conversationsNow =
                connection.prepareStatement(
                        "SELECT conversation FROM membership WHERE person = ? AND to_seq IS NULL");
        this.commandDone =
                connection.prepareStatement(
                        "SELECT conversation, seq, time, hash_high, hash_low FROM event"
                                + " WHERE cid_high = ? AND cid_low = ? AND author = ?");
    }

    private String fact(String name) throws SQLException {
        String value = settingOrNull(name);
        if (value == null) {
            throw new SQLException("setting " + name + " is missing");
        }
        return value;
    }

    private @Nullable String settingOrNull(String name) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT value FROM setting WHERE name = ?")) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
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
    public PersonId server() {
        return server;
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
        return look(() -> {
            personById.setLong(1, id.value());
            return PersonRows.one(personById);
        });
    }

    @Override
    public @Nullable StoredPerson personNamed(String key) {
        return look(() -> {
            personByName.setString(1, key);
            return PersonRows.one(personByName);
        });
    }

    /// A look-up that may fail as all of SQL may.
    private interface LookUp<T extends @Nullable Object> {
        T look() throws SQLException;
    }

    private <T extends @Nullable Object> T look(LookUp<T> lookUp) {
        try {
            return lookUp.look();
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    @Override
    public @Nullable StoredConversation conversation(ConversationId id) {
        return look(() -> conversations.conversation(id));
    }

    @Override
    public @Nullable StoredConversation conversationKeyed(String key) {
        return look(() -> conversations.keyed(key));
    }

    @Override
    public @Nullable String keyOf(ConversationId id) {
        return look(() -> conversations.keyOf(id));
    }

    @Override
    public @Nullable StoredMessage message(ConversationId conversation, long seq) {
        return look(() -> messages.message(conversation, seq));
    }

    @Override
    public long pins(ConversationId conversation) {
        return look(() -> messages.pins(conversation));
    }

    @Override
    public @Nullable Event event(ConversationId conversation, long seq) {
        return look(() -> messages.event(conversation, seq));
    }

    @Override
    public long mark(PersonId person, ConversationId conversation, long thread) {
        return look(() -> messages.mark(person, conversation, thread));
    }

    @Override
    public @Nullable String state(PersonId person, String key) {
        return look(() -> messages.state(person, key));
    }

    @Override
    public long stateCount(PersonId person) {
        return look(() -> messages.stateCount(person));
    }

    @Override
    public long stateVersion(PersonId person) {
        return look(() -> messages.stateVersion(person));
    }

    @Override
    public @Nullable String setting(String name) {
        return look(() -> settingOrNull(name));
    }

    @Override
    public List<ConversationId> conversationsOf(PersonId person) {
        return look(() -> {
            List<ConversationId> found = new ArrayList<>();
            conversationsNow.setLong(1, person.value());
            try (ResultSet rows = conversationsNow.executeQuery()) {
                while (rows.next()) {
                    found.add(new ConversationId(rows.getLong(1)));
                }
            }
            return found;
        });
    }

    @Override
    public @Nullable DoneCommand done(CommandId cid, PersonId author) {
        return look(() -> {
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
        });
    }

    @Override
    public List<StoredPerson> openGuests() {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                PersonRows.SELECT
                                        + " WHERE p.role = 'guest' AND p.closed IS NULL");
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
    public List<OpenCall> openCalls() {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT conversation, seq, answered FROM open_call");
                ResultSet rows = select.executeQuery()) {
            List<OpenCall> open = new ArrayList<>();
            while (rows.next()) {
                ConversationId conversation = new ConversationId(rows.getLong(1));
                if (messages.event(conversation, rows.getLong(2)) instanceof Event.Called start) {
                    open.add(new OpenCall(start, rows.getLong(3)));
                }
            }
            return open;
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    @Override
    public AccountJournal accounts() {
        return accounts;
    }

    @Override
    public FileJournal files() {
        return files;
    }

    @Override
    public void commit(List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        CrashPoint.BATCH_DECIDED.pass();
        write(() -> writer.commit(changes));
    }

    @Override
    public void wipe() {
        write(() -> {
            Wiping.run(connection, everyone);
            connection.commit();
        });
        look(() -> {
            epoch = fact("epoch");
            return epoch;
        });
        giveBack();
    }

    /// Done or not, what was deleted is deleted.
    private void giveBack() {
        try {
            connection.setAutoCommit(true);
            Wiping.giveBack(connection);
        } catch (SQLException later) {
            LOG.warn("the space of what was deleted is not given back yet", later);
        }
        try {
            connection.setAutoCommit(false);
        } catch (SQLException failed) {
            broken = true;
            throw failure(failed);
        }
    }

    private interface Writing {
        void write() throws SQLException;
    }

    private void write(Writing writing) {
        if (broken) {
            throw new JournalFailure(
                    Refusal.UNAVAILABLE, "stopped writing after a failed fsync", null);
        }
        try {
            writing.write();
        } catch (SQLException failed) {
            JournalFailure failure = failure(failed);
            rollBack(failure);
            throw failure;
        } catch (RuntimeException fault) {
            // What is half written must not go out with the next commit.
            rollBack(fault);
            throw fault;
        }
        afterCommit.run();
    }

    /// From now on this is run after each commit, on the sequencer's thread; it must not block.
    void afterCommit(Runnable told) {
        afterCommit = told;
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
