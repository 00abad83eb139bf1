package dev.klatch.server.operator;

import dev.klatch.server.log.ServerLog;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/// The server's log as it is written, shown at a desk. A desk that takes nothing makes nobody wait:
/// what does not fit into the queue before it is left out and counted.
final class Tail implements AutoCloseable {
    private static final int WAITING = 1_000;

    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(WAITING);
    private final AtomicLong leftOut = new AtomicLong();
    private final Thread thread;
    private final Runnable stop;

    Tail(ServerLog log, Desk desk) {
        this.thread = Thread.ofVirtual().name("klatch-tail").start(() -> show(desk));
        this.stop = log.follow(this::take);
    }

    private void take(String line) {
        if (!lines.offer(line)) {
            leftOut.incrementAndGet();
        }
    }

    private void show(Desk desk) {
        try {
            while (true) {
                String line = lines.take();
                long missing = leftOut.getAndSet(0);
                if (missing > 0) {
                    desk.show("… " + missing + " lines are left out here");
                }
                desk.show(line);
            }
        } catch (InterruptedException enough) {
            lines.clear();
        }
    }

    /// Shows nothing more, unless the desk has been taking a line for a second already.
    @Override
    public void close() {
        stop.run();
        thread.interrupt();
        try {
            var _ = thread.join(Duration.ofSeconds(1));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
