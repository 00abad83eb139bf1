package dev.klatch.tests.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The real server in a process of its own, on a free port of 127.0.0.1.
final class KlatchProcess implements AutoCloseable {
    /// What `kill -9` leaves as exit status; a crash point halts with the same.
    static final int KILLED = 137;

    /// Those that run, to end them with the tests, however those end.
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private static final Pattern ADDRESS = Pattern.compile("http://[^\\s/]*:(\\d+)");

    private final Process process;
    private final URI url;
    private final List<String> lines;
    private final Thread listener;

    private KlatchProcess(Process process, URI url, List<String> lines, Thread listener) {
        this.process = process;
        this.url = url;
        this.lines = lines;
        this.listener = listener;
    }

    /// Starts it on this data, with these options for the JVM, and waits for its address.
    static KlatchProcess start(Path data, String... jvmOptions)
            throws IOException, InterruptedException {
        return start(List.of(), data, jvmOptions);
    }

    /// The same, started by another program, such as one that looks over its shoulder.
    static KlatchProcess start(List<String> before, Path data, String... jvmOptions)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(before);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The second compiler costs a start more than it brings in these few seconds.
        words.addAll(List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"));
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx512m"));
        words.addAll(List.of("--enable-native-access=ALL-UNNAMED"));
        words.addAll(List.of(jvmOptions));
        words.addAll(List.of("-cp", System.getProperty("java.class.path")));
        words.addAll(List.of("dev.klatch.app.Main", "serve", "--limits", "off"));
        words.addAll(List.of("--host", "127.0.0.1", "--port", "0", "--data", data.toString()));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        RUNNING.add(process);
        List<String> lines = new ArrayList<>();
        CompletableFuture<Integer> port = new CompletableFuture<>();
        Thread listener = Thread.ofVirtual().start(() -> listen(process, lines, port));
        try {
            int number = port.get(Await.DEADLINE.toSeconds(), TimeUnit.SECONDS);
            URI url = URI.create("http://127.0.0.1:" + number);
            return new KlatchProcess(process, url, lines, listener);
        } catch (ExecutionException | TimeoutException failed) {
            process.destroyForcibly();
            throw new IOException("the server did not start: " + text(lines), failed);
        }
    }

    private static void listen(
            Process process, List<String> lines, CompletableFuture<Integer> port) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                }
                Matcher address = ADDRESS.matcher(line);
                if (address.find()) {
                    port.complete(Integer.parseInt(address.group(1)));
                }
            }
        } catch (IOException gone) {
            port.completeExceptionally(gone);
        }
        port.completeExceptionally(new IOException("it ended"));
    }

    private static String text(List<String> lines) {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    URI url() {
        return url;
    }

    long pid() {
        return process.pid();
    }

    /// What it has printed so far.
    String output() {
        return text(lines);
    }

    /// All lines that it and what looks over its shoulder printed, when both have ended.
    List<String> awaitLines() throws InterruptedException {
        listener.join(Await.DEADLINE);
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// `kill -9`.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitExit();
    }

    /// Its exit status, when it has ended by itself.
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(Await.DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the server did not end\n" + output());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        RUNNING.remove(process);
    }
}
