package dev.klatch.tests.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/// One direction of a long line: what is written arrives in order, a fixed time later. It ends with
/// [#close]; what is under way then is lost, as on a line that is cut. A line of no length is none.
final class SlowLine implements AutoCloseable {
    private final OutputStream out;
    private final long delayNanos;
    private final DelayQueue<UnderWay> underWay = new DelayQueue<>();
    private final Thread carrier;
    private long written;

    SlowLine(OutputStream out, long delayMillis) {
        this.out = out;
        this.delayNanos = TimeUnit.MILLISECONDS.toNanos(delayMillis);
        this.carrier = Thread.ofVirtual().name("slow line").start(this::carry);
    }

    private static final class UnderWay implements Delayed {
        private final byte[] bytes;
        private final long number;
        private final long arrives;

        UnderWay(byte[] bytes, long number, long arrives) {
            this.bytes = bytes;
            this.number = number;
            this.arrives = arrives;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(arrives - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(number, ((UnderWay) other).number);
        }
    }

    void write(byte[] bytes) throws IOException {
        if (delayNanos == 0) {
            out.write(bytes);
            return;
        }
        byte[] copy = Arrays.copyOf(bytes, bytes.length);
        underWay.add(new UnderWay(copy, written++, System.nanoTime() + delayNanos));
    }

    private void carry() {
        try {
            while (true) {
                out.write(underWay.take().bytes);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException broken) {
            // Whoever reads from the other side learns of it.
        }
    }

    @Override
    public void close() {
        carrier.interrupt();
    }
}
