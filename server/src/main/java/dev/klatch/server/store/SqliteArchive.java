package dev.klatch.server.store;

import dev.klatch.core.journal.Archive;
import dev.klatch.core.journal.JournalFailure;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationFrame.ListConversations;
import dev.klatch.protocol.ConversationFrame.ListRooms;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.MessageFrame.ReadHistory;
import dev.klatch.protocol.MessageFrame.Resume;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// Reads from SQLite, on as many connections as may read at the same time; who finds none free
/// waits. Safe to call from any thread.
final class SqliteArchive implements Archive {
    private interface Read<T extends @Nullable Object> {
        T from(ReadingConnection connection) throws SQLException;
    }

    private final BlockingQueue<ReadingConnection> free;

    SqliteArchive(List<Connection> connections, ConversationId everyone, String epoch)
            throws SQLException {
        this.free = new ArrayBlockingQueue<>(connections.size());
        for (Connection connection : connections) {
            free.add(new ReadingConnection(connection, everyone, epoch));
        }
    }

    private <T extends @Nullable Object> T read(Read<T> read) {
        ReadingConnection connection;
        try {
            connection = free.take();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new JournalFailure(Refusal.STOPPING, "interrupted while waiting", stopping);
        }
        try {
            return connection.inSnapshot(() -> read.from(connection));
        } catch (SQLException failed) {
            throw StoreErrors.failure(failed);
        } finally {
            free.add(connection);
        }
    }

    @Override
    public Answer history(PersonId reader, ReadHistory ask) {
        return read(connection -> connection.events().history(reader, ask));
    }

    @Override
    public Answer.Resumed resume(PersonId reader, Resume ask) {
        return read(connection -> connection.events().resume(reader, ask));
    }

    @Override
    public Answer conversations(PersonId reader, ListConversations ask) {
        return read(connection -> connection.lists().conversations(reader, ask));
    }

    @Override
    public Answer rooms(PersonId reader, ListRooms ask) {
        return read(connection -> connection.lists().rooms(reader, ask));
    }

    @Override
    public @Nullable StoredPerson personNamed(String key) {
        return read(connection -> connection.personNamed(key));
    }

    @Override
    public @Nullable StoredPerson personOfSession(TokenHash tokenHash) {
        return read(connection -> connection.personOfSession(tokenHash));
    }
}
