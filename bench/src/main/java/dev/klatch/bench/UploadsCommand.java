package dev.klatch.bench;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Measures what many uploads at once do to those who talk.
@Command(
        name = "uploads",
        mixinStandardHelpOptions = true,
        description = {
            "Lets some talk, first alone and then while many files come at once.",
            "The files come over loopback from this same machine: with --bytes-per-second each"
                    + " comes no faster than over a network."
        })
final class UploadsCommand implements Callable<Integer> {
    /// What was measured.
    record Figures(
            int uploads,
            int megabytes,
            long bytesPerSecond,
            double uploadSeconds,
            double idleP50Millis,
            double idleP99Millis,
            double p50Millis,
            double p99Millis,
            long samples,
            long idleKib,
            long mostKib,
            long lost) {}

    @Spec private @Nullable CommandSpec spec;
    @Mixin private TargetOptions target = new TargetOptions();

    @Option(names = "--uploads", defaultValue = "50", description = "${DEFAULT-VALUE}")
    private int uploads;

    @Option(
            names = "--size",
            paramLabel = "MB",
            defaultValue = "20",
            description = "Of each file, in 10^6 bytes; ${DEFAULT-VALUE}")
    private int size;

    @Option(
            names = "--bytes-per-second",
            defaultValue = "0",
            description = "The most that each upload sends; 0: as much as goes")
    private long bytesPerSecond;

    @Option(names = "--receivers", defaultValue = "20", description = "${DEFAULT-VALUE}")
    private int receivers;

    @Option(
            names = "--rate",
            paramLabel = "POSTS",
            defaultValue = "50",
            description = "Posts a second; ${DEFAULT-VALUE}")
    private double rate;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "How long to warm up, and to measure without uploads; ${DEFAULT-VALUE}")
    private int seconds;

    @Override
    public Integer call() throws CannotMeasure, InterruptedException {
        PrintWriter out = Commands.out(spec);
        Path folder = TargetOptions.freshFolder();
        Path work = TargetOptions.freshFolder();
        try (TargetServer server = target.server(folder);
                Transfers transfers = new Transfers(server, target.authority(folder))) {
            Figures figures = measure(server, transfers, work);
            out.printf(
                            """

                            uploads at once     %d of %d MB in %.1f s
                            post to delivery    p50 %.1f, p99 %.1f ms (alone %.1f, %.1f: %.1f times)
                            server memory       %,d KiB in RAM, %,d after the uploads
                            lost                %d
                            """,
                            figures.uploads,
                            figures.megabytes,
                            figures.uploadSeconds,
                            figures.p50Millis,
                            figures.p99Millis,
                            figures.idleP50Millis,
                            figures.idleP99Millis,
                            figures.p99Millis / figures.idleP99Millis,
                            figures.idleKib,
                            figures.mostKib,
                            figures.lost)
                    .flush();
            new Results(target.results()).add(target.kind("uploads"), figures, row(figures));
        } finally {
            TargetOptions.delete(folder);
            TargetOptions.delete(work);
        }
        return 0;
    }

    private Figures measure(TargetServer server, Transfers transfers, Path work)
            throws CannotMeasure, InterruptedException {
        Path file = work.resolve("bench.bin");
        FilesCommand.fill(file, size * 1_000_000L);
        try (Guests guests = new Guests(server);
                Crowd crowd = new Crowd(server)) {
            List<String> tokens = guests.signIn(receivers + 1 + uploads);
            List<String> bringing = tokens.subList(receivers + 1, tokens.size());
            String everyone = FilesCommand.everyone(crowd, bringing.getFirst());
            FanoutLoad load = new FanoutLoad(crowd.loop());
            List<Seat> from = crowd.open(tokens.subList(0, 1), load);
            List<Seat> to = crowd.open(tokens.subList(1, receivers + 1), load);
            crowd.ask(() -> {
                load.seat(from, to);
                load.startRate(rate);
                return true;
            });
            server.run(Duration.ofSeconds(seconds));
            clear(crowd, load);
            server.run(Duration.ofSeconds(seconds));
            double[] alone = times(crowd, load);
            long idle = server.process().residentKib();
            List<URI> addresses = new ArrayList<>();
            for (String token : bringing) {
                addresses.add(transfers.begin(token, everyone, size * 1_000_000L));
            }
            clear(crowd, load);
            long begin = System.nanoTime();
            transfers.bringAll(bringing, addresses, file, bytesPerSecond);
            double took = (System.nanoTime() - begin) / 1e9;
            double[] beside = times(crowd, load);
            long most = server.process().residentKib();
            crowd.ask(() -> {
                load.stop();
                return true;
            });
            FanoutCommand.awaitArrival(crowd, load);
            FanoutLoad.Count end = crowd.ask(load::count);
            return new Figures(
                    uploads,
                    size,
                    bytesPerSecond,
                    took,
                    alone[0],
                    alone[1],
                    beside[0],
                    beside[1],
                    (long) beside[2],
                    idle,
                    most,
                    end.accepted() * receivers - end.delivered());
        }
    }

    private static void clear(Crowd crowd, FanoutLoad load) throws InterruptedException {
        crowd.ask(() -> {
            load.clearLatencies();
            return true;
        });
    }

    /// The middle, the 99th of a hundred, and how many there were.
    private static double[] times(Crowd crowd, FanoutLoad load) throws InterruptedException {
        return crowd.ask(() -> {
            Latencies all = load.latencies();
            return new double[] {all.millis(0.5), all.millis(0.99), all.count()};
        });
    }

    private static Map<String, String> row(Figures it) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("uploads", "%d × %d MB".formatted(it.uploads, it.megabytes));
        row.put(
                "each",
                it.bytesPerSecond == 0
                        ? "as fast as it goes"
                        : "%,d kB/s".formatted(it.bytesPerSecond / 1_000));
        row.put("s", "%.1f".formatted(it.uploadSeconds));
        row.put("alone p50 / p99 ms", "%.1f / %.1f".formatted(it.idleP50Millis, it.idleP99Millis));
        row.put("beside p50 / p99 ms", "%.1f / %.1f".formatted(it.p50Millis, it.p99Millis));
        row.put("p99, times", "%.1f".formatted(it.p99Millis / it.idleP99Millis));
        row.put("KiB in RAM before / after", "%,d / %,d".formatted(it.idleKib, it.mostKib));
        row.put("lost", Long.toString(it.lost));
        return row;
    }
}
