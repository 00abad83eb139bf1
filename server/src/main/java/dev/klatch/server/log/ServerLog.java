package dev.klatch.server.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// The server's log: `server-YYYY-MM-DD.log` in its folder. Lines are taken from any thread and
/// wait in a bounded queue for the one that writes; nobody ever waits for the log. What finds the
/// queue full, or cannot be written because the disk is full, is left out, and a line says how many
/// were.
public final class ServerLog implements AutoCloseable {
    private static final int WAITING = 8_192;
    private static final int TOGETHER = 512;
    private static final long CLOSING_MILLIS = 3_000;

    private record Waiting(Instant time, Supplier<LogLine> line) {}

    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(WAITING);
    private final AtomicLong leftOut = new AtomicLong();
    private final Followers followers = new Followers();
    private final ZoneId zone = ZoneId.systemDefault();
    private final DatedFile file;
    private final Thread thread;
    private final @Nullable LibraryLines library;
    private volatile boolean closing;

    private ServerLog(DatedFile file) {
        this.file = file;
        this.thread = Thread.ofPlatform().daemon().name("klatch-log").unstarted(this::work);
        this.library = library();
    }

    /// Opens the log in this folder, which is made if it is not there. Files of the last `days`
    /// days are kept, this one included.
    ///
    /// @throws IOException if the folder cannot be written
    public static ServerLog open(Path folder, int days) throws IOException {
        DatedFile.make(folder);
        ServerLog log = new ServerLog(new DatedFile(folder, "server", days));
        log.thread.start();
        return log;
    }

    /// What the logging library is told goes here, too.
    private @Nullable LibraryLines library() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            LibraryLines lines = new LibraryLines(this);
            lines.setContext(context);
            lines.start();
            context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(lines);
            return lines;
        }
        return null;
    }

    /// Writes this line down, soon. From any thread.
    public void note(LogLine line) {
        note(() -> line);
    }

    /// Writes this line down, soon; it is made by the thread that writes. From any thread.
    void note(Supplier<LogLine> line) {
        if (!waiting.offer(new Waiting(Instant.now(), line))) {
            leftOut.incrementAndGet();
        }
    }

    /// Shows the lines of the logs to this one as they are written, until the answer is run: JSON
    /// that a terminal may show as it is. `follower` is called on the threads that write, must not
    /// block, and must not throw.
    public Runnable follow(Consumer<String> follower) {
        return followers.add(follower);
    }

    Followers followers() {
        return followers;
    }

    private void work() {
        List<Waiting> batch = new ArrayList<>(TOGETHER);
        while (true) {
            if (waiting.isEmpty() && closing) {
                break;
            }
            try {
                batch.add(waiting.take());
            } catch (InterruptedException nobodyDoes) {
                continue;
            }
            waiting.drainTo(batch, TOGETHER - 1);
            write(batch);
            batch.clear();
        }
        try {
            file.close();
        } catch (IOException lost) {
            leftOut.incrementAndGet();
        }
    }

    private void write(List<Waiting> batch) {
        try {
            long missing = leftOut.getAndSet(0);
            if (missing > 0) {
                write(Instant.now(), LogLine.warning("lines-left-out").with("lines", missing));
            }
            for (Waiting each : batch) {
                write(each.time(), each.line().get());
            }
            file.flush();
        } catch (IOException full) {
            leftOut.addAndGet(batch.size());
            closeBroken();
        }
    }

    /// The next batch opens the file anew.
    private void closeBroken() {
        try {
            file.close();
        } catch (IOException stillFull) {
            leftOut.incrementAndGet();
        }
    }

    private void write(Instant time, LogLine line) throws IOException {
        String json = line.json(time, zone);
        file.add(LocalDate.ofInstant(time, zone), json);
        followers.show(json);
    }

    /// Writes what waits, then ends. Blocks for three seconds at most.
    @Override
    public void close() {
        if (library != null) {
            library.leave();
        }
        closing = true;
        // Wakes the thread, too; an interrupt would close the file under its hands.
        note(LogLine.of("stopped"));
        try {
            thread.join(CLOSING_MILLIS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
