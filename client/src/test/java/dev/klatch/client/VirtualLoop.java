package dev.klatch.client;

import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// Time that stands still until a test moves it. Everything runs on the test's thread.
public final class VirtualLoop implements Loop {
    private record Entry(long at, long number, Runnable task, AtomicBoolean cancelled) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>((a, b) ->
                    a.at() != b.at()
                            ? Long.compare(a.at(), b.at())
                            : Long.compare(a.number(), b.number()));
    private long now = 1_000;
    private long number;

    @Override
    public void execute(Runnable task) {
        after(0, task);
    }

    @Override
    public Timer after(long millis, Runnable task) {
        AtomicBoolean cancelled = new AtomicBoolean();
        entries.add(new Entry(now + millis, number++, task, cancelled));
        return () -> cancelled.set(true);
    }

    @Override
    public long millis() {
        return now;
    }

    @Override
    public long wallMillis() {
        return 1_700_000_000_000L + now;
    }

    @Override
    public void close() {
        entries.clear();
    }

    /// A loop of the same time whose end does not end this one.
    public Loop part() {
        return new Part();
    }

    /// Lets so much time pass.
    public void pass(long millis) {
        long until = now + millis;
        while (!entries.isEmpty() && entries.peek().at() <= until) {
            step();
        }
        now = until;
    }

    /// Lets time pass until this is so.
    public void until(BooleanSupplier reached) {
        long deadline = now + 3_600_000;
        while (!reached.getAsBoolean()) {
            if (entries.isEmpty() || now > deadline) {
                throw new AssertionError("it never happened; the time is " + now);
            }
            step();
        }
    }

    private void step() {
        Entry entry = entries.remove();
        now = Math.max(now, entry.at());
        if (!entry.cancelled().get()) {
            entry.task().run();
        }
    }

    private final class Part implements Loop {
        private boolean closed;

        @Override
        public void execute(Runnable task) {
            after(0, task);
        }

        @Override
        public Timer after(long millis, Runnable task) {
            return VirtualLoop.this.after(
                    millis,
                    () -> {
                        if (!closed) {
                            task.run();
                        }
                    });
        }

        @Override
        public long millis() {
            return VirtualLoop.this.millis();
        }

        @Override
        public long wallMillis() {
            return VirtualLoop.this.wallMillis();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
