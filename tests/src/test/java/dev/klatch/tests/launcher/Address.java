package dev.klatch.tests.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The address that a starting server prints.
final class Address {
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
    private static final long SECONDS = 60;

    private Address() {}

    /// Waits for the address in the server's output, until the server ends or a minute is over.
    static String awaited(Process server, Path output) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (System.nanoTime() < deadline) {
            Matcher found = ADDRESS.matcher(Files.readString(output));
            if (found.find()) {
                return found.group();
            }
            if (server.waitFor(20, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new AssertionError("No address: " + Files.readString(output));
    }
}
