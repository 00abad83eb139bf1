package dev.klatch.server.file;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The threads that wait for the disk because of files. Safe to use from any thread.
public final class FileThreads implements AutoCloseable {
    private static final int FILES = 6;
    private static final int WAITING = 4_096;

    private final ThreadPoolExecutor files = pool();

    /// Something that may fail because of the disk.
    @FunctionalInterface
    interface Work<T> {
        T run() throws Exception;
    }

    private static ThreadPoolExecutor pool() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        FILES,
                        FILES,
                        30,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task ->
                                Thread.ofPlatform()
                                        .name("klatch-files-" + number.incrementAndGet())
                                        .unstarted(task));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /// Does this on a thread of files, for a [Strand].
    ///
    /// @throws RejectedExecutionException if all is at its end
    void execute(Runnable work) {
        files.execute(work);
    }

    /// Does this on a thread of files; fails as it fails, also if too much waits.
    <T> CompletableFuture<T> ask(Work<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            if (files.getQueue().size() >= WAITING) {
                throw new RejectedExecutionException("too much waits");
            }
            files.execute(() -> complete(answer, work));
        } catch (RejectedExecutionException full) {
            answer.completeExceptionally(full);
        }
        return answer;
    }

    /// Lets this be answered by what comes of this work, done now.
    static <T> void complete(CompletableFuture<T> answer, Work<T> work) {
        try {
            answer.complete(work.run());
        } catch (Exception failed) {
            answer.completeExceptionally(failed);
        }
    }

    /// Lets what has begun come to its end, for a few seconds.
    @Override
    public void close() {
        files.shutdown();
        try {
            if (!files.awaitTermination(5, TimeUnit.SECONDS)) {
                files.shutdownNow();
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
