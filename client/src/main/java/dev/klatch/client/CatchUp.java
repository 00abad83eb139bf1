package dev.klatch.client;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationFrame;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Summary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Brings one connection from `welcome` to having everything: the list of conversations page by
/// page until one says nothing new, then `resume` for what is cached and has moved, then the newest
/// page of the common room. Later it mends gaps and opens conversations. Made anew for each
/// connection. Belongs to the client's loop.
final class CatchUp {
    /// Events read when a conversation is opened.
    static final long OPENING_EVENTS = 50;

    private static final long MEND_AGAIN_MILLIS = 1_000;

    /// What catching up tells its client.
    interface Owner {
        void listed(Summary summary);

        void gone(ConversationId conversation);

        void reread(ConversationId conversation);

        void told(Collection<Event> events, ClientEvent.Origin origin);

        void caughtUp();
    }

    private final Loop loop;
    private final Connection connection;
    private final Notice.Welcome welcome;
    private final Timelines timelines;
    private final Owner owner;
    private final Set<ConversationId> current = new HashSet<>();
    private final Set<ConversationId> mending = new HashSet<>();
    private final Set<ConversationId> enteredSince = new HashSet<>();
    private final Set<ConversationId> goneSince = new HashSet<>();
    private final Deque<ConversationId> moved = new ArrayDeque<>();
    private boolean over;

    CatchUp(
            Loop loop,
            Connection connection,
            Notice.Welcome welcome,
            Timelines timelines,
            Owner owner) {
        this.loop = loop;
        this.connection = connection;
        this.welcome = welcome;
        this.timelines = timelines;
        this.owner = owner;
    }

    /// Begins. Live events may arrive meanwhile; those of the common room wait for its first page.
    void begin() {
        Timeline everyone = timelines.begun(welcome.everyone(), 0);
        if (!everyone.opened()) {
            everyone.open();
        }
        list(null);
    }

    /// The connection is over. The common room goes on waiting for the next one.
    void end() {
        over = true;
        for (ConversationId conversation : timelines.all()) {
            Timeline timeline = timelines.begun(conversation, 0);
            if (!conversation.equals(welcome.everyone())) {
                owner.told(timeline.openFailed(), ClientEvent.Origin.LIVE);
            }
        }
    }

    private void list(@Nullable String after) {
        connection.pull(
                ref -> {
                    timelines.asked();
                    asked();
                    return new ConversationFrame.ListConversations(ref, after);
                },
                answer -> {
                    if (answer instanceof Answer.Conversations page) {
                        listed(page);
                    } else {
                        connection.lost("The server does not list the conversations.");
                    }
                });
    }

    /// A question is asked now. What is told before its answer may be newer than that.
    private void asked() {
        enteredSince.clear();
        goneSince.clear();
    }

    private void listed(Answer.Conversations page) {
        boolean news = false;
        for (Summary summary : page.conversations()) {
            ConversationId conversation = summary.conversation();
            if (goneSince.contains(conversation)) {
                continue;
            }
            current.add(conversation);
            if (timelines.differs(summary)) {
                moved.add(conversation);
            }
            if (timelines.listed(summary)) {
                news = true;
                owner.listed(summary);
            }
        }
        String after = page.after();
        if (after != null && news) {
            list(after);
            return;
        }
        if (after == null) {
            dropOthers();
        }
        resumeMoved();
    }

    private void dropOthers() {
        for (ConversationId conversation : timelines.all()) {
            if (!current.contains(conversation)) {
                owner.gone(conversation);
            }
        }
    }

    /// One has entered this conversation just now.
    void entered(Summary summary) {
        current.add(summary.conversation());
        enteredSince.add(summary.conversation());
        goneSince.remove(summary.conversation());
    }

    /// One is out of this conversation just now.
    void gone(ConversationId conversation) {
        current.remove(conversation);
        enteredSince.remove(conversation);
        goneSince.add(conversation);
    }

    /// The answer does not know this conversation as one that we are in.
    private void unknown(Collection<ConversationId> conversations) {
        for (ConversationId conversation : conversations) {
            if (!enteredSince.contains(conversation)) {
                owner.gone(conversation);
            }
        }
    }

    private void resumeMoved() {
        List<ConversationId> batch = new ArrayList<>();
        while (!moved.isEmpty() && batch.size() < Limits.CURSORS) {
            ConversationId conversation = moved.poll();
            if (timelines.timeline(conversation) != null) {
                batch.add(conversation);
            }
        }
        if (batch.isEmpty()) {
            openEveryone();
        } else {
            resume(batch, this::resumeMoved);
        }
    }

