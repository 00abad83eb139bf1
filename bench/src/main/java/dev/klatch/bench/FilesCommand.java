package dev.klatch.bench;

import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Notice;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Measures how fast a file comes and goes, beside what the machine can do.
@Command(
        name = "files",
        mixinStandardHelpOptions = true,
        description = {
            "Brings a file and fetches it again, one at a time, moved by curl.",
            "Beside that: sha256sum and dd conv=fsync over the same bytes, and nginx that serves"
                    + " the same file to the same curl. Figures are the middle of all rounds."
        })
final class FilesCommand implements Callable<Integer> {
    private static final double MEGA = 1e6;

    /// What was measured, in megabytes (10^6 bytes) a second.
    record Figures(
            long bytes,
            int rounds,
            double up,
            double hash,
            double disk,
            double down,
            double staticServer,
            double serverMillisUp,
            double serverMillisDown) {
        /// The upload as a share of the slower of hashing and writing.
        double upShare() {
            return up / Math.min(hash, disk);
        }

        /// The download as a share of the static server's.
        double downShare() {
            return down / staticServer;
        }
    }

    /// What was measured once, each in megabytes a second or milliseconds.
    private record Round(
            double up,
            double hash,
            double disk,
            double down,
            double staticServer,
            double serverMillisUp,
            double serverMillisDown) {}

    @Spec private @Nullable CommandSpec spec;
    @Mixin private TargetOptions target = new TargetOptions();

    @Option(
            names = "--size",
            paramLabel = "MB",
            defaultValue = "100",
            description = "Of the file, in 10^6 bytes; ${DEFAULT-VALUE}")
    private int size;

    @Option(names = "--rounds", defaultValue = "9", description = "${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "ROUNDS",
            defaultValue = "8",
            description = "Rounds before those that count; ${DEFAULT-VALUE}")
    private int warmUp;

    @Override
    public Integer call() throws CannotMeasure, InterruptedException {
        Path folder = TargetOptions.freshFolder();
        Path work = TargetOptions.freshFolder();
        Path authority = target.authority(folder);
        try (TargetServer server = target.server(folder);
                Transfers transfers = new Transfers(server, authority);
                StaticServer other =
                        authority == null
                                ? StaticServer.plain(work)
                                : StaticServer.encrypted(work)) {
            Figures figures = measure(server, transfers, other, work);
            Commands.out(spec)
                    .printf(
                            """

                            up          %,.0f MB/s (%.0f%% of the slower: sha256sum %,.0f, dd %,.0f)
                            down         %,.0f MB/s (%.0f%% of nginx: %,.0f)
                            server CPU   %.0f ms a file up, %.0f ms down
                            """,
                            figures.up,
                            figures.upShare() * 100,
                            figures.hash,
                            figures.disk,
                            figures.down,
                            figures.downShare() * 100,
                            figures.staticServer,
                            figures.serverMillisUp,
                            figures.serverMillisDown)
                    .flush();
            new Results(target.results()).add(target.kind("files"), figures, row(figures));
        } finally {
            TargetOptions.delete(folder);
            TargetOptions.delete(work);
        }
        return 0;
    }

    private Figures measure(TargetServer server, Transfers transfers, StaticServer other, Path work)
            throws CannotMeasure, InterruptedException {
        Path file = work.resolve("bench.bin");
        long bytes = (long) (size * MEGA);
        fill(file, bytes);
        try (Guests guests = new Guests(server);
                Crowd crowd = new Crowd(server)) {
            String token = guests.signIn(1).getFirst();
            String everyone = everyone(crowd, token);
            List<Round> all = new ArrayList<>();
            for (int round = 0; round < warmUp + rounds; round++) {
                mark(file, round);
                Duration before = server.process().cpu();
                URI upload = transfers.begin(token, everyone, bytes);
                double up = transfers.bring(token, upload, file);
                Duration between = server.process().cpu();
                double down = transfers.fetch(token, upload);
                Duration after = server.process().cpu();
                String copy = "of=" + work.resolve("copy.bin");
                all.add(
                        new Round(
                                up / MEGA,
                                Tool.rate(bytes, "sha256sum", file.toString()) / MEGA,
                                Tool.rate(bytes, "dd", "if=" + file, copy, "bs=1M", "conv=fsync")
                                        / MEGA,
                                down / MEGA,
                                other.fetch("bench.bin") / MEGA,
                                between.minus(before).toMillis(),
                                after.minus(between).toMillis()));
            }
            all.subList(0, warmUp).clear();
            return new Figures(
                    bytes,
                    rounds,
                    middle(all, Round::up),
                    middle(all, Round::hash),
                    middle(all, Round::disk),
                    middle(all, Round::down),
                    middle(all, Round::staticServer),
                    middle(all, Round::serverMillisUp),
                    middle(all, Round::serverMillisDown));
        }
    }

    private static double middle(List<Round> all, ToDoubleFunction<Round> figure) {
        double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /// The room of all, as the server tells it to who comes in.
    static String everyone(Crowd crowd, String token) throws CannotMeasure, InterruptedException {
        List<String> rooms = new ArrayList<>();
        crowd.open(
                List.of(token),
                new Seat.Ear() {
                    @Override
                    public void welcome(Seat seat, String json) {
                        if (FrameCodec.decodeServer(json) instanceof Notice.Welcome welcome) {
                            rooms.add(welcome.everyone().text());
                        }
                    }

                    @Override
                    public void cut(Seat seat, String how) {
                        // Nothing is measured on this connection.
                    }
                });
        return rooms.getFirst();
    }

    /// Bytes that no disk can make smaller.
    static void fill(Path file, long bytes) throws CannotMeasure {
        byte[] part = new byte[1 << 20];
        SplittableRandom random = new SplittableRandom(1);
        try (var out = Files.newOutputStream(file)) {
            for (long left = bytes; left > 0; left -= part.length) {
                random.nextBytes(part);
                out.write(part, 0, (int) Math.min(left, part.length));
            }
        } catch (IOException full) {
            throw new CannotMeasure("There is no room for " + bytes + " bytes: " + full, full);
        }
    }

    /// Makes it another file, so that the server has not got it yet.
    private static void mark(Path file, int round) throws CannotMeasure {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "rw")) {
            in.writeInt(round);
        } catch (IOException unwritable) {
            throw new CannotMeasure("Could not write " + file + ": " + unwritable, unwritable);
        }
    }

    private static Map<String, String> row(Figures it) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("MB", "%.0f".formatted(it.bytes / MEGA));
        row.put("up MB/s", "%.0f".formatted(it.up));
        row.put("sha256sum", "%.0f".formatted(it.hash));
        row.put("dd conv=fsync", "%.0f".formatted(it.disk));
        row.put("up, of the slower", "%.0f %%".formatted(it.upShare() * 100));
        row.put("down MB/s", "%.0f".formatted(it.down));
        row.put("nginx", "%.0f".formatted(it.staticServer));
        row.put("down, of nginx", "%.0f %%".formatted(it.downShare() * 100));
        row.put(
                "server ms up / down",
                "%.0f / %.0f".formatted(it.serverMillisUp, it.serverMillisDown));
        return row;
    }
}
