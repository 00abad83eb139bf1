package dev.klatch.server.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has previews made, one after the other, by a process of its own ([PictureWorker]), so that no
/// picture can take the server's memory or hold it up. The process is started when it is needed,
/// ended when it rests, and killed when it takes too long. Safe to use from any thread; nothing
/// blocks but [#close].
public final class Previews implements AutoCloseable {
    /// The sizes that clients ask for: the longest edge, in pixels.
    public static final List<Integer> EDGES = List.of(320, 640, 1280);

    private static final int LARGEST_EDGE = 4096;
    private static final Logger LOG = LoggerFactory.getLogger(Previews.class);

    /// How many may wait, how long one may take, and after what time without one the process ends.
    public record Bounds(int waiting, Duration each, Duration rest) {
        /// 200, ten seconds, a minute.
        public static final Bounds USUAL =
                new Bounds(200, Duration.ofSeconds(10), Duration.ofMinutes(1));
    }

    private record Job(Path picture, int edge, Path fresh, CompletableFuture<Outcome> outcome) {}

    private final Bounds bounds;
    private final BlockingQueue<Job> waiting;
    private final Thread thread;
    private volatile boolean closed;

    /// Of the thread alone.
    private @Nullable WorkerProcess worker;

    /// With [Bounds#USUAL].
    public Previews() {
        this(Bounds.USUAL);
    }

    public Previews(Bounds bounds) {
        this.bounds = bounds;
        this.waiting = new LinkedBlockingQueue<>(bounds.waiting());
        this.thread = Thread.ofPlatform().daemon().name("klatch-previews").start(this::work);
    }

    /// Has a preview made of a picture: no edge longer than `edge` (1 to 4,096 pixels), never
    /// larger than the picture, turned as it is to be shown, of its first frame. It is a JPEG; a
    /// PNG if something shines through, or if the picture is a PNG or GIF that is not larger. The
    /// file `fresh` is there when it is whole, for the owner alone, in the place of one that was
    /// there; its folder must be there, and beside it `fresh` with `.new` behind is used meanwhile.
    ///
    /// The outcome is never an exception, and comes on the thread that makes previews: whoever does
    /// more with it than to hand it on does so elsewhere.
    public CompletableFuture<Outcome> make(Path picture, int edge, Path fresh) {
        if (edge < 1 || edge > LARGEST_EDGE) {
            throw new IllegalArgumentException("an edge of " + edge);
        }
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        if (!waiting.offer(new Job(picture, edge, fresh, outcome))) {
            outcome.complete(new Outcome.None(Outcome.Reason.BUSY));
        }
        if (closed) {
            dismiss();
        }
        return outcome;
    }

    private void work() {
        try {
            while (!closed) {
                Job job =
                        worker == null
                                ? waiting.take()
                                : waiting.poll(bounds.rest().toMillis(), TimeUnit.MILLISECONDS);
                if (job == null) {
                    end();
                } else {
                    serve(job);
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        } finally {
            end();
            dismiss();
        }
    }

    private void serve(Job job) throws InterruptedException {
        Outcome outcome = new Outcome.None(Outcome.Reason.CLOSED);
        try {
            outcome = made(job);
        } catch (IOException | RuntimeException failed) {
            LOG.warn("A preview could not be made: {}", failed.toString());
            outcome = new Outcome.None(Outcome.Reason.FAILED);
        } finally {
            job.outcome().complete(outcome);
        }
    }

    private Outcome made(Job job) throws IOException, InterruptedException {
        PictureFacts facts = PictureFacts.of(job.picture());
        if (facts == null || !facts.previewable()) {
            return new Outcome.None(Outcome.Reason.NOT_PREVIEWABLE);
        }
        Path unfinished = job.fresh().resolveSibling(job.fresh().getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        try {
            Outcome outcome = ask(job, unfinished);
            if (outcome instanceof Outcome.Made) {
                Files.move(
                        unfinished,
                        job.fresh(),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            return outcome;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private Outcome ask(Job job, Path unfinished) throws IOException, InterruptedException {
        WorkerProcess asked = running();
        try {
            return read(asked.ask(job.picture(), job.edge(), unfinished, bounds.each()));
        } catch (TimeoutException slow) {
            LOG.warn("A preview took too long ({} ms): ended", bounds.each().toMillis());
            end();
            return new Outcome.None(Outcome.Reason.TOO_SLOW);
        } catch (IOException ended) {
            boolean tooLarge = asked.hadTooLittleMemory();
            end();
            LOG.warn("The picture worker ended: {}", tooLarge ? "out of memory" : ended.toString());
            return new Outcome.None(tooLarge ? Outcome.Reason.TOO_LARGE : Outcome.Reason.FAILED);
        }
    }

    private WorkerProcess running() throws IOException, InterruptedException {
        WorkerProcess running = worker;
        if (running == null || !running.isAlive()) {
            end();
            running = WorkerProcess.start();
            worker = running;
        }
        return running;
    }

    /// @throws IllegalArgumentException if that is no answer
    private static Outcome read(String answer) {
        String[] words = answer.toUpperCase(Locale.ROOT).split(" ", 2);
        if (words[0].equalsIgnoreCase(PictureWorker.MADE)) {
            return new Outcome.Made(ContentType.valueOf(words[1]));
        }
        return new Outcome.None(Outcome.Reason.valueOf(words[1]));
    }

    private void end() {
        WorkerProcess last = worker;
        worker = null;
        if (last != null) {
            last.close();
        }
    }

    private void dismiss() {
        for (Job job = waiting.poll(); job != null; job = waiting.poll()) {
            job.outcome().complete(new Outcome.None(Outcome.Reason.CLOSED));
        }
    }

    /// Ends the process; whoever waits hears that it is over. Waits for two seconds at most.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
