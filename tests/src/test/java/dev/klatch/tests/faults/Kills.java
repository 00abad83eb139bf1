package dev.klatch.tests.faults;

import dev.klatch.tests.history.History;
import dev.klatch.tests.history.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.SplittableRandom;

/// Kills a server under load, again and again, on the same data.
public final class Kills {
    /// Acknowledged messages a second that a server must be under when it is killed.
    static final int LEAST_RATE = 500;

    private static final int DEVICES = 4;

    /// What came out: the rates in acknowledged messages a second, the milliseconds from the start
    /// of the new process to the first acknowledgement.
    record Result(Report report, LongSummaryStatistics rates, LongSummaryStatistics comebacks) {
        @Override
        public String toString() {
            return "%d kills at %d to %d acknowledged messages a second; back after %d to %d ms; %s"
                    .formatted(
                            rates.getCount(),
                            rates.getMin(),
                            rates.getMax(),
                            comebacks.getMin(),
                            comebacks.getMax(),
                            report);
        }
    }

    private final Path data;
    private final SplittableRandom random;
    private final List<History> histories = new ArrayList<>();
    private final LongSummaryStatistics rates = new LongSummaryStatistics();
    private final LongSummaryStatistics comebacks = new LongSummaryStatistics();

    Kills(Path data, long seed) {
        this.data = data;
        this.random = new SplittableRandom(seed);
    }

    /// The history of the last run.
    History history() {
        return histories.getLast();
    }

    /// Kills so often, then starts once more and judges everything.
    Result run(int times) throws IOException, InterruptedException {
        KlatchProcess server = KlatchProcess.start(data);
        try (Scene scene = new Scene(server.url(), random.nextLong())) {
            scene.connect(server.url());
            for (int i = 0; i < times; i++) {
                scene.load();
                rates.accept(loadAndKill(scene, server));
                scene.awaitEnd();
                scene.fallSilent();
                long begin = System.nanoTime();
                server = KlatchProcess.start(data, transport(i));
                scene.connect(server.url());
                scene.load();
                scene.awaitAckedEach(1);
                comebacks.accept((System.nanoTime() - begin) / 1_000_000);
            }
            scene.check(server.url());
            Report report = scene.checkFromTheEnd(server.url());
            histories.add(scene.recorder().history());
            return new Result(report, rates, comebacks);
        } finally {
            server.close();
        }
    }

    /// Both ways of asking the operating system about sockets in turn.
    private static String transport(int round) {
        return "-Dklatch.transport=" + (round % 2 == 0 ? "nio" : "epoll");
    }

    /// Lets so many messages through that they came at the least rate, and kills within them.
    private long loadAndKill(Scene scene, KlatchProcess server) throws InterruptedException {
        long rate;
        int rounds = 0;
        do {
            if (++rounds > 10) {
                throw new AssertionError("never " + LEAST_RATE + " messages a second");
            }
            long before = scene.acked();
            long begin = System.nanoTime();
            scene.awaitAckedEach(LEAST_RATE / DEVICES + random.nextInt(LEAST_RATE / DEVICES));
            double seconds = (System.nanoTime() - begin) / 1e9;
            rate = Math.round((scene.acked() - before) / seconds);
        } while (rate < LEAST_RATE);
        server.kill();
        return rate;
    }
}
