package dev.klatch.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Measures delivery: what one post to many costs the server, and how long it takes.
@Command(
        name = "fanout",
        mixinStandardHelpOptions = true,
        description = {
            "Posts of 100 bytes to everyone, over real WebSockets, by so many senders to so many"
                    + " receivers, which only listen.",
            "A delivery is a post that arrived at a receiver. The senders get all posts, too; that"
                    + " costs the server and is not counted."
        })
final class FanoutCommand implements Callable<Integer> {
    private static final Duration TO_ARRIVE = Duration.ofSeconds(30);

    /// How hard to push: one of the two.
    static final class Push {
        @Option(
                names = "--window",
                paramLabel = "POSTS",
                description = "Closed loop: so many posts outstanding over all senders.")
        @Nullable Integer window;

        @Option(
                names = "--rate",
                paramLabel = "POSTS",
                description = "Open loop: so many posts a second over all senders.")
        @Nullable Double rate;

        @Override
        public String toString() {
            return window == null ? "rate " + rate : "window " + window;
        }
    }

    /// What was measured.
    record Figures(
            String push,
            int receivers,
            int senders,
            double seconds,
            long deliveries,
            double deliveriesPerSecond,
            double postsPerSecond,
            double serverMicrosPerDelivery,
            double serverCores,
            double driverCores,
            double p50Millis,
            double p99Millis,
            double p999Millis,
            long samples,
            long lost,
            long gaps,
            long refused,
            long cuts,
            long serverResidentKib) {}

    @Spec private @Nullable CommandSpec spec;
    @Mixin private TargetOptions target = new TargetOptions();

    @ArgGroup(multiplicity = "1")
    private Push push = new Push();

    @Option(names = "--receivers", defaultValue = "1000", description = "${DEFAULT-VALUE}")
    private int receivers;

