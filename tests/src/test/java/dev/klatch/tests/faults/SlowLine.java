package dev.klatch.tests.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// One direction of a long line: what is written arrives in order, a fixed time later. It ends with
/// [#close]; what is under way then is lost, as on a line that is cut. A line of no length is none.
final class SlowLine implements AutoCloseable {
    private record UnderWay(ByteBuffer bytes, long arrives) {}

    private final OutputStream out;
    private final long delayNanos;
    private final LinkedBlockingQueue<UnderWay> underWay = new LinkedBlockingQueue<>();
    private final Thread carrier;

    SlowLine(OutputStream out, long delayMillis) {
        this.out = out;
        this.delayNanos = TimeUnit.MILLISECONDS.toNanos(delayMillis);
        this.carrier = Thread.ofVirtual().name("slow line").start(this::carry);
    }

    void write(byte[] bytes) throws IOException {
        if (delayNanos == 0) {
            out.write(bytes);
            return;
        }
        underWay.add(new UnderWay(ByteBuffer.wrap(bytes), System.nanoTime() + delayNanos));
    }

    private void carry() {
        try {
            while (true) {
                UnderWay next = underWay.take();
                TimeUnit.NANOSECONDS.sleep(next.arrives() - System.nanoTime());
                out.write(next.bytes().array());
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
