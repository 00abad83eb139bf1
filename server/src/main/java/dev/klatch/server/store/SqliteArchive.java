package dev.klatch.server.store;

import dev.klatch.core.journal.Archive;
import dev.klatch.core.journal.Entrance;
import dev.klatch.core.journal.JournalFailure;
import dev.klatch.core.journal.MessagePlace;
import dev.klatch.core.journal.RoomFigures;
import dev.klatch.core.journal.StoreFigures;
import dev.klatch.core.journal.StoredFile;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Question;
import dev.klatch.protocol.Refusal;
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
    private volatile Surroundings around;

    SqliteArchive(
            List<java.sql.Connection> connections, ConversationId everyone, Surroundings around)
            throws SQLException {
        this.around = around;
        this.free = new ArrayBlockingQueue<>(connections.size());
        for (java.sql.Connection connection : connections) {
            free.add(new ReadingConnection(connection, everyone));
        }
    }

    /// From now on these are around.
    void become(Surroundings now) {
        around = now;
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
    public Answer answer(PersonId reader, TokenHash session, Question question) {
        return read(connection -> connection.answer(reader, session, question, around));
    }

    @Override
    public @Nullable StoredPerson personNamed(String key) {
        return read(connection -> connection.personNamed(key));
    }

    @Override
    public StoreFigures figures() {
        return read(connection -> connection.figures(around));
    }

    @Override
    public List<RoomFigures> rooms() {
        return read(ReadingConnection::roomFigures);
    }

    @Override
    public Entrance entrance() {
        return read(connection -> connection.entrance(around));
    }

    @Override
    public @Nullable StoredPerson personOfSession(TokenHash tokenHash) {
        return read(connection -> connection.personOfSession(tokenHash));
    }

    @Override
    public @Nullable StoredFile file(FileId id) {
        return read(connection -> connection.files().file(id));
    }

    @Override
    public @Nullable StoredFile fileFor(PersonId reader, FileId id) {
        return read(connection -> connection.files().fileFor(reader, id));
    }

    @Override
    public List<StoredFile> unshown(long before, int most) {
        return read(connection -> connection.files().unshown(before, most));
    }

    @Override
    public boolean isKept(String sha256) {
        return read(connection -> connection.files().isKept(sha256));
    }

    @Override
    public List<MessagePlace> messagesOf(PersonId author, @Nullable MessagePlace after, int most) {
        return read(connection -> connection.erasures().messagesOf(author, after, most));
    }

    @Override
    public List<PersonId> erasing() {
        return read(connection -> connection.erasures().erasing());
    }
}
