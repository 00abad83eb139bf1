package dev.klatch.client;

import dev.klatch.protocol.Access;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Standing;
import dev.klatch.protocol.Summary;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One's stay in a conversation: what the server said of it last, and what has happened since. The
/// counts of [#summary] are those of the server as long as both know the same; where the events
/// that are here do not tell, it is in doubt and the server has to be asked.
///
/// Belongs to the client's loop.
final class Stay {
    private final ConversationId id;
    private final @Nullable PersonId me;
    private final Map<Long, Long> threadMarks = new HashMap<>();
    private Timeline timeline;
    private @Nullable Summary said;
    private String title = "";
    private @Nullable Standing standing;
    private @Nullable Access access;
    private @Nullable String topic;
    private @Nullable Long people;
    private @Nullable Long mutedUntil;
    private @Nullable Boolean archived;
    private long noted;
    private long read;
    private boolean doubtful;
    private boolean threadsDoubtful;
    private boolean marksKnown;
    private long marks;
    private long marksAsked;
    private long unread;
    private long mentions;
    private @Nullable Long threads;

    Stay(ConversationId id, long last, @Nullable PersonId me) {
        this.id = id;
        this.me = me;
        this.timeline = new Timeline(last, me);
    }

    Timeline timeline() {
        return timeline;
    }

    /// Drops the events and begins again after `last`.
    Timeline restart(long last) {
        timeline = new Timeline(last, me);
        return timeline;
    }

    /// Whether the server has said what this conversation is.
    boolean listed() {
        return said != null;
    }

    /// How far one has read, on any device that is known of.
    long read() {
        return read;
    }

    /// The server is asked for the summary now. Marks have no place in the order of events: what is
    /// heard of them from now on may not be counted in the answer.
    void asked() {
        marksAsked = marks;
    }

    /// All marks of ours that the server has are here.
    void marksListed() {
        marksKnown = true;
    }

    /// Takes what the server says of this conversation as of `summary.head()`.
    void listed(Summary summary) {
        Summary before = said;
        if (before != null && before.head() > summary.head()) {
            return;
        }
        said = summary;
        noted = summary.head();
        title = summary.title();
        standing = summary.standing();
        access = summary.access();
        topic = summary.topic();
        people = summary.people();
        mutedUntil = summary.mutedUntil();
        archived = summary.archived();
        long mark = zero(summary.read());
        doubtful = mark < read;
        threads = summary.threads();
        threadsDoubtful = marks != marksAsked;
        if (!doubtful) {
            read = mark;
            unread = zero(summary.unread());
            mentions = zero(summary.mentions());
        }
        timeline.after(noted).forEach(this::note);
        count();
    }

    /// Whether one was in this conversation after `event`, as the server said: whoever left before
    /// has come back.
    boolean heldAfter(Event event) {
        return said != null && event.seq() <= said.head();
    }

    /// Takes what the server says when one enters, without counts.
    void entered(Summary summary) {
        listed(summary);
        threadsDoubtful = true;
        doubtful |= zero(summary.read()) < summary.head();
        count();
    }

    private static long zero(@Nullable Long number) {
        return number == null ? 0 : number;
    }

    /// Takes note of an event that has its place now.
    void happened(Event event) {
        if (event.seq() > noted) {
            noted = event.seq();
            note(event);
        }
        count();
    }

    private void note(Event event) {
        switch (event) {
            case Event.Changed changed -> changed(changed);
            case Event.Created created when created.author().equals(me) -> standing = owner();
            case Event.Joined joined when !joined.author().equals(me) -> more(1);
            case Event.Left _ -> more(-1);
            case Event.Invited invited when !brings(invited) -> more(invited.people().size());
            case Event.Removed _ -> more(-1);
            case Event.Promoted promoted when promoted.person().equals(me) ->
                    standing = promoted.standing();
            case Event.Muted muted when muted.person().equals(me) ->
                    mutedUntil = muted.until() == 0 ? null : muted.until();
            case Event.Deleted deleted -> {
                doubt(deleted.target());
                threadsDoubtful |= zero(threads) > 0;
            }
            case Event.Edited edited -> doubt(edited.target());
            case Event.Posted answer when answer.thread() != null -> answered(answer);
            default -> {}
        }
    }

    /// Who enters is told how many are there then, oneself included.
    private boolean brings(Event.Invited invited) {
        return invited.people().stream().anyMatch(person -> person.person().equals(me));
    }

    private @Nullable Standing owner() {
        return said != null && said.type() == ConversationType.DIRECT ? standing : Standing.OWNER;
    }

    private void changed(Event.Changed changed) {
        title = Objects.requireNonNullElse(changed.title(), title);
        if (changed.topic() != null) {
            topic = changed.topic().isEmpty() ? null : changed.topic();
        }
        access = changed.access() == null ? access : changed.access();
        if (changed.archived() != null) {
            archived = changed.archived() ? true : null;
        }
    }

    private void more(long change) {
        people = people == null ? null : Math.max(0, people + change);
    }

