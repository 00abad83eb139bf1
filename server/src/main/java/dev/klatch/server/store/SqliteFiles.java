package dev.klatch.server.store;

import dev.klatch.core.journal.FileFigures;
import dev.klatch.core.journal.FileJournal;
import dev.klatch.core.journal.JournalFailure;
import dev.klatch.core.journal.MessagePlace;
import dev.klatch.core.journal.StoredFile;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.PersonId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Looks up files for the rules. Belongs to the sequencer's thread.
final class SqliteFiles implements FileJournal {
    private final PreparedStatement file;
    private final PreparedStatement places;
    private final PreparedStatement ofPerson;
    private final PreparedStatement inConversation;
    private final PreparedStatement all;
    private final Function<SQLException, JournalFailure> failure;

    SqliteFiles(Connection connection, Function<SQLException, JournalFailure> failure)
            throws SQLException {
        this.failure = failure;
        this.file = connection.prepareStatement(FileRows.SELECT + " WHERE f.id = ?");
        this.places =
                connection.prepareStatement(
                        "SELECT conversation, seq FROM attachment WHERE file = ?");
        this.ofPerson = connection.prepareStatement(FileRows.FIGURES + " WHERE f.owner = ?");
        this.inConversation =
                connection.prepareStatement(FileRows.FIGURES + " WHERE f.conversation = ?");
        this.all = connection.prepareStatement(FileRows.FIGURES);
    }

    private interface LookUp<T extends @Nullable Object> {
        T look() throws SQLException;
    }

    private <T extends @Nullable Object> T look(LookUp<T> lookUp) {
        try {
            return lookUp.look();
        } catch (SQLException failed) {
            throw failure.apply(failed);
        }
    }

    @Override
    public @Nullable StoredFile file(FileId id) {
        return look(() -> {
            file.setLong(1, id.value());
            return FileRows.one(file);
        });
    }

    @Override
    public List<MessagePlace> places(FileId id) {
        return look(() -> {
            places.setLong(1, id.value());
            List<MessagePlace> found = new ArrayList<>();
            try (ResultSet rows = places.executeQuery()) {
                while (rows.next()) {
                    ConversationId conversation = new ConversationId(rows.getLong(1));
                    found.add(new MessagePlace(conversation, rows.getLong(2)));
                }
            }
            return found;
        });
    }

    @Override
    public FileFigures of(PersonId person) {
        return look(() -> {
            ofPerson.setLong(1, person.value());
            return FileRows.figures(ofPerson);
        });
    }

    @Override
    public FileFigures in(ConversationId conversation) {
        return look(() -> {
            inConversation.setLong(1, conversation.value());
            return FileRows.figures(inConversation);
        });
    }

    @Override
    public FileFigures all() {
        return look(() -> FileRows.figures(all));
    }
}