    private void openEveryone() {
        Timeline everyone = timelines.begun(welcome.everyone(), 0);
        if (everyone.opened()) {
            owner.caughtUp();
        } else {
            open(welcome.everyone(), owner::caughtUp);
        }
    }

    /// Something is missing before an event that arrived: fetches it, once at a time.
    void mend(ConversationId conversation) {
        if (mending.add(conversation)) {
            resume(List.of(conversation), () -> mended(conversation));
        }
    }

    private void mended(ConversationId conversation) {
        mending.remove(conversation);
        if (gapped(conversation)) {
            loop.after(
                    MEND_AGAIN_MILLIS,
                    () -> {
                        if (!over && gapped(conversation)) {
                            mend(conversation);
                        }
                    });
        }
    }

    private boolean gapped(ConversationId conversation) {
        Timeline timeline = timelines.timeline(conversation);
        return timeline != null && timeline.gapped();
    }

    private void resume(List<ConversationId> batch, Runnable then) {
        List<MessageFrame.Cursor> cursors = batch.stream().map(timelines::cursor).toList();
        connection.pull(
                ref -> {
                    asked();
                    return new MessageFrame.Resume(ref, welcome.epoch(), cursors);
                },
                answer -> {
                    switch (answer) {
                        case Answer.Resumed resumed -> resumed(batch, resumed, then);
                        case Refused _ when batch.size() > 1 -> oneByOne(batch, then);
                        default -> {
                            unknown(batch);
                            then.run();
                        }
                    }
                });
    }

    /// One conversation that we are no longer in must not keep the others from being resumed.
    private void oneByOne(List<ConversationId> batch, Runnable then) {
        Deque<ConversationId> left = new ArrayDeque<>(batch);
        new Runnable() {
            @Override
            public void run() {
                ConversationId first = left.poll();
                if (first == null) {
                    then.run();
                } else {
                    resume(List.of(first), this);
                }
            }
        }.run();
    }

    private void resumed(List<ConversationId> batch, Answer.Resumed resumed, Runnable then) {
        if (!resumed.epoch().equals(welcome.epoch())) {
            connection.lost("The server's history was replaced.");
            return;
        }
        List<ConversationId> again = new ArrayList<>();
        Set<ConversationId> unreadable = new HashSet<>(batch);
        for (Answer.Page page : resumed.pages()) {
            unreadable.remove(page.conversation());
            Timeline timeline = timelines.timeline(page.conversation());
            if (timeline == null) {
                continue;
            }
            if (page.resync()) {
                reread(page, timeline);
            } else {
                owner.told(timeline.missed(page.events()), ClientEvent.Origin.MISSED);
                if (page.more()) {
                    again.add(page.conversation());
                }
            }
        }
        unknown(unreadable);
        if (again.isEmpty()) {
            then.run();
        } else {
            resume(again, then);
        }
    }

    private void reread(Answer.Page page, Timeline old) {
        boolean wasOpened = old.opened();
        timelines.restart(page.conversation(), page.head());
        owner.reread(page.conversation());
        if (wasOpened) {
            open(page.conversation(), () -> {});
        }
    }

    /// Reads the newest page of a conversation; `then` runs when its events are told, or when they
    /// cannot be had.
    void open(ConversationId conversation, Runnable then) {
        timelines.begun(conversation, 0).open();
        connection.pull(
                ref -> new MessageFrame.ReadHistory(ref, conversation, null, null, OPENING_EVENTS),
                answer -> {
                    opened(conversation, answer);
                    then.run();
                });
    }

    private void opened(ConversationId conversation, Answer answer) {
        Timeline timeline = timelines.timeline(conversation);
        if (timeline == null) {
            return;
        }
        if (answer instanceof Answer.History page) {
            List<Event> fresh = timeline.history(page.events(), page.head(), from(page));
            owner.told(fresh, ClientEvent.Origin.HISTORY);
            owner.told(timeline.drained(), ClientEvent.Origin.LIVE);
        } else {
            owner.told(timeline.openFailed(), ClientEvent.Origin.LIVE);
        }
        if (timeline.gapped()) {
            mend(conversation);
        }
    }

    /// The seq from which on a page of the newest events stands for all.
    private static long from(Answer.History page) {
        if (page.from() != null) {
            return page.from();
        }
        return page.events().isEmpty() ? page.head() + 1 : page.events().getFirst().seq();
    }
}
