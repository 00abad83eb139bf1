package dev.klatch.tests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// `klatch chat`, scripted, in a process of its own.
final class ChatProcess implements AutoCloseable {
    private final Process process;
    private final Writer input;
    private final CompletableFuture<String> output;

    private ChatProcess(Process process) {
        this.process = process;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.output = CompletableFuture.supplyAsync(() -> readAll(process));
    }

    private static String readAll(Process process) {
        try (var in = process.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Starts it with its state under this folder.
    static ChatProcess start(URI server, String name, Path state, String... options)
            throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m"));
        words.addAll(List.of("-cp", System.getProperty("java.class.path")));
        words.addAll(List.of("dev.klatch.app.Main", "chat", server.toString()));
        words.addAll(List.of("--name", name));
        words.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("XDG_STATE_HOME", state.toString());
        return new ChatProcess(builder.start());
    }

    /// Types a line and Enter.
    void type(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    /// Nothing more is typed.
    void endOfInput() throws IOException {
        input.close();
    }

    /// `kill -9`.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitExit();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(Await.DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the chat did not end\n" + output.join());
        }
        return process.exitValue();
    }

    /// What it printed, when it has ended.
    String output() {
        return output.join();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
