package dev.klatch.tests.rules;

import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.core.presence.Connection;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.ServerFrame;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A connection, and what it hears.
final class Device implements Connection {
    private static final AtomicLong SESSIONS = new AtomicLong();

    final StoredPerson who;
    private final TokenHash session;
    final Set<ConversationId> in = new HashSet<>();
    private final List<ServerFrame> heard = new ArrayList<>();
    private @Nullable CloseCode closed;
    private long lastRef;

    /// In a session of its own.
    Device(StoredPerson who) {
        this(who, TokenHash.of("session " + SESSIONS.incrementAndGet()));
    }

    Device(StoredPerson who, TokenHash session) {
        this.who = who;
        this.session = session;
    }

    @Override
    public TokenHash session() {
        return session;
    }

    @Override
    public PersonId person() {
        return who.id();
    }

    long nextRef() {
        lastRef++;
        return lastRef;
    }

    void hear(ServerFrame frame) {
        if (closed == null) {
            heard.add(frame);
        }
    }

    void close(CloseCode code) {
        closed = closed == null ? code : closed;
    }

    @Nullable CloseCode closed() {
        return closed;
    }

    /// What was heard since this was asked last.
    List<ServerFrame> news() {
        List<ServerFrame> news = List.copyOf(heard);
        heard.clear();
        return news;
    }

    /// The news of one sort.
    <T extends ServerFrame> List<T> news(Class<T> sort) {
        return news().stream().filter(sort::isInstance).map(sort::cast).toList();
    }

    /// The seqs of the events and acceptances among the news of one conversation, in order.
    List<Long> seqs(ConversationId conversation) {
        List<Long> seqs = new ArrayList<>();
        for (ServerFrame frame : news()) {
            if (frame instanceof Event event && event.conversation().equals(conversation)) {
                seqs.add(event.seq());
            } else if (frame instanceof Answer.Accepted accepted
                    && accepted.conversation().equals(conversation)) {
                seqs.add(accepted.seq());
            }
        }
        return seqs;
    }

    /// The one acceptance among the news.
    Answer.Accepted accepted() {
        return one(Answer.Accepted.class);
    }

    /// What was asked for is done.
    void done() {
        one(Answer.Done.class);
    }

    /// The one refusal among the news.
    Refused refused() {
        return one(Refused.class);
    }

    /// Whether the news hold one refusal, and it is this.
    boolean isRefused(Refusal refusal) {
        return refused().is(refusal);
    }

    /// The one frame of this sort among the news.
    <T extends ServerFrame> T one(Class<T> sort) {
        List<ServerFrame> all = news();
        List<T> found = all.stream().filter(sort::isInstance).map(sort::cast).toList();
        if (found.size() != 1) {
            throw new AssertionError("not one " + sort.getSimpleName() + " in " + all);
        }
        return found.getFirst();
    }
}
