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

/// Measures what a quiet connection costs the server.
@Command(
        name = "idle",
        mixinStandardHelpOptions = true,
        description = {
            "Opens so many connections, each of a guest of its own who is in everyone, and lets"
                    + " them be.",
            "The memory is what the server has in RAM after a garbage collection, with them less"
                    + " without them; buffers of the kernel are not in it."
        })
final class IdleCommand implements Callable<Integer> {
    /// Connections that come and go before the first look, so that code and pools are warm.
    private static final int FIRST = 300;

    /// What was measured.
    record Figures(
            int connections,
            double kibPerConnection,
            long residentKibBefore,
            long residentKibAfter,
            double serverCoresWhileIdle,
            double idleSeconds,
            long cuts) {}

    /// Only counts endings: nothing else happens on these connections.
    private record Endings(AtomicLong count) implements Seat.Ear {
        @Override
        public void cut(Seat seat, String how) {
            count.incrementAndGet();
        }
    }

    @Spec private @Nullable CommandSpec spec;
    @Mixin private TargetOptions target = new TargetOptions();

    @Option(names = "--connections", defaultValue = "5000", description = "${DEFAULT-VALUE}")
    private int connections;

    @Option(
            names = "--seconds",
            defaultValue = "40",
            description = "How long to let them be; ${DEFAULT-VALUE}")
    private int seconds;

    @Override
    public Integer call() throws CannotMeasure, InterruptedException {
        Crowd.checkRoom(connections, OsProcess.self(), "this driver");
        Path folder = TargetOptions.freshFolder();
        try (TargetServer server = target.server(folder)) {
            Crowd.checkRoom(connections, server.process(), "the server");
            Figures figures = measure(server);
            Commands.out(spec)
                    .printf(
                            """

                            memory              %.1f KiB a connection
                                                %,d KiB with %,d, %,d KiB without
                            server CPU          %.3f cores while idle, over %.0f s
                            connections cut     %,d
                            """,
                            figures.kibPerConnection,
                            figures.residentKibAfter,
                            figures.connections,
                            figures.residentKibBefore,
                            figures.serverCoresWhileIdle,
                            figures.idleSeconds,
                            figures.cuts)
                    .flush();
            new Results(target.results()).add(target.kind("idle"), figures, row(figures));
        } finally {
            TargetOptions.delete(folder);
        }
        return 0;
    }

    private Figures measure(TargetServer server) throws CannotMeasure, InterruptedException {
        PrintWriter out = Commands.out(spec);
        Endings endings = new Endings(new AtomicLong());
        try (Guests guests = new Guests(server);
                Crowd crowd = new Crowd(server)) {
            List<String> first = guests.signIn(Math.min(FIRST, connections));
            crowd.open(first, endings);
            crowd.leave();
            guests.signOut(first);
            long before = settled(server);
            out.printf("%,d KiB before. Signing in %,d guests.%n", before, connections);
            out.flush();
            crowd.open(guests.signIn(connections), endings);
            out.printf("All are in; now %d s of quiet.%n", seconds);
            out.flush();
            // The collection comes first: what joining left behind does not belong to being there.
            settled(server);
            Duration cpuBefore = server.process().cpu();
            long begin = System.nanoTime();
            server.run(Duration.ofSeconds(seconds));
            double time = (System.nanoTime() - begin) / 1e9;
            double cores = server.process().cpu().minus(cpuBefore).toNanos() / 1e9 / time;
            long after = settled(server);
            double each = (after - before) / (double) connections;
            return new Figures(
                    connections, each, before, after, cores, time, endings.count().get());
        }
    }

    /// Memory in RAM when garbage is collected and freed pages have gone back.
    private static long settled(TargetServer server) throws CannotMeasure, InterruptedException {
        server.run(Duration.ofSeconds(3));
        server.collectGarbage();
        server.collectGarbage();
        server.run(Duration.ofSeconds(2));
        return server.process().residentKib();
    }

    private static Map<String, String> row(Figures it) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("connections", Integer.toString(it.connections));
        row.put("KiB/connection", "%.1f".formatted(it.kibPerConnection));
        row.put("MiB before", Long.toString(it.residentKibBefore / 1024));
        row.put("MiB after", Long.toString(it.residentKibAfter / 1024));
        row.put("cores while idle", "%.3f".formatted(it.serverCoresWhileIdle));
        row.put("cut", Long.toString(it.cuts));
        return row;
    }
}
