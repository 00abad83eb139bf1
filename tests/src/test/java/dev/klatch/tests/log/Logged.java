package dev.klatch.tests.log;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The files of a log folder, as somebody reads them afterwards.
final class Logged {
    private Logged() {}

    /// All lines of the logs with this name, day after day.
    static List<String> lines(Path folder, String name) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files(folder)) {
            if (String.valueOf(file.getFileName()).startsWith(name + "-")) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /// The lines about this event, from their event on.
    static List<String> events(Path folder, String event) throws IOException {
        String begin = "\"event\":\"" + event + "\"";
        return lines(folder, "server").stream()
                .filter(line -> line.contains(begin))
                .map(line -> line.substring(line.indexOf(begin) + begin.length()))
                .toList();
    }

    /// Shown with `cat`, these files only show letters and begin new lines.
    static void assertHarmless(Path folder) throws IOException {
        for (Path file : files(folder)) {
            String text = Files.readString(file);
            text.codePoints()
                    .filter(point -> point != '\n')
                    .forEach(point ->
                            assertTrue(
                                    Character.getType(point) != Character.CONTROL
                                            && Character.getType(point) != Character.FORMAT
                                            && Character.getType(point) != Character.LINE_SEPARATOR
                                            && Character.getType(point)
                                                    != Character.PARAGRAPH_SEPARATOR,
                                    () -> "U+" + Integer.toHexString(point) + " in " + file));
        }
    }

    /// None of the files of this log holds this text.
    static void assertNowhere(Path folder, String name, String canary) throws IOException {
        for (String line : lines(folder, name)) {
            assertTrue(!line.contains(canary), () -> canary + " in " + line);
        }
    }
}
