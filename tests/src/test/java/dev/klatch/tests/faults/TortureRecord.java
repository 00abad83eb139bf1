package dev.klatch.tests.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// The last result of each long test, with date and commit, in `docs/torture.md`.
public final class TortureRecord {
    private static final List<String> HEAD =
            List.of(
                    "# Torture: the last results",
                    "",
                    "What `./klatch torture` found when it last ran: each test writes its own row.",
                    "",
                    "| test | date | commit | result |",
                    "|---|---|---|---|");

    private TortureRecord() {}

    /// Puts this result in the place of the last one of this test.
    public static void write(String test, String result) throws IOException, InterruptedException {
        Path root = root();
        Path file = root.resolve("docs/torture.md");
        List<String> rows = new ArrayList<>();
        if (Files.exists(file)) {
            rows.addAll(Files.readAllLines(file).stream().skip(HEAD.size()).toList());
        }
        rows.removeIf(row -> row.startsWith("| " + test + " |"));
        String date = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        rows.add("| %s | %s | %s | %s |".formatted(test, date, commit(root), result));
        rows.sort(null);
        List<String> lines = new ArrayList<>(HEAD);
        lines.addAll(rows);
        Files.createDirectories(root.resolve("docs"));
        Files.write(file, lines);
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("klatch")) ? here : here.resolve("..").normalize();
    }

    /// The commit, with `+` behind it if the sources differ from it.
    private static String commit(Path root) throws IOException, InterruptedException {
        Process git =
                new ProcessBuilder("git", "describe", "--always", "--abbrev=10", "--dirty=+")
                        .directory(root.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String words = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return git.waitFor() == 0 ? words.strip() : "unknown";
    }
}
