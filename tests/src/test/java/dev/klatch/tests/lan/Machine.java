package dev.klatch.tests.lan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Klatch in a process of its own, on one machine of a [Lan].
final class Machine implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Process process;
    private final Path output;

    private Machine(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /// Starts `klatch` with these arguments; `where` is what to put before the command, `home` is
    /// where it keeps its state.
    static Machine run(List<String> where, Path home, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(where);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        words.add("--enable-native-access=ALL-UNNAMED");
        words.addAll(List.of("-cp", System.getProperty("java.class.path")));
        words.add("dev.klatch.app.Main");
        words.addAll(List.of(arguments));
        Path output = Files.createTempFile(home, arguments[0], ".out");
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("XDG_STATE_HOME", home.resolve("state").toString());
        builder.redirectOutput(output.toFile());
        return new Machine(builder.start(), output);
    }

    /// Says a line to it.
    void say(String line) throws IOException {
        process.getOutputStream()
                .write((line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /// What it has shown so far.
    String out() throws IOException {
        return Files.readString(output);
    }

    /// Waits until it has shown this; returns all that it has shown.
    String awaitOut(String words) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            boolean over = process.waitFor(20, TimeUnit.MILLISECONDS);
            String text = out();
            if (text.contains(words)) {
                return text;
            }
            if (over || System.nanoTime() > deadline) {
                throw new AssertionError("it never said " + words + ":\n" + text);
            }
        }
    }

    /// Ends its input and waits for its end. Returns its exit status.
    int end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
            throw new AssertionError("it goes on: " + out());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
