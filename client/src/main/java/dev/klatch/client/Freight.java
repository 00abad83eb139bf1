package dev.klatch.client;

import dev.klatch.protocol.Notice;
import dev.klatch.protocol.PersonId;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What all files on their way share: who one is at the moment, patience until there is a
/// connection again, and threads (two parcels and two downloads move at a time). From any thread.
final class Freight implements AutoCloseable {
    static final int AT_ONCE = 2;
    private static final long TELL_MILLIS = 100;

    /// Who one is on this connection, and what the server takes.
    ///
    /// @param largest the bytes of the largest file; null if the server takes none
    record Line(PersonId person, String token, String epoch, @Nullable Long largest) {}

    /// One try. [Progress.Waiting] for another one, or how it ended.
    interface Attempt {
        Progress go(Line line) throws IOException, InterruptedException;
    }

    private final Loop loop;
    private final URI server;
    private final Network network;
    private final RandomGenerator random;
    private final Consumer<ClientEvent> listener;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("klatch-client-files-", 0).factory());
    private @Nullable FileWire wire;
    private @Nullable Line line;
    private @Nullable Line last;

    Freight(
            Loop loop,
            URI server,
            Network network,
            RandomGenerator random,
            Consumer<ClientEvent> listener) {
        this.loop = loop;
        this.server = server;
        this.network = network;
        this.random = random;
        this.listener = listener;
    }

    /// There is a connection.
    synchronized void connected(@Nullable Identity me, Notice.Welcome welcome) {
        if (me == null) {
            return;
        }
        Long largest = welcome.limits().file();
        Line now = new Line(welcome.person(), me.token(), welcome.epoch(), largest);
        line = now;
        last = now;
        notifyAll();
    }

    /// There is none at the moment.
    synchronized void disconnected() {
        line = null;
    }

    /// Who one was on the last connection; null before the first.
    synchronized @Nullable Line last() {
        return last;
    }

    /// The way to the server, made when it is needed first.
    synchronized FileWire wire() {
        FileWire known = wire;
        if (known == null) {
            known = network.files();
            wire = known;
        }
        return known;
    }

    private synchronized Line line() throws InterruptedException {
        while (line == null) {
            wait();
        }
        return line;
    }

    /// Waits so long, or until there is a new connection.
    private synchronized void pause(long millis) throws InterruptedException {
        if (millis > 0) {
            TimeUnit.MILLISECONDS.timedWait(this, millis);
        }
    }

    /// Runs this on a thread of its own.
    Future<?> start(Semaphore places, Callable<Void> task) {
        return threads.submit(() -> {
            places.acquire();
            try {
                return task.call();
            } finally {
                places.release();
            }
        });
    }

    /// Runs this beside everything, if nothing is closed.
    void start(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException closed) {
            // What is noted goes on at the next start.
        }
    }

    /// Tries while there is a connection, until it ends; `again` hears why it waits.
    Progress until(Attempt attempt, Consumer<Progress> again) throws InterruptedException {
        Backoff patience;
        synchronized (random) {
            patience = new Backoff(random);
        }
        while (true) {
            Progress outcome;
            long begun = System.nanoTime();
            try {
                outcome = attempt.go(line());
            } catch (IOException lost) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                outcome = new Progress.Waiting(Unreachable.words(server, lost));
            } catch (RuntimeException bug) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, bug);
                outcome = new Progress.Failed("Klatch has a fault here, and gave it up.", null);
            }
            if (outcome.isOver()) {
                return outcome;
            }
            again.accept(outcome);
            if (System.nanoTime() - begun > TimeUnit.MILLISECONDS.toNanos(Backoff.LONGEST_MILLIS)) {
                patience.reset();
            }
            long pause;
            synchronized (random) {
                pause = patience.next(0);
            }
            pause(pause);
        }
    }

    /// Tells the listener, on the loop.
    void tell(ClientEvent event) {
        loop.execute(() -> listener.accept(event));
    }

    /// Does something on the loop.
    void onLoop(Runnable task) {
        loop.execute(task);
    }

    /// Says now and then how many bytes there are, and always how many there were in the end.
    final class Meter {
        private final Consumer<Progress> then;
        private final long total;
        private long done;
        private boolean waiting;

        Meter(long total, Consumer<Progress> then) {
            this.total = total;
            this.then = then;
        }

        /// So many are there.
        synchronized void at(long bytes) {
            done = bytes;
            if (!waiting) {
                waiting = true;
                loop.after(TELL_MILLIS, this::tell);
            }
        }

        private synchronized void tell() {
            waiting = false;
            then.accept(new Progress.Moving(done, total));
        }
    }

    /// Everything stops where it is.
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
