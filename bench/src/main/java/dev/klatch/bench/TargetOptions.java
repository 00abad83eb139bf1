package dev.klatch.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which server to measure, and where to write down what came out.
final class TargetOptions {
    @Option(
            names = "--server-pid",
            paramLabel = "PID",
            description =
                    "The process of a running server (serve --limits off, loopback only)."
                            + " Without it one is started here, on a folder of its own.")
    private @Nullable Long pid;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:5555",
            description = "Its address; ${DEFAULT-VALUE} if left out. Goes with --server-pid.")
    private URI url = URI.create("http://127.0.0.1:5555");

    @Option(names = "--tls", description = "Over TLS instead of in plain.")
    private boolean tls;

    @Option(
            names = "--authority",
            paramLabel = "FILE",
            description =
                    "The authority's certificate, tls/authority.crt in the data folder of a running"
                            + " server. Goes with --tls and --server-pid.")
    private @Nullable Path authority;

    @Option(
            names = "--results",
            paramLabel = "FOLDER",
            description = "Where to write it down; bench/results of the sources if left out.")
    private @Nullable Path results;

    TargetServer server(Path folder) throws CannotMeasure, InterruptedException {
        TargetServer server =
                pid == null ? TargetServer.start(folder) : TargetServer.running(url, pid);
        Path trusted = authority(folder);
        return trusted == null ? server : server.encrypted(trusted);
    }

    /// What to trust, a file in PEM; null where nothing is encrypted.
    @Nullable Path authority(Path folder) {
        if (!tls) {
            return null;
        }
        return authority == null ? folder.resolve("tls").resolve("authority.crt") : authority;
    }

    /// The name under which it is written down: plain and TLS in tables of their own.
    String kind(String command) {
        return tls ? command + "-tls" : command;
    }

    Path results() {
        return results == null ? TargetServer.home().resolve("bench/results") : results;
    }

    /// A folder for the data of a server that is started here.
    static Path freshFolder() throws CannotMeasure {
        try {
            return Files.createTempDirectory("klatch-bench-");
        } catch (IOException full) {
            throw new CannotMeasure("There is no room for a data folder: " + full, full);
        }
    }

    static void delete(Path folder) throws CannotMeasure {
        try {
            List<Path> paths;
            try (var walk = Files.walk(folder)) {
                paths = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : paths) {
                Files.delete(path);
            }
        } catch (IOException stuck) {
            throw new CannotMeasure("Could not remove " + folder + ": " + stuck, stuck);
        }
    }
}
