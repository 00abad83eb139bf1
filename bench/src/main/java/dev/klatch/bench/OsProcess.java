package dev.klatch.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A process as Linux shows it under `/proc`.
record OsProcess(long pid) {
    private static final long TICKS_PER_SECOND = 100;
    private static final Pattern OPEN_FILES =
            Pattern.compile("^Max open files +(\\d+)", Pattern.MULTILINE);
    private static final Pattern RESIDENT = Pattern.compile("^Rss: +(\\d+) kB", Pattern.MULTILINE);

    static OsProcess self() {
        return new OsProcess(ProcessHandle.current().pid());
    }

    /// Processor time so far, in user and kernel together; it counts in steps of 10 ms.
    Duration cpu() throws CannotMeasure {
        String stat = read("stat");
        // The name of the program stands in parentheses and may hold anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    /// Memory in use that is in RAM, in KiB.
    long residentKib() throws CannotMeasure {
        return number(RESIDENT, read("smaps_rollup"));
    }

    /// How many files and connections it may have open.
    long openFileLimit() throws CannotMeasure {
        return number(OPEN_FILES, read("limits"));
    }

    /// Its command line, word by word.
    List<String> commandLine() throws CannotMeasure {
        return List.of(read("cmdline").split("\0"));
    }

    private static long number(Pattern pattern, String text) throws CannotMeasure {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new CannotMeasure("/proc does not say " + pattern);
        }
        return Long.parseLong(matcher.group(1));
    }

    private String read(String file) throws CannotMeasure {
        try {
            return Files.readString(
                    Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new CannotMeasure(
                    "There is no process "
                            + pid
                            + ", or it is another user's: /proc tells nothing about it.",
                    unreadable);
        }
    }
}
