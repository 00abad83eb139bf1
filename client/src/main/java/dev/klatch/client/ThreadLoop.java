package dev.klatch.client;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// A loop that is a real thread with the machine's clocks. The thread is a daemon: it keeps no
/// process alive.
final class ThreadLoop implements Loop {
    private final ScheduledThreadPoolExecutor thread;

    ThreadLoop(String name) {
        thread =
                new ScheduledThreadPoolExecutor(
                        1, task -> Thread.ofPlatform().name(name).daemon().unstarted(task));
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(Runnable task) {
        after(0, task);
    }

    @Override
    public Timer after(long millis, Runnable task) {
        try {
            Future<?> future = thread.schedule(() -> guarded(task), millis, TimeUnit.MILLISECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    /// The executor would swallow a bug in a future that nobody reads; so it is told to the
    /// thread's own handler, and the loop goes on.
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException bug) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, bug);
        }
    }

    @Override
    public long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public long wallMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
