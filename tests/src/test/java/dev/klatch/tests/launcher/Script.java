package dev.klatch.tests.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// A script to be run with nothing of this machine's environment but what a test grants it.
final class Script {
    private static final long SECONDS = 120;

    private final Path script;
    private final Map<String, String> environment = new TreeMap<>();
    private final List<String> before = new ArrayList<>();

    private String input = "";

    Script(Path script) {
        this.script = script;
    }

    Script with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /// Puts a program in front of the script, such as `unshare -n`.
    Script under(String... program) {
        before.addAll(List.of(program));
        return this;
    }

    /// What the script reads as its input; nothing at all unless said otherwise.
    Script typing(String text) {
        input = text;
        return this;
    }

    /// Starts the script; the caller ends it.
    Process start(Path output, String... arguments) {
        List<String> command = new ArrayList<>(before);
        command.add(script.toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectOutput(output.toFile()).redirectErrorStream(true);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs the script to its end.
    Outcome run(String... arguments) throws InterruptedException, IOException {
        Path output = Files.createTempFile("script", ".out");
        try {
            Process process = start(output, arguments);
            try (Writer keyboard = process.outputWriter(StandardCharsets.UTF_8)) {
                keyboard.write(input);
            }
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("Still running: " + Files.readString(output));
            }
            return new Outcome(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    /// How a script ended and all it said.
    record Outcome(int status, String words) {}
}
