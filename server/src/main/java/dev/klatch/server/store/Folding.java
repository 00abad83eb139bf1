package dev.klatch.server.store;

import dev.klatch.core.journal.StoredMessage;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.PersonId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Folds into messages what happened to them later, as far as the reader may see it: texts said
/// anew, reactions, pins, answers in their threads. That one was erased holds for all. Used by one
/// thread at a time.
final class Folding {
    /// The people told of a reaction; the others are only counted.
    private static final int PEOPLE = 20;

    private final PreparedStatement changes;
    private final PreparedStatement answers;

    private record Answers(long count, long last) {
        private Answers plus(Answers more) {
            return new Answers(count + more.count, Math.max(last, more.last));
        }
    }

    Folding(Connection connection) throws SQLException {
        this.changes =
                connection.prepareStatement(
                        EventRows.SELECT
                                + " WHERE e.conversation = ? AND e.target BETWEEN ? AND ?"
                                + " AND e.kind <> 'played' ORDER BY e.target, e.seq");
        this.answers =
                connection.prepareStatement(
                        "SELECT e.thread, count(*), max(e.seq) FROM event e WHERE e.conversation ="
                                + " ? AND e.thread BETWEEN ? AND ? AND e.seq BETWEEN ? AND ? AND "
                                + EventRows.NOT_ERASED
                                + " GROUP BY e.thread");
    }

    /// These events as they read now, in the same order.
    List<Event> fold(PersonId reader, Visible visible, List<Event> events) throws SQLException {
        if (events.isEmpty()) {
            return events;
        }
        long one = events.getFirst().seq();
        long other = events.getLast().seq();
        List<Event> folded = new ArrayList<>(events.size());
        // Where they lie far apart, what happened to all between them is not worth reading.
        if (Math.abs(other - one) <= 4L * events.size()) {
            fold(reader, visible, events, folded);
        } else {
            for (Event event : events) {
                fold(reader, visible, List.of(event), folded);
            }
        }
        return folded;
    }

    private void fold(PersonId reader, Visible visible, List<Event> events, List<Event> folded)
            throws SQLException {
        long least = Math.min(events.getFirst().seq(), events.getLast().seq());
        long most = Math.max(events.getFirst().seq(), events.getLast().seq());
        Map<Long, List<Event>> changed = changes(visible, least, most);
        Map<Long, Answers> answered = answers(visible, least, most);
        for (Event event : events) {
            folded.add(
                    event instanceof Event.Posted posted
                            ? folded(
                                    reader,
                                    posted,
                                    changed.getOrDefault(event.seq(), List.of()),
                                    answered.get(event.seq()))
                            : event);
        }
    }

    /// What happened to one message, in order, as far as the reader may see it.
    List<Event> changes(Visible visible, long target) throws SQLException {
        return changes(visible, target, target).getOrDefault(target, List.of());
    }

    private Map<Long, List<Event>> changes(Visible visible, long least, long most)
            throws SQLException {
        range(changes, visible.conversation(), least, most);
        Map<Long, List<Event>> found = new HashMap<>();
        try (ResultSet rows = changes.executeQuery()) {
            while (rows.next()) {
                Event change = EventRows.read(rows);
                if (visible.sees(change.seq()) || change instanceof Event.Deleted) {
                    long target = rows.getLong(EventRows.TARGET);
                    found.computeIfAbsent(target, first -> new ArrayList<>()).add(change);
                }
            }
        }
        return found;
    }

    private Map<Long, Answers> answers(Visible visible, long least, long most) throws SQLException {
        range(answers, visible.conversation(), least, most);
        Map<Long, Answers> found = new HashMap<>();
        for (Visible.Stretch stretch : visible.stretches()) {
            answers.setLong(4, stretch.from());
            answers.setLong(5, stretch.to());
            try (ResultSet rows = answers.executeQuery()) {
                while (rows.next()) {
                    Answers more = new Answers(rows.getLong(2), rows.getLong(3));
                    found.merge(rows.getLong(1), more, Answers::plus);
                }
            }
        }
        return found;
    }

    private static void range(
            PreparedStatement select, ConversationId conversation, long least, long most)
            throws SQLException {
        select.setLong(1, conversation.value());
        select.setLong(2, least);
        select.setLong(3, most);
    }

    private static Event.Posted folded(
            PersonId reader, Event.Posted posted, List<Event> changes, @Nullable Answers answers) {
        if (changes.isEmpty() && answers == null) {
            return posted;
        }
        StoredMessage now = StoredMessage.of(posted);
        Long edited = null;
        for (Event change : changes) {
            now = now.after(change);
            edited = change instanceof Event.Edited ? Long.valueOf(change.time()) : edited;
        }
        Event.Folded folded =
                new Event.Folded(
                        changes.isEmpty() ? posted.seq() : changes.getLast().seq(),
                        now.deleted() ? null : edited,
                        now.deleted() ? true : null,
                        now.pinned() ? true : null,
                        now.reactions().isEmpty() ? null : reactions(reader, now.reactions()),
                        answers == null ? null : answers.count(),
                        answers == null ? null : answers.last());
        return new Event.Posted(
                posted.conversation(),
                posted.seq(),
                posted.time(),
                posted.author(),
                posted.name(),
                posted.cid(),
                now.text(),
                posted.reply(),
                posted.thread(),
                now.mentions().isEmpty() ? null : now.mentions(),
                now.callout(),
                posted.forwarded(),
                now.files().isEmpty() ? null : now.files(),
                folded);
    }

    private static List<Event.Reaction> reactions(
            PersonId reader, Map<String, Set<PersonId>> reactions) {
        List<Event.Reaction> all = new ArrayList<>(reactions.size());
        reactions.forEach((reaction, people) ->
                all.add(
                        new Event.Reaction(
                                reaction,
                                people.size(),
                                people.stream().limit(PEOPLE).toList(),
                                people.contains(reader))));
        return all;
    }
}
