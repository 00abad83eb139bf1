package dev.klatch.tests.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What others on the same machine may do with the data: nothing, whatever the umask was.
final class ModesSystemTest {
    @TempDir private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    /// What a server says that is started with this umask and kept busy for a moment.
    private String serve(String umask) throws Exception {
        String command = "umask " + umask + " && exec \"$0\" \"$@\"";
        String[] words = {
            "serve", "--host", "127.0.0.1", "--port", "0", "--data", data().toString()
        };
        try (Program server = Program.under(folder, List.of("sh", "-c", command), words)) {
            server.port();
            server.type("say hello\nstats\n");
            server.awaitOut(text -> text.contains("connections"));
            return server.out() + server.err();
        }
    }

    private Map<String, String> open() throws IOException {
        Map<String, String> open = new TreeMap<>();
        try (Stream<Path> all = Files.walk(data())) {
            for (Path each : all.toList()) {
                String modes = PosixFilePermissions.toString(Files.getPosixFilePermissions(each));
                if (!modes.endsWith("------")) {
                    open.put(data().relativize(each).toString(), modes);
                }
            }
        }
        return open;
    }

    @Test
    @DisplayName("ATK-098, ATK-107 nobody else may read the data, whatever the umask")
    void umask() throws Exception {
        String said = serve("000");
        Set<String> expected = Set.of("klatch.db", "klatch.lock", "logs", "search.db", "tls");
        try (Stream<Path> children = Files.list(data())) {
            List<String> names = children.map(each -> each.getFileName().toString()).toList();
            assertTrue(names.containsAll(expected), names.toString());
        }
        assertEquals(Map.of(), open());
        boolean root = "root".equals(System.getProperty("user.name"));
        assertEquals(root, said.contains("Klatch runs as root"), said);
    }

    @Test
    @DisplayName("ATK-098 what was left open is closed at the next start, and that is said")
    void tightened() throws Exception {
        serve("077");
        for (String name : List.of("", "klatch.db", "tls", "tls/authority.key", "logs", "files")) {
            Path each = data().resolve(name);
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        assertEquals(6, open().size());
        String said = serve("077");
        assertEquals(Map.of(), open());
        assertTrue(said.contains("others on this machine could read or change"), said);
    }

    @Test
    @DisplayName("ATK-098 a folder with other things in it stays as open as it was")
    void aSharedFolder() throws Exception {
        Files.createDirectories(data());
        Path others = Files.writeString(data().resolve("notes"), "not of Klatch");
        Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(others, PosixFilePermissions.fromString("rw-r--r--"));
        serve("022");
        assertEquals(Map.of("", "rwxr-xr-x", "notes", "rw-r--r--"), open());
    }
}
