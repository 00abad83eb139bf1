package dev.klatch.server.sequence;

import dev.klatch.core.Request;
import dev.klatch.core.Requests;
import dev.klatch.core.Sequencer;
import dev.klatch.protocol.MessageFrame.Post;
import dev.klatch.protocol.Refusal;
import dev.klatch.server.fault.CrashPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sequencer's own thread, and the queue before it: bounded in number and in bytes, so that
/// more work than can be done is refused instead of piled up. What waits together is decided
/// together and made durable by one fsync.
public final class SequencerThread implements Requests, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SequencerThread.class);
    private static final int WAITING = 16_384;
    private static final long WAITING_BYTES = 16L << 20;
    private static final int BATCH = 2_048;
    private static final long TICK_MILLIS = 500;

    private final BlockingQueue<Request> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Sequencer sequencer;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean stopped;

    public SequencerThread(Sequencer sequencer) {
        this.sequencer = sequencer;
        this.thread = Thread.ofPlatform().name("klatch-sequencer").unstarted(this::work);
    }

    /// Begins to work.
    public void start() {
        thread.start();
    }

    @Override
    public @Nullable Refusal offer(Request request) {
        if (stopping) {
            return Refusal.STOPPING;
        }
        if (waiting.size() >= WAITING || waitingBytes.get() >= WAITING_BYTES) {
            return Refusal.BUSY;
        }
        put(request);
        return null;
    }

    @Override
    public void put(Request request) {
        waitingBytes.addAndGet(bytes(request));
        waiting.add(request);
        if (stopped) {
            refuseRest();
        }
    }

    /// What came too late to be decided is answered all the same.
    private void refuseRest() {
        List<Request> rest = new ArrayList<>();
        waiting.drainTo(rest);
        sequencer.refuse(rest, Refusal.STOPPING);
    }

    private static long bytes(Request request) {
        return request instanceof Request.Client(var from, Post post) ? post.text().length() : 0;
    }

    private void work() {
        long nextTick = System.nanoTime();
        List<Request> batch = new ArrayList<>();
        while (true) {
            Request first = next(nextTick - System.nanoTime());
            if (first != null) {
                batch.add(first);
                waiting.drainTo(batch, BATCH - 1);
            }
            if (System.nanoTime() - nextTick >= 0) {
                batch.add(new Request.Tick());
                nextTick = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
            }
            batch.forEach(request -> waitingBytes.addAndGet(-bytes(request)));
            if (first == null && stopping) {
                return;
            }
            run(batch);
            batch.clear();
        }
    }

    private @Nullable Request next(long nanos) {
        try {
            return stopping ? waiting.poll() : waiting.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            return waiting.poll();
        }
    }

    private void run(List<Request> batch) {
        CrashPoint.BATCH_TAKEN.pass();
        try {
            sequencer.run(List.copyOf(batch));
        } catch (Throwable fatal) {
            // Nobody knows what of the batch is true: start anew from what the disk holds.
            LOG.error("the sequencer failed; the server ends", fatal);
            Runtime.getRuntime().halt(70);
        }
    }

    /// Decides what waits already, then ends; what comes from now on is refused as `stopping`.
    /// Blocks until then, at most ten seconds.
    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            if (thread.join(Duration.ofSeconds(10))) {
                stopped = true;
                refuseRest();
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
