package dev.klatch.server.log;

import dev.klatch.core.Outcome;
import dev.klatch.core.journal.EventLog;
import dev.klatch.core.journal.JournalFailure;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes down what is said, day by day, from the event log: behind the commit, on a thread of its
/// own, which is only told where something happened and reads it then. What a crash or a full disk
/// left out is made up for. Safe to call from any thread.
public final class Transcript implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Transcript.class);
    private static final long CLOSING_MILLIS = 5_000;
    private static final long SAVE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_AGAIN_MILLIS = 1_000;

    private final Set<ConversationId> touched = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private final Set<ConversationId> undone = new LinkedHashSet<>();
    private final List<Event.Deleted> erasing = new ArrayList<>();
    private final TranscriptWriter writer;
    private final Thread thread;
    private volatile boolean closing;
    private boolean broken;
    private boolean wiping;
    private long savedAt = System.nanoTime();

    private Transcript(TranscriptWriter writer) {
        this.writer = writer;
        this.thread = Thread.ofPlatform().daemon().name("klatch-transcript").unstarted(this::work);
    }

    /// Where a transcript goes, for how many days, and which conversations are in it.
    public record Plan(Path folder, int days, Scope scope) {}

    /// Takes down what was left out when the server ran last, then begins. With a scope of
    /// [Scope#OFF] it takes nothing down, but still takes out what is erased.
    ///
    /// @param log whose followers see the lines as well
    /// @throws IOException if the folder cannot be written
    public static Transcript start(Plan plan, EventLog events, ServerLog log) throws IOException {
        TranscriptWriter writer = new TranscriptWriter(plan, events, log.followers());
        writer.recover();
        Transcript transcript = new Transcript(writer);
        transcript.thread.start();
        return transcript;
    }

    /// These outcomes are durable. Called by the sequencer; never blocks.
    public void published(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Happened happened) {
                touch(happened.event().conversation());
                if (happened.event() instanceof Event.Deleted deleted) {
                    waiting.add(() -> erasing.add(deleted));
                }
            }
        }
    }

    private void touch(ConversationId conversation) {
        if (touched.add(conversation)) {
            waiting.add(() -> {
                touched.remove(conversation);
                undone.add(conversation);
            });
        }
    }

    /// All events are gone, and so is the transcript of them; the store has a new past.
    public void wiped() {
        waiting.add(() -> {
            wiping = true;
            undone.clear();
            erasing.clear();
        });
    }

    private void work() {
        List<Runnable> news = new ArrayList<>();
        while (!closing || !waiting.isEmpty()) {
            try {
                Runnable first = waiting.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    news.add(first);
                    waiting.drainTo(news);
                }
            } catch (InterruptedException nobodyDoes) {
                continue;
            }
            news.forEach(Runnable::run);
            news.clear();
            takeDown();
        }
        save();
    }

    private void takeDown() {
        try {
            if (wiping) {
                writer.wiped();
                wiping = false;
                broken = false;
            }
            if (broken) {
                writer.recover();
                broken = false;
            }
            while (!erasing.isEmpty()) {
                writer.erased(erasing.getFirst());
                erasing.removeFirst();
            }
            if (!undone.isEmpty()) {
                writer.takeDown(undone);
                undone.clear();
            }
            if (System.nanoTime() - savedAt > SAVE_NANOS) {
                save();
            }
        } catch (IOException | JournalFailure failed) {
            LOG.warn("the transcript waits", failed);
            broken = true;
        } catch (RuntimeException fault) {
            LOG.error("fault in the transcript", fault);
            undone.clear();
            erasing.clear();
        }
    }

    private void save() {
        savedAt = System.nanoTime();
        try {
            writer.save();
        } catch (IOException failed) {
            LOG.warn("the cursor of the transcript was not kept", failed);
        }
    }

    /// Takes down what is durable, then ends. Blocks for five seconds at most. The event log must
    /// be open until it returns.
    @Override
    public void close() {
        closing = true;
        waiting.add(() -> {});
        try {
            thread.join(CLOSING_MILLIS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
