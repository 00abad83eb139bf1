package dev.klatch.client;

import java.util.concurrent.Executor;

/// The one thread of a client, and its clocks. Tests replace it by one whose time they move.
public interface Loop extends Executor, AutoCloseable {
    /// Runs the task on the loop, after those handed over before. From any thread.
    @Override
    void execute(Runnable task);

    /// Runs the task on the loop after so many milliseconds. From any thread.
    Timer after(long millis, Runnable task);

    /// A clock that only moves forward, in milliseconds; its zero means nothing.
    long millis();

    /// The wall clock, in milliseconds since 1970.
    long wallMillis();

    /// Runs nothing more. From any thread.
    @Override
    void close();

    /// A task that has not run yet.
    interface Timer {
        /// The task will not run. On the loop only; no effect on one that ran.
        void cancel();
    }
}
