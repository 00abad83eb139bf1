package dev.klatch.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Measures whether those who talk are held up while many come online.
@Command(
        name = "arrive",
        mixinStandardHelpOptions = true,
        description = {
            "Lets so many people come online, evenly over so many seconds, while a few others post"
                    + " 20 messages a second in everyone, and measures how long these take.",
        })
final class ArriveCommand implements Callable<Integer> {
    private static final int TALKERS = 22;
    private static final int SENDERS = 2;
    private static final double POSTS = 20;

    /// What was measured.
    record Figures(
            int people,
            double seconds,
            double p50Millis,
            double p99Millis,
            double worstMillis,
            long samples,
            double serverCores,
            long cuts) {}

    /// Only counts endings.
    private record Endings(AtomicLong count) implements Seat.Ear {
        @Override
        public void cut(Seat seat, String how) {
            count.incrementAndGet();
        }
    }

    @Spec private @Nullable CommandSpec spec;
    @Mixin private TargetOptions target = new TargetOptions();

    @Option(names = "--people", defaultValue = "1000", description = "${DEFAULT-VALUE}")
    private int people;

    @Option(names = "--seconds", defaultValue = "10", description = "${DEFAULT-VALUE}")
    private int seconds;

    @Override
    public Integer call() throws CannotMeasure, InterruptedException {
        Crowd.checkRoom(people + TALKERS, OsProcess.self(), "this driver");
        Path folder = TargetOptions.freshFolder();
        try (TargetServer server = target.server(folder)) {
            Crowd.checkRoom(people + TALKERS, server.process(), "the server");
            Figures figures = measure(server);
            Commands.out(spec)
                    .printf(
                            """

                            came online         %,d in %.1f s
                            posts meanwhile     p50 %.1f ms, p99 %.1f ms, worst %.1f ms (%,d seen)
                            server CPU          %.2f cores
                            connections cut     %,d
                            """,
                            figures.people,
                            figures.seconds,
                            figures.p50Millis,
                            figures.p99Millis,
                            figures.worstMillis,
                            figures.samples,
                            figures.serverCores,
                            figures.cuts)
                    .flush();
            new Results(target.results()).add(target.kind("arrive"), figures, row(figures));
        } finally {
            TargetOptions.delete(folder);
        }
        return 0;
    }

    private Figures measure(TargetServer server) throws CannotMeasure, InterruptedException {
        PrintWriter out = Commands.out(spec);
        Endings endings = new Endings(new AtomicLong());
        try (Guests guests = new Guests(server);
                Crowd talk = new Crowd(server);
                Crowd crowd = new Crowd(server)) {
            out.printf("Signing in %,d guests.%n", people + TALKERS);
            out.flush();
            List<String> tokens = guests.signIn(people);
            FanoutLoad load = new FanoutLoad(talk.loop());
            List<Seat> seats = talk.open(guests.signIn(TALKERS), load);
            talk.ask(() -> {
                load.seat(seats.subList(0, SENDERS), seats.subList(SENDERS, TALKERS));
                load.startRate(POSTS);
                return true;
            });
            server.run(Duration.ofSeconds(5));
            talk.ask(() -> {
                load.clearLatencies();
                return true;
            });
            Duration before = server.process().cpu();
            long begin = System.nanoTime();
            come(server, crowd, tokens, endings);
            server.run(Duration.ofSeconds(2));
            double time = (System.nanoTime() - begin) / 1e9;
            double cores = server.process().cpu().minus(before).toNanos() / 1e9 / time;
            return talk.ask(() -> {
                load.stop();
                Latencies all = load.latencies();
                return new Figures(
                        people,
                        time - 2,
                        all.millis(0.5),
                        all.millis(0.99),
                        all.millis(1),
                        all.count(),
                        cores,
                        load.cuts() + endings.count().get());
            });
        }
    }

    /// A tenth of a second's people at a time.
    private void come(TargetServer server, Crowd crowd, List<String> tokens, Endings endings)
            throws CannotMeasure, InterruptedException {
        int steps = seconds * 10;
        long begin = System.nanoTime();
        for (int step = 0; step < steps; step++) {
            int from = people * step / steps;
            int to = people * (step + 1) / steps;
            if (to > from) {
                crowd.open(tokens.subList(from, to), endings);
            }
            long next = begin + (step + 1) * 100_000_000L;
            long wait = next - System.nanoTime();
            if (wait > 0) {
                server.run(Duration.ofNanos(wait));
            }
        }
    }

    private static Map<String, String> row(Figures it) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("people", Integer.toString(it.people));
        row.put("in s", "%.1f".formatted(it.seconds));
        row.put("p50 ms", "%.1f".formatted(it.p50Millis));
        row.put("p99 ms", "%.1f".formatted(it.p99Millis));
        row.put("worst ms", "%.1f".formatted(it.worstMillis));
        row.put("server cores", "%.2f".formatted(it.serverCores));
        row.put("cut", Long.toString(it.cuts));
        return row;
    }
}
