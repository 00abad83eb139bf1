package dev.klatch.tests.terminal;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Klatch in a process of its own, with its output in files.
public final class Program implements AutoCloseable {
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final Process process;
    private final Path out;
    private final Path err;

    private Program(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
        RUNNING.add(process);
    }

    /// The words that start `klatch` with these arguments.
    static List<String> words(String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        words.add("--enable-native-access=ALL-UNNAMED");
        words.addAll(List.of("-cp", System.getProperty("java.class.path")));
        words.add("dev.klatch.app.Main");
        words.addAll(List.of(arguments));
        return words;
    }

    static Program start(Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(folder, List.of(), environment, arguments);
    }

    /// The same, started by another program.
    public static Program under(Path folder, List<String> starter, String... arguments)
            throws IOException {
        return start(folder, starter, Map.of(), arguments);
    }

    private static Program start(
            Path folder, List<String> starter, Map<String, String> environment, String... arguments)
            throws IOException {
        Path out = Files.createTempFile(folder, arguments[0], ".out");
        Path err = Files.createTempFile(folder, arguments[0], ".err");
        List<String> words = new ArrayList<>(starter);
        words.addAll(words(arguments));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(environment);
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        return new Program(builder.start(), out, err);
    }

    /// A server on this data; `port` 0 is any.
    static Program serve(Path folder, int port, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("serve", "--host", "127.0.0.1"));
        words.addAll(List.of("--port", Integer.toString(port)));
        words.addAll(List.of("--data", folder.resolve("data").toString()));
        words.addAll(List.of(more));
        return start(folder, Map.of(), words.toArray(String[]::new));
    }

    /// Forgets who everybody was, as if on another machine. Nothing may be running there.
    static void forget(Path folder) throws IOException {
        List<Path> identities;
        try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
            identities = files.filter(file -> file.endsWith("identity")).toList();
        }
        for (Path identity : identities) {
            Files.delete(identity);
        }
    }

    /// The port that the server says it listens on.
    int port() throws IOException, InterruptedException {
        String said = awaitOut(text -> ADDRESS.matcher(text).find());
        Matcher address = ADDRESS.matcher(said);
        if (!address.find()) {
            throw new AssertionError(said);
        }
        return Integer.parseInt(address.group(1));
    }

    /// Standard output so far.
    public String out() throws IOException {
        return Files.readString(out);
    }

    /// Standard error so far.
    public String err() throws IOException {
        return Files.readString(err);
    }

    /// Waits for standard output to be so; it is returned.
    public String awaitOut(Predicate<String> reached) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        String text = out();
        while (!reached.test(text)) {
            if (System.nanoTime() > deadline || process.waitFor(20, TimeUnit.MILLISECONDS)) {
                text = out();
                if (reached.test(text)) {
                    return text;
                }
                throw new AssertionError("it never came:\n" + text + err());
            }
            text = out();
        }
        return text;
    }

    /// Types something and leaves the input open.
    public Program type(String text) throws IOException {
        Writer keyboard = process.outputWriter(StandardCharsets.UTF_8);
        keyboard.write(text);
        keyboard.flush();
        return this;
    }

    /// Ends the input and waits for the exit status.
    public int finish() throws IOException, InterruptedException {
        process.outputWriter(StandardCharsets.UTF_8).close();
        if (!process.waitFor(DEADLINE_NANOS, TimeUnit.NANOSECONDS)) {
            throw new AssertionError("still running:\n" + out() + err());
        }
        return process.exitValue();
    }

    /// Leaves, and waits for the exit status; what went wrong has these words.
    int finishSaying(String words) throws IOException, InterruptedException {
        int status = type("exit\n").finish();
        if (!err().contains(words)) {
            throw new AssertionError("not said: " + words + "\n" + out() + err());
        }
        return status;
    }

    /// Sends a signal, such as `STOP`.
    void signal(String name) throws IOException, InterruptedException {
        String pid = Long.toString(process.pid());
        int status = new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
        if (status != 0) {
            throw new AssertionError("kill -" + name + " ended with " + status);
        }
    }

    /// `kill -9`.
    void kill() {
        close();
    }

    public boolean waitFor(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        RUNNING.remove(process);
    }
}
