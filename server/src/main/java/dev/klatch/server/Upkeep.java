package dev.klatch.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is looked after again and again while a server runs, each on a thread of its own, so that
/// what takes long holds up nothing else.
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final CountDownLatch closing = new CountDownLatch(1);

    /// Something to be done that may fail, and is done again next time.
    @FunctionalInterface
    interface Chore {
        void run() throws IOException;
    }

    /// Does this now, and again each time so much has passed, until the end.
    void every(Duration pause, String name, Chore chore) {
        Thread.ofVirtual().name("klatch-" + name).start(() -> goOn(pause, name, chore));
    }

    private void goOn(Duration pause, String name, Chore chore) {
        try {
            do {
                try {
                    chore.run();
                } catch (IOException | RuntimeException failed) {
                    LOG.warn("{} did not work; it is tried again", name, failed);
                }
            } while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException nobodyDoes) {
            LOG.debug("{} is not looked after any more", name, nobodyDoes);
        }
    }

    /// Begins nothing any more.
    @Override
    public void close() {
        closing.countDown();
    }
}
