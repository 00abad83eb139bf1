package dev.klatch.tests.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Everything that was recorded in a run, in the order in which it was recorded.
public record History(List<Step> steps) {
    public History {
        steps = List.copyOf(steps);
    }

    /// Writes it down, a step a line, for a person to read.
    public void writeTo(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.write(file, steps.stream().map(Step::toString).toList());
    }
}
