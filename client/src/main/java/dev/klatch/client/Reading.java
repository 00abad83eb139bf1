package dev.klatch.client;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationFrame;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.StateFrame;
import dev.klatch.protocol.Summary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Keeps what is read and unread: tells the server how far one has read, at most once a second, and
/// again on the next connection; and asks it for the counts where the events that are here do not
/// tell them. Tells each change of a summary once. Belongs to the client's loop.
final class Reading {
    private static final long EACH_MILLIS = 1_000;

    private record Marked(ConversationId conversation, long thread) {}

    private final Loop loop;
    private final Timelines timelines;
    private final Consumer<Summary> changed;
    private final Map<Marked, Long> unsaid = new LinkedHashMap<>();
    private final Map<ConversationId, Summary> told = new HashMap<>();
    private final Set<ConversationId> asking = new HashSet<>();
    private @Nullable Connection connection;
    private boolean resting;

    Reading(Loop loop, Timelines timelines, Consumer<Summary> changed) {
        this.loop = loop;
        this.timelines = timelines;
        this.changed = changed;
    }

    /// There is a connection, and everything missed is here.
    void connected(Connection open) {
        connection = open;
        asking.clear();
        say();
        timelines.all().forEach(this::look);
    }

    void disconnected() {
        connection = null;
        asking.clear();
    }

    /// The server's history is another one, or one is somebody else.
    void clear() {
        unsaid.clear();
        told.clear();
    }

    /// One has read a conversation up to this seq.
    void mark(ConversationId conversation, long seq) {
        Stay stay = timelines.stay(conversation);
        if (stay != null && stay.mark(Math.min(seq, stay.timeline().last()))) {
            unsaid.put(new Marked(conversation, 0), stay.read());
            say();
            look(conversation);
        }
    }

    /// One has read a thread up to this seq, and follows it.
    void mark(ConversationId conversation, long root, long seq) {
        Stay stay = timelines.stay(conversation);
        if (stay != null && stay.markThread(root, seq)) {
            unsaid.put(new Marked(conversation, root), seq);
            say();
        }
    }

    /// Another device of ours has read so far.
    void marked(Notice.Marked notice) {
        Stay stay = timelines.stay(notice.mark().conversation());
        if (stay != null) {
            stay.marked(notice.mark(), notice.unread(), notice.mentions());
            look(notice.mark().conversation());
        }
    }

    /// The server lists this mark of ours.
    void listed(Answer.Mark mark) {
        Stay stay = timelines.stay(mark.conversation());
        if (stay != null) {
            stay.knows(mark);
            look(mark.conversation());
        }
    }

    /// It has listed all.
    void listedAll() {
        timelines.marksListed();
    }

    private void say() {
        Connection open = connection;
        if (open == null || resting || unsaid.isEmpty()) {
            return;
        }
        resting = true;
        Map.copyOf(unsaid).forEach((marked, seq) -> say(open, marked, seq));
        loop.after(
                EACH_MILLIS,
                () -> {
                    resting = false;
                    say();
                });
    }

    private void say(Connection open, Marked marked, long seq) {
        Long thread = marked.thread() == 0 ? null : marked.thread();
        open.ask(
                ref -> new StateFrame.MarkRead(ref, marked.conversation(), seq, thread),
                answer -> {
                    boolean later = answer instanceof dev.klatch.protocol.Refused no && no.retry();
                    if (!later) {
                        unsaid.remove(marked, seq);
                        taken(marked);
                    }
                    look(marked.conversation());
                });
    }

    private void taken(Marked marked) {
        Stay stay = timelines.stay(marked.conversation());
        if (stay != null && marked.thread() != 0) {
            stay.threadsMoved();
        }
    }

    /// This is told now.
    void tells(Summary now) {
        told.put(now.conversation(), now);
    }

    /// Something may be otherwise in this conversation: tells it, and asks where it is in doubt.
    void look(ConversationId conversation) {
        Stay stay = timelines.stay(conversation);
        Summary now = stay == null ? null : stay.summary();
        if (stay == null || now == null) {
            told.remove(conversation);
            return;
        }
        if (!same(now, told.put(conversation, now))) {
            changed.accept(now);
        }
        Connection open = connection;
        boolean unsettled =
                unsaid.keySet().stream().anyMatch(it -> it.conversation().equals(conversation));
        if (open != null && stay.doubtful() && !unsettled && asking.add(conversation)) {
            loop.after(EACH_MILLIS / 10, () -> ask(open, conversation));
        }
    }

    private void ask(Connection open, ConversationId conversation) {
        if (open != connection) {
            return;
        }
        Stay stay = timelines.stay(conversation);
        if (stay == null) {
            asking.remove(conversation);
            return;
        }
        open.pull(
                ref -> {
                    stay.asked();
                    return new ConversationFrame.ReadConversation(ref, conversation);
                },
                answer -> {
                    answered(stay, conversation, answer);
                    loop.after(
                            EACH_MILLIS,
                            () -> {
                                if (open == connection && asking.remove(conversation)) {
                                    look(conversation);
                                }
                            });
                });
    }

    /// Who left and came back meanwhile has another stay, of which the answer knows nothing.
    private void answered(Stay stay, ConversationId conversation, Answer answer) {
        if (stay != timelines.stay(conversation)) {
            return;
        }
        if (answer instanceof Answer.ConversationRead read) {
            stay.listed(read.summary());
        } else {
            stay.settle();
        }
        look(conversation);
    }

    /// Each event moves the head: that alone is no news.
    private static boolean same(Summary now, @Nullable Summary before) {
        return before != null && still(now).equals(still(before));
    }

    private static Summary still(Summary summary) {
        return new Summary(
                summary.conversation(),
                summary.type(),
                summary.title(),
                0,
                0,
                summary.with(),
                summary.standing(),
                summary.access(),
                summary.topic(),
                summary.people(),
                summary.floor(),
                summary.read(),
                summary.unread(),
                summary.mentions(),
                summary.threads(),
                summary.mutedUntil(),
                summary.archived());
    }
}
