package dev.klatch.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Measures how fast a server is there, from the call of the launcher to the open port.
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a server a few times on one data folder, which is new at the first start, and"
                    + " measures until it has said its address.",
            "The CPU is all that the process took until then, launcher included."
        })
final class StartCommand implements Callable<Integer> {
    private static final Duration FRESH = Duration.ofSeconds(5);

    /// One start.
    record Start(double wallSeconds, double cpuSeconds, long residentKib) {}

    /// What was measured: the first start, and the median of the later ones.
    record Figures(boolean aotCache, Start first, Start later, List<Start> all) {}

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--times", defaultValue = "6", description = "${DEFAULT-VALUE}")
    private int times;

    @Option(
            names = "--results",
            paramLabel = "FOLDER",
            description = "Where to write it down; bench/results of the sources if left out.")
    private @Nullable Path results;

    @Override
    public Integer call() throws CannotMeasure, InterruptedException {
        PrintWriter out = Commands.out(spec);
        Path folder = TargetOptions.freshFolder();
        List<Start> starts = new ArrayList<>();
        boolean cached = false;
        try {
            for (int i = 0; i < Math.max(2, times); i++) {
                try (TargetServer server = TargetServer.start(folder)) {
                    cached = server.fromAotCache();
                    server.run(FRESH);
                    starts.add(start(server));
                }
                out.printf("%d: %s%n", i + 1, words(starts.getLast()));
                out.flush();
            }
        } finally {
            TargetOptions.delete(folder);
        }
        Figures figures =
                new Figures(cached, starts.getFirst(), median(starts), List.copyOf(starts));
        out.printf("%nfirst, new folder   %s%n", words(figures.first));
        out.printf("later, median       %s%n", words(figures.later));
        out.printf("AOT cache           %s%n", cached ? "used" : "none: ./klatch warm-up makes it");
        out.flush();
        Path to = results == null ? TargetServer.home().resolve("bench/results") : results;
        new Results(to).add("start", figures, row(figures));
        return 0;
    }

    private static Start start(TargetServer server) throws CannotMeasure {
        return new Start(
                server.startWall().toMillis() / 1e3,
                server.startCpu().toMillis() / 1e3,
                server.process().residentKib());
    }

    private static Start median(List<Start> starts) {
        List<Start> later = new ArrayList<>(starts.subList(1, starts.size()));
        later.sort(Comparator.comparingDouble(Start::cpuSeconds));
        return later.get(later.size() / 2);
    }

    private static String words(Start start) {
        return "%.2f s wall, %.2f s CPU to the open port; %,d KiB in RAM %d s later"
                .formatted(
                        start.wallSeconds, start.cpuSeconds, start.residentKib, FRESH.toSeconds());
    }

    private static Map<String, String> row(Figures it) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("AOT cache", it.aotCache ? "yes" : "no");
        row.put(
                "first start s wall / CPU",
                "%.2f / %.2f".formatted(it.first.wallSeconds, it.first.cpuSeconds));
        row.put(
                "later starts s wall / CPU",
                "%.2f / %.2f".formatted(it.later.wallSeconds, it.later.cpuSeconds));
        row.put("MiB fresh", Long.toString(it.later.residentKib / 1024));
        return row;
    }
}