    @Option(names = "--senders", defaultValue = "10", description = "${DEFAULT-VALUE}")
    private int senders;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "How long to measure; ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "15",
            description = "How long to run before that; ${DEFAULT-VALUE}")
    private int warmUp;

    @Override
    public Integer call() throws CannotMeasure, InterruptedException {
        PrintWriter out = Commands.out(spec);
        Crowd.checkRoom(receivers + senders, OsProcess.self(), "this driver");
        Path folder = TargetOptions.freshFolder();
        try (TargetServer server = target.server(folder)) {
            Crowd.checkRoom(receivers + senders, server.process(), "the server");
            Figures figures = measure(server, out);
            print(figures, out);
            new Results(target.results()).add(target.kind("fanout"), figures, row(figures));
        } finally {
            TargetOptions.delete(folder);
        }
        return 0;
    }

    private Figures measure(TargetServer server, PrintWriter out)
            throws CannotMeasure, InterruptedException {
        try (Guests guests = new Guests(server);
                Crowd crowd = new Crowd(server)) {
            out.printf("Signing in %d guests.%n", receivers + senders);
            out.flush();
            List<String> tokens = guests.signIn(receivers + senders);
            FanoutLoad load = new FanoutLoad(crowd.loop());
            List<Seat> from = crowd.open(tokens.subList(0, senders), load);
            List<Seat> to = crowd.open(tokens.subList(senders, tokens.size()), load);
            crowd.ask(() -> {
                load.seat(from, to);
                begin(load);
                return true;
            });
            out.printf("All are in. %d s to warm up, %d s to measure.%n", warmUp, seconds);
            out.flush();
            server.run(Duration.ofSeconds(warmUp));
            return measure(server, crowd, load);
        }
    }

    private void begin(FanoutLoad load) {
        if (push.window != null) {
            load.startWindow(push.window);
        } else if (push.rate != null) {
            load.startRate(push.rate);
        }
    }

    private Figures measure(TargetServer server, Crowd crowd, FanoutLoad load)
            throws CannotMeasure, InterruptedException {
        Duration serverBefore = server.process().cpu();
        Duration driverBefore = OsProcess.self().cpu();
        FanoutLoad.Count before =
                crowd.ask(() -> {
                    load.clearLatencies();
                    return load.count();
                });
        server.run(Duration.ofSeconds(seconds));
        Duration serverCpu = server.process().cpu().minus(serverBefore);
        Duration driverCpu = OsProcess.self().cpu().minus(driverBefore);
        FanoutLoad.Count after = crowd.ask(load::count);
        double[] millis =
                crowd.ask(() -> {
                    load.stop();
                    Latencies all = load.latencies();
                    return new double[] {
                        all.millis(0.5), all.millis(0.99), all.millis(0.999), all.count()
                    };
                });
        long resident = server.process().residentKib();
        awaitArrival(crowd, load);
        FanoutLoad.Count end = crowd.ask(load::count);
        double time = (after.nanos() - before.nanos()) / 1e9;
        long deliveries = after.delivered() - before.delivered();
        return new Figures(
                push.toString(),
                receivers,
                senders,
                time,
                deliveries,
                deliveries / time,
                (after.accepted() - before.accepted()) / time,
                serverCpu.toNanos() / 1e3 / Math.max(1, deliveries),
                serverCpu.toNanos() / 1e9 / time,
                driverCpu.toNanos() / 1e9 / time,
                millis[0],
                millis[1],
                millis[2],
                (long) millis[3],
                end.accepted() * receivers - end.delivered(),
                crowd.ask(load::gaps),
                end.refused(),
                crowd.ask(load::cuts),
                resident);
    }

    /// Waits until everything under way has arrived; what has not by the deadline counts as lost.
    static void awaitArrival(Crowd crowd, FanoutLoad load) throws InterruptedException {
        CompletableFuture<Boolean> arrived = new CompletableFuture<>();
        ScheduledFuture<?> look =
                crowd.loop()
                        .scheduleAtFixedRate(
                                () -> {
                                    if (load.hasArrived()) {
                                        arrived.complete(true);
                                    }
                                },
                                0,
                                20,
                                TimeUnit.MILLISECONDS);
        try {
            arrived.get(TO_ARRIVE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            arrived.complete(false);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } finally {
            look.cancel(false);
        }
    }

    private static void print(Figures it, PrintWriter out) {
        out.printf(
                """

                deliveries          %,.0f a second (%,d in %.1f s; a delivery is a post at one of
                                    the %,d receivers, those to the %d senders are not counted)
                posts               %,.0f a second, acknowledged after the fsync
                server CPU          %.2f microseconds a delivery (%.2f cores; this driver: %.2f)
                post to delivery    p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms (%,d samples)
                lost                %,d; gaps %,d, refused %,d, connections cut %,d
                server memory       %,d KiB in RAM
                """,
                it.deliveriesPerSecond,
                it.deliveries,
                it.seconds,
                it.receivers,
                it.senders,
                it.postsPerSecond,
                it.serverMicrosPerDelivery,
                it.serverCores,
                it.driverCores,
                it.p50Millis,
                it.p99Millis,
                it.p999Millis,
                it.samples,
                it.lost,
                it.gaps,
                it.refused,
                it.cuts,
                it.serverResidentKib);
        out.flush();
    }

    private static Map<String, String> row(Figures it) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("R × S", it.receivers + " × " + it.senders);
        row.put("push", it.push);
        row.put("deliveries/s", "%,.0f".formatted(it.deliveriesPerSecond));
        row.put("posts/s", "%,.0f".formatted(it.postsPerSecond));
        row.put("server µs/delivery", "%.2f".formatted(it.serverMicrosPerDelivery));
        row.put("server cores", "%.2f".formatted(it.serverCores));
        row.put("driver cores", "%.2f".formatted(it.driverCores));
        row.put(
                "p50 / p99 / p99.9 ms",
                "%.1f / %.1f / %.1f".formatted(it.p50Millis, it.p99Millis, it.p999Millis));
        row.put("lost", Long.toString(it.lost));
        return row;
    }
}
