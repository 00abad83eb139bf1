package dev.klatch.server.store;

import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.FileContent;
import dev.klatch.protocol.Attachment;
import dev.klatch.protocol.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// Writes files, and which messages show them. Belongs to the sequencer's thread.
final class FileWriter {
    private final PreparedStatement add;
    private final PreparedStatement finish;
    private final PreparedStatement end;
    private final PreparedStatement attach;
    private final PreparedStatement detach;
    private final PreparedStatement forsake;

    FileWriter(Connection connection) throws SQLException {
        this.add = connection.prepareStatement(FileRows.INSERT);
        this.finish =
                connection.prepareStatement(
                        "UPDATE file SET since = ?, content = ?, bytes = ?, type = ?, width = ?,"
                                + " height = ?, preview = ? WHERE id = ?");
        this.end = connection.prepareStatement("DELETE FROM file WHERE id = ?");
        this.attach = connection.prepareStatement("INSERT INTO attachment VALUES (?, ?, ?, ?)");
        this.detach =
                connection.prepareStatement(
                        "DELETE FROM attachment WHERE conversation = ? AND seq = ?");
        this.forsake =
                connection.prepareStatement(
                        "UPDATE file SET since = 0 WHERE id IN (SELECT a.file FROM attachment a"
                                + " WHERE a.conversation = ?1 AND a.seq = ?2 AND NOT EXISTS"
                                + " (SELECT 1 FROM attachment b WHERE b.file = a.file"
                                + " AND (b.conversation, b.seq) <> (?1, ?2)))");
    }

    void write(Change.OfFile change) throws SQLException {
        switch (change) {
            case Change.AddFile(var file) -> FileRows.insert(add, file);
            case Change.FinishFile(var file, var content, long time) -> {
                finish(content, time);
                finish.setLong(8, file.value());
                finish.executeUpdate();
            }
            case Change.EndFile(var file) -> EventWriter.run(end, file.value());
        }
    }

    private void finish(FileContent content, long time) throws SQLException {
        finish.setLong(1, time);
        finish.setString(2, content.sha256());
        finish.setLong(3, content.bytes());
        finish.setString(4, content.type());
        FileRows.number(finish, 5, content.width());
        FileRows.number(finish, 6, content.height());
        finish.setInt(7, content.preview() ? 1 : 0);
    }

    void posted(Event.Posted posted) throws SQLException {
        if (posted.files() == null) {
            return;
        }
        int position = 0;
        for (Attachment file : posted.files()) {
            EventWriter.run(
                    attach,
                    posted.conversation().value(),
                    posted.seq(),
                    position++,
                    file.file().value());
        }
    }

    /// This message shows nothing any more; what no other one shows may go at once.
    void erased(long conversation, long seq) throws SQLException {
        EventWriter.run(forsake, conversation, seq);
        EventWriter.run(detach, conversation, seq);
    }
}
