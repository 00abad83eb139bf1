package dev.klatch.server.file;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// One thing after the other, on the threads of files. Safe to use from any thread.
final class Strand {
    private final FileThreads threads;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    Strand(FileThreads threads) {
        this.threads = threads;
    }

    /// Does this after all that was given before. Nothing is done any more once the threads are at
    /// their end.
    void execute(Runnable task) {
        synchronized (waiting) {
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        goOn();
    }

    /// The same; answers what comes of it.
    <T> CompletableFuture<T> ask(FileThreads.Work<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        execute(() -> FileThreads.complete(answer, work));
        return answer;
    }

    /// A turn is one task, so that all strands come forward.
    private void goOn() {
        try {
            threads.execute(this::turn);
        } catch (RejectedExecutionException atTheEnd) {
            synchronized (waiting) {
                waiting.clear();
                running = false;
            }
        }
    }

    private void turn() {
        try {
            Runnable task = next();
            if (task != null) {
                task.run();
            }
        } finally {
            if (hasMore()) {
                goOn();
            }
        }
    }

    private @Nullable Runnable next() {
        synchronized (waiting) {
            return waiting.poll();
        }
    }

    private boolean hasMore() {
        synchronized (waiting) {
            running = !waiting.isEmpty();
            return running;
        }
    }
}
