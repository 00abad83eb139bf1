package dev.klatch.terminal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which server one was on last, and under which name: filled in when one is asked the next time.
/// Nothing of it is secret; it is one small file beside the state of the clients.
///
/// @param name null if nobody came in yet
record LastVisit(String host, int port, @Nullable String name) {
    private static final LastVisit NEVER = new LastVisit("127.0.0.1", 5555, null);
    private static final String FILE = "last-visit";

    /// What the state folder remembers; the usual address if it remembers nothing that makes sense.
    static LastVisit read(Path state) {
        try {
            List<String> lines = Files.readAllLines(state.resolve(FILE));
            if (lines.size() >= 3 && !lines.get(0).isBlank()) {
                return new LastVisit(lines.get(0), Integer.parseInt(lines.get(1)), lines.get(2));
            }
        } catch (IOException | IllegalArgumentException neverOrDamaged) {
            return NEVER;
        }
        return NEVER;
    }

    /// Remembers this one. Whether it can is of no importance.
    static void keep(Path state, URI server, String name) {
        String lines = String.join("\n", server.getHost(), port(server), name, "");
        try {
            Files.createDirectories(state);
            Files.writeString(state.resolve(FILE), lines);
        } catch (IOException notThisTime) {
            // The next time one is asked without anything filled in.
        }
    }

    private static String port(URI server) {
        return Integer.toString(server.getPort());
    }
}
