package dev.klatch.server.store;

import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.ContentHash;
import dev.klatch.protocol.CallAction;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.PersonId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes events with all that follows from them: heads, counts, mentions, pins, and the erasing of
/// what was deleted. Belongs to the sequencer's thread.
final class EventWriter {
    private static final String EMPTY = "{\"text\":\"\"}";

    /// Where a conversation stands after the events of a batch.
    private static final class Standing {
        private long seq;
        private long time;
        private long messages;
        private long game;
    }

    private final Map<Long, Standing> touched = new LinkedHashMap<>();
    private final FileWriter files;
    private final PreparedStatement add;
    private final PreparedStatement move;
    private final PreparedStatement addMention;
    private final PreparedStatement endMentions;
    private final PreparedStatement eraseMessage;
    private final PreparedStatement eraseEdits;
    private final PreparedStatement addPin;
    private final PreparedStatement endPin;
    private final PreparedStatement beginCall;
    private final PreparedStatement answerCall;
    private final PreparedStatement endCall;

    EventWriter(Connection connection, FileWriter files) throws SQLException {
        this.files = files;
        this.add = connection.prepareStatement(EventRows.INSERT);
        this.move =
                connection.prepareStatement(
                        "UPDATE conversation SET head = ?, time = ?, messages = messages + ?,"
                                + " game = CASE WHEN ? > 0 THEN ? ELSE game END WHERE id = ?");
        this.addMention =
                connection.prepareStatement("INSERT OR IGNORE INTO mention VALUES (?, ?, ?)");
        this.endMentions =
                connection.prepareStatement(
                        "DELETE FROM mention WHERE conversation = ? AND seq = ?");
        this.eraseMessage =
                connection.prepareStatement(
                        "UPDATE event SET body = CASE WHEN thread IS NULL THEN '"
                                + EMPTY
                                + "' ELSE json_object('text', '', 'thread', thread) END,"
                                + " counted = 0 WHERE conversation = ? AND seq = ?");
        this.eraseEdits =
                connection.prepareStatement(
                        "UPDATE event SET body = json_object('target', target, 'text', '')"
                                + " WHERE conversation = ? AND target = ? AND kind = 'edited'");
        this.addPin = connection.prepareStatement("INSERT OR IGNORE INTO pin VALUES (?, ?)");
        this.endPin =
                connection.prepareStatement(
                        "DELETE FROM pin WHERE conversation = ? AND target = ?");
        this.beginCall =
                connection.prepareStatement("INSERT OR REPLACE INTO open_call VALUES (?, ?, 0)");
        this.answerCall =
                connection.prepareStatement(
                        "UPDATE open_call SET answered = ? WHERE conversation = ?");
        this.endCall = connection.prepareStatement("DELETE FROM open_call WHERE conversation = ?");
    }

    void append(Event.Made event, ContentHash hash) throws SQLException {
        EventRows.write(add, event, hash);
        Standing standing =
                touched.computeIfAbsent(event.conversation().value(), first -> new Standing());
        standing.seq = event.seq();
        standing.time = event.time();
        switch (event) {
            case Event.Posted posted -> {
                standing.messages++;
                files.posted(posted);
                if (posted.callout() == null) {
                    mention(posted.conversation(), posted.seq(), posted.mentions());
                }
            }
            case Event.Edited edited -> {
                run(endMentions, edited.conversation().value(), edited.target());
                mention(edited.conversation(), edited.target(), edited.mentions());
            }
            case Event.Deleted deleted -> erase(deleted.conversation().value(), deleted.target());
            case Event.Pinned pinned ->
                    run(
                            pinned.on() ? addPin : endPin,
                            pinned.conversation().value(),
                            pinned.target());
            case Event.Played played -> standing.game = played.seq();
            case Event.Called called -> {
                if (called.action() == CallAction.STARTED) {
                    run(beginCall, called.conversation().value(), called.seq());
                } else {
                    run(endCall, called.conversation().value());
                }
            }
            default -> {}
        }
    }

    void answered(Change.AnswerCall answer) throws SQLException {
        run(answerCall, answer.time(), answer.conversation().value());
    }

    private void mention(ConversationId conversation, long seq, @Nullable List<PersonId> people)
            throws SQLException {
        if (people != null) {
            for (PersonId person : people) {
                run(addMention, person.value(), conversation.value(), seq);
            }
        }
    }

    private void erase(long conversation, long target) throws SQLException {
        run(eraseMessage, conversation, target);
        run(eraseEdits, conversation, target);
        run(endMentions, conversation, target);
        run(endPin, conversation, target);
        files.erased(conversation, target);
    }

    /// Moves the heads of the conversations that events were added to.
    void moveHeads() throws SQLException {
        for (Map.Entry<Long, Standing> entry : touched.entrySet()) {
            Standing now = entry.getValue();
            run(move, now.seq, now.time, now.messages, now.game, now.game, entry.getKey());
        }
        touched.clear();
    }

    /// Nothing of the batch was kept.
    void forget() {
        touched.clear();
    }

    static void run(PreparedStatement statement, long... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setLong(i + 1, values[i]);
        }
        statement.executeUpdate();
    }
}
