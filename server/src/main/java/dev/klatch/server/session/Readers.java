package dev.klatch.server.session;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The threads that read from the store, as many as it has connections for reading. They are
/// platform threads: a read is one native call, which would hold a virtual thread's carrier anyway.
/// Safe to use from any thread.
public final class Readers implements AutoCloseable {
    private static final int WAITING = 4_096;

    private final ThreadPoolExecutor pool;

    public Readers(int threads) {
        AtomicInteger number = new AtomicInteger();
        this.pool =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        30,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(WAITING),
                        task ->
                                Thread.ofPlatform()
                                        .name("klatch-reader-" + number.incrementAndGet())
                                        .unstarted(task));
        pool.allowCoreThreadTimeOut(true);
    }

    /// Lets this wait for a thread, unless too many do already.
    ///
    /// @return whether it was taken
    public boolean offer(Runnable read) {
        try {
            pool.execute(read);
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    /// Lets those that run come to their end.
    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(5, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
