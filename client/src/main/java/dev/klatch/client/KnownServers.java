package dev.klatch.client;

import dev.klatch.protocol.Fingerprint;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The servers that somebody on this machine has come to know, each by its address and the
/// fingerprint of its authority: the file `known-servers` in the state folder, one line each. A
/// line that makes no sense is passed over. From any thread; blocks on the disk.
public final class KnownServers {
    private final Path file;

    /// Those of this state folder; see [ClientSettings#state].
    public KnownServers(Path state) {
        this.file = state.resolve("known-servers");
    }

    /// The fingerprint by which this server is known, null if it is not.
    ///
    /// @throws IOException if there is a file that cannot be read
    public @Nullable Fingerprint find(URI server) throws IOException {
        return read().get(key(server));
    }

    /// From now on this server is known by this fingerprint and by no other.
    ///
    /// @throws IOException if it cannot be written
    public void remember(URI server, Fingerprint fingerprint) throws IOException {
        synchronized (KnownServers.class) {
            locked(server, fingerprint);
        }
    }

    /// A lock on a file is held by the whole process, so within it one thread at a time comes here.
    private void locked(URI server, Fingerprint fingerprint) throws IOException {
        StateFolder.make(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        // Other clients of this person may get to know a server at the same moment.
        try (FileChannel channel = StateFolder.openPrivate(lock, StandardOpenOption.WRITE)) {
            FileLock _ = channel.lock();
            Map<String, Fingerprint> known = read();
            known.put(key(server), fingerprint);
            StringBuilder lines = new StringBuilder();
            known.forEach(
                    (key, each) -> lines.append(key).append(' ').append(each.hex()).append('\n'));
            StateFolder.replace(file, lines.toString());
        }
    }

    private Map<String, Fingerprint> read() throws IOException {
        Map<String, Fingerprint> known = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                int space = line.indexOf(' ');
                Fingerprint fingerprint =
                        space < 0 ? null : Fingerprint.parse(line.substring(space + 1));
                if (fingerprint != null) {
                    known.put(line.substring(0, space), fingerprint);
                }
            }
        } catch (NoSuchFileException none) {
            return known;
        }
        return known;
    }

    private static String key(URI server) {
        return server.getAuthority().toLowerCase(Locale.ROOT);
    }
}