    /// A message that the server has counted is otherwise now, and is not here to be counted anew.
    private void doubt(long target) {
        Summary now = said;
        if (now != null && target > read && target <= now.head() && !covered()) {
            doubtful = true;
        }
    }

    /// Who answers in a thread follows it, and so does who began it.
    private void answered(Event.Posted answer) {
        long root = Objects.requireNonNull(answer.thread());
        Event.Posted first = timeline.message(root);
        if (answer.author().equals(me)) {
            threadMarks.merge(root, answer.seq(), Math::max);
            threadsDoubtful |= zero(threads) > 0;
        } else {
            boolean mine = first != null && first.author().equals(me);
            boolean followed = !marksKnown || threadMarks.containsKey(root);
            threadsDoubtful |= mine || first == null || followed;
        }
    }

    /// One has read up to here. True if that is news.
    boolean mark(long seq) {
        if (seq <= read) {
            return false;
        }
        read = seq;
        doubtful = said != null;
        count();
        return true;
    }

    /// One has read a thread up to here. True if that is news.
    boolean markThread(long root, long seq) {
        Long before = threadMarks.get(root);
        if (before != null && before >= seq) {
            return false;
        }
        threadMarks.put(root, seq);
        threadsMoved();
        return true;
    }

    /// The server has taken a mark of a thread.
    void threadsMoved() {
        marks++;
        threadsDoubtful = true;
    }

    /// The server lists this mark of ours. At the first time it has counted with it before.
    void knows(Answer.Mark mark) {
        Long thread = mark.thread();
        if (thread == null) {
            mark(mark.seq());
        } else {
            Long before = threadMarks.get(thread);
            threadMarks.merge(thread, mark.seq(), Math::max);
            if (before == null ? marksKnown : before != mark.seq()) {
                threadsMoved();
            }
        }
    }

    /// Another device has read so far.
    void marked(Answer.Mark mark, @Nullable Long nowUnread, @Nullable Long nowMentions) {
        if (mark.thread() != null) {
            markThread(mark.thread(), mark.seq());
        } else if (mark(mark.seq()) && doubtful && nowUnread != null) {
            unread = nowUnread;
            mentions = zero(nowMentions);
        }
    }

    /// Whether the server has to be asked for the counts.
    boolean doubtful() {
        return doubtful || threadsDoubtful;
    }

    /// The server could not say more: what there is has to do.
    void settle() {
        doubtful = false;
        threadsDoubtful = false;
    }

    /// Whether all that can be unread is here.
    private boolean covered() {
        Summary now = said;
        long floor = now == null || now.floor() == null ? 1 : now.floor();
        boolean upToNow = now == null || timeline.last() >= now.head();
        return upToNow && timeline.first() <= Math.max(read + 1, floor);
    }

    private void count() {
        Summary now = said;
        if (now == null) {
            return;
        }
        if (read >= Math.max(now.head(), timeline.last())) {
            unread = 0;
            mentions = 0;
            doubtful = false;
        } else if (covered()) {
            doubtful = false;
            unread = unread(read);
            mentions = mentions(read);
        } else if (!doubtful && zero(now.read()) == read && timeline.first() <= now.head() + 1) {
            unread = zero(now.unread()) + unread(now.head());
            mentions = zero(now.mentions()) + mentions(now.head());
        } else {
            doubtful = true;
        }
    }

    private long unread(long after) {
        return timeline.after(after).stream()
                .filter(event -> event instanceof Event.Posted it && isNews(it) && !inThread(it))
                .limit(Limits.COUNTED)
                .count();
    }

    private long mentions(long after) {
        return timeline.after(after).stream()
                .filter(event -> event instanceof Event.Posted it && isNews(it) && names(it))
                .limit(Limits.COUNTED)
                .count();
    }

    private boolean isNews(Event.Posted message) {
        return !Folding.isErased(message) && !message.author().equals(me);
    }

    private static boolean inThread(Event.Posted message) {
        return message.thread() != null;
    }

    /// An answer in a thread calls nobody but those whom it names.
    private boolean names(Event.Posted message) {
        boolean called = message.callout() != null && !inThread(message);
        return called || (message.mentions() != null && message.mentions().contains(me));
    }

    /// The conversation as of now; null before the server has said what it is.
    @Nullable Summary summary() {
        Summary now = said;
        if (now == null) {
            return null;
        }
        Long time = timeline.lastTime();
        Person with = now.with();
        return new Summary(
                id,
                now.type(),
                title,
                Math.max(now.head(), timeline.last()),
                time == null ? now.time() : Math.max(now.time(), time),
                with,
                standing,
                access,
                topic,
                people,
                now.floor(),
                some(read),
                some(Math.min(unread, Limits.COUNTED)),
                some(Math.min(mentions, Limits.COUNTED)),
                threads,
                mutedUntil,
                archived);
    }

    /// As the protocol has it: what is 0 is left out.
    private static @Nullable Long some(long number) {
        return number == 0 ? null : (Long) number;
    }
}
