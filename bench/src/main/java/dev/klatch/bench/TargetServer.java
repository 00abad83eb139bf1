package dev.klatch.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// The server that is measured: one that runs already, or one that was started here and stops with
/// [#close].
final class TargetServer implements AutoCloseable {
    private static final Duration TO_START = Duration.ofMinutes(5);
    private static final Duration TO_STOP = Duration.ofSeconds(20);
    private static final Pattern ADDRESS = Pattern.compile("http://[^\\s/]*:(\\d+)");
    private static final int LINES_KEPT = 20;

    private final URI url;
    private final @Nullable SSLContext trust;
    private final OsProcess process;
    private final @Nullable Process started;

    /// How long the start took by the clock, and what it took of the processor; zero if not ours.
    private final Duration wall;

    private final Duration cpu;

    private TargetServer(
            URI url,
            @Nullable SSLContext trust,
            long pid,
            @Nullable Process started,
            Duration wall,
            Duration cpu) {
        this.url = url;
        this.trust = trust;
        this.process = new OsProcess(pid);
        this.started = started;
        this.wall = wall;
        this.cpu = cpu;
    }

    /// A server that runs already.
    static TargetServer running(URI url, long pid) throws CannotMeasure {
        TargetServer server = new TargetServer(url, null, pid, null, Duration.ZERO, Duration.ZERO);
        server.process.cpu();
        return server;
    }

    /// Starts a server on a free port of 127.0.0.1 with its data in that folder, and waits until it
    /// has said its address.
    static TargetServer start(Path folder) throws CannotMeasure, InterruptedException {
        List<String> words = new ArrayList<>();
        words.add(launcher().toString());
        words.addAll(List.of("serve", "--limits", "off", "--host", "127.0.0.1", "--port", "0"));
        words.addAll(List.of("--data", folder.toString()));
        long begin = System.nanoTime();
        Process process;
        try {
            process = new ProcessBuilder(words).redirectErrorStream(true).start();
        } catch (IOException impossible) {
            throw new CannotMeasure("Could not start " + words.getFirst(), impossible);
        }
        CompletableFuture<Integer> port = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> listen(process, port));
        try {
            int number = port.get(TO_START.toSeconds(), TimeUnit.SECONDS);
            Duration wall = Duration.ofNanos(System.nanoTime() - begin);
            Duration cpu = new OsProcess(process.pid()).cpu();
            URI url = URI.create("http://127.0.0.1:" + number);
            return new TargetServer(url, null, process.pid(), process, wall, cpu);
        } catch (ExecutionException | TimeoutException failed) {
            process.destroyForcibly();
            throw new CannotMeasure("The server did not start: " + failed.getMessage(), failed);
        }
    }

    /// Reads what the server prints until it ends, so that it never waits for a reader.
    private static void listen(Process process, CompletableFuture<Integer> port) {
        ArrayDeque<String> last = new ArrayDeque<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher address = ADDRESS.matcher(line);
                if (address.find()) {
                    port.complete(Integer.parseInt(address.group(1)));
                }
                last.add(line);
                if (last.size() > LINES_KEPT) {
                    last.remove();
                }
            }
        } catch (IOException gone) {
            last.add(gone.toString());
        }
        port.completeExceptionally(new CannotMeasure(String.join("\n", last)));
    }

    /// The launcher of the sources that this class was compiled from.
    private static Path launcher() throws CannotMeasure {
        Path launcher = home().resolve("klatch");
        if (!Files.isExecutable(launcher)) {
            throw new CannotMeasure(
                    "There is no launcher "
                            + launcher
                            + " to start a server with: start one with"
                            + " ./klatch serve --limits off, and give --url and --server-pid.");
        }
        return launcher;
    }

    /// The root of the sources.
    static Path home() {
        try {
            Path classes =
                    Path.of(
                            TargetServer.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            if (classes.endsWith(Path.of("bench", "target", "classes"))) {
                return classes.resolve("../../..").normalize();
            }
        } catch (URISyntaxException strange) {
            throw new IllegalStateException(strange);
        }
        return Path.of("").toAbsolutePath();
    }

    URI url() {
        return url;
    }

    /// What to trust; null where the connections are not encrypted.
    @Nullable SSLContext trust() {
        return trust;
    }

    /// The same server, from now on asked over TLS, by one who trusts this authority.
    TargetServer encrypted(Path authority) throws CannotMeasure {
        URI https = URI.create("https://" + url.getAuthority());
        return new TargetServer(
                https, Encryption.trust(authority), process.pid(), started, wall, cpu);
    }

    OsProcess process() {
        return process;
    }

    Duration startWall() {
        return wall;
    }

    Duration startCpu() {
        return cpu;
    }

    /// Whether its JVM started from an AOT cache.
    boolean fromAotCache() throws CannotMeasure {
        return process.commandLine().stream().anyMatch(word -> word.startsWith("-XX:AOTCache="));
    }

    /// Lets it run for a while.
    void run(Duration time) throws CannotMeasure, InterruptedException {
        ProcessHandle handle =
                ProcessHandle.of(process.pid())
                        .orElseThrow(() -> new CannotMeasure("The server is not there any more."));
        try {
            handle.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
            throw new CannotMeasure("The server has ended.");
        } catch (TimeoutException asItShould) {
            // It still runs.
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    /// Has the server's JVM collect its garbage, so that memory in use is memory needed.
    void collectGarbage() throws CannotMeasure, InterruptedException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process jcmd =
                    new ProcessBuilder(tool.toString(), Long.toString(process.pid()), "GC.run")
                            .redirectErrorStream(true)
                            .start();
            String words = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (jcmd.waitFor() != 0) {
                throw new CannotMeasure("jcmd could not reach the server: " + words);
            }
        } catch (IOException missing) {
            throw new CannotMeasure("This Java has no jcmd: " + tool, missing);
        }
    }

    @Override
    public void close() {
        if (started == null) {
            return;
        }
        started.destroy();
        try {
            if (!started.waitFor(TO_STOP.toSeconds(), TimeUnit.SECONDS)) {
                started.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            started.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
