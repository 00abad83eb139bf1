package dev.klatch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where a measurement was made.
record Machine(String processor, int cores, long memoryMib, String kernel, String java) {
    static Machine here() {
        return new Machine(
                value("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(value("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "")) / 1024,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                Runtime.version().toString());
    }

    private static String value(String file, String key) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0");
        } catch (IOException notLinux) {
            return "0";
        }
    }

    @Override
    public String toString() {
        return "%s, %d cores, %d MiB, %s, Java %s"
                .formatted(processor, cores, memoryMib, kernel, java);
    }
}
