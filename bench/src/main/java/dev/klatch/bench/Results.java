package dev.klatch.bench;

import dev.klatch.protocol.FrameCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/// The record of measurements in the tree: for each kind of measurement a file of JSON lines for
/// programs and a table for people. Only ever appended to.
record Results(Path folder) {
    private record Line(String date, String commit, Machine machine, Object measured) {}

    /// Writes one measurement down. `row` is what the table shows, by column.
    void add(String kind, Object measured, Map<String, String> row)
            throws CannotMeasure, InterruptedException {
        String date = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Line line = new Line(date, commit(), Machine.here(), measured);
        StringBuilder table = new StringBuilder();
        Path tableFile = folder.resolve(kind + ".md");
        if (!Files.exists(tableFile)) {
            table.append("# Measured: ").append(kind).append("\n\n| date | commit | ");
            table.append(String.join(" | ", row.keySet())).append(" | machine |\n|---|---|");
            table.append("---|".repeat(row.size() + 1)).append('\n');
        }
        table.append("| %s | %s | ".formatted(line.date, line.commit));
        table.append(String.join(" | ", row.values()));
        table.append(" | ").append(line.machine).append(" |\n");
        String json = new String(FrameCodec.encode(line), StandardCharsets.UTF_8) + "\n";
        try {
            Files.createDirectories(folder);
            append(folder.resolve(kind + ".jsonl"), json);
            append(tableFile, table.toString());
        } catch (IOException unwritable) {
            throw new CannotMeasure("Could not write to " + folder + ": " + unwritable, unwritable);
        }
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /// The commit that was measured, with `+` behind it if the sources differ from it.
    private static String commit() throws InterruptedException {
        try {
            List<String> git = List.of("git", "describe", "--always", "--abbrev=10", "--dirty=+");
            Process process =
                    new ProcessBuilder(git)
                            .directory(TargetServer.home().toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String words =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? words.strip() : "unknown";
        } catch (IOException noGit) {
            return "unknown";
        }
    }
}
