package dev.klatch.client;

import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Role;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a client remembers on disk for one server and one name: `identity` and `outbox`. One
/// process at a time has it; nobody else on the machine can read it (0700, files 0600, where the
/// file system knows such rights).
///
/// Opened by any thread, then used by the client's loop only.
public final class StateFolder implements AutoCloseable {
    private static final String UNKNOWN_EPOCH = "-";

    private final Path folder;
    private final FileChannel lockFile;

    private StateFolder(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /// The folder that is usual on this system: `$XDG_STATE_HOME/klatch`, else
    /// `~/.local/state/klatch`; on Windows `%LOCALAPPDATA%\klatch`.
    public static Path usual(Map<String, String> environment) {
        String windows = environment.get("LOCALAPPDATA");
        String xdg = environment.get("XDG_STATE_HOME");
        if (xdg != null && Path.of(xdg).isAbsolute()) {
            return Path.of(xdg, "klatch");
        }
        if (windows != null && !windows.isBlank()) {
            return Path.of(windows, "klatch");
        }
        return Path.of(System.getProperty("user.home"), ".local", "state", "klatch");
    }

    /// Takes the folder of one server and one name, making it if need be.
    ///
    /// @throws StateInUseException if another process has it
    /// @throws IOException if it cannot be made, read or locked
    public static StateFolder open(Path state, URI server, String name) throws IOException {
        Path folder = state.resolve(plain(server.getAuthority())).resolve(plain(name));
        make(folder);
        FileChannel channel = openPrivate(folder.resolve("lock"), StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new StateFolder(folder, channel);
            }
        } catch (OverlappingFileLockException sameProcess) {
            // Another client of this very process has it: said below in the same words.
        } catch (IOException | RuntimeException broken) {
            channel.close();
            throw broken;
        }
        channel.close();
        throw new StateInUseException(name);
    }

    /// Makes a folder and those above it that are missing, for nobody else to read.
    static void make(Path folder) throws IOException {
        Files.createDirectories(folder, rights(folder, "rwx------"));
    }

    /// A name as one folder: names that differ only in case are the same name, and no character
    /// means anything to a file system.
    static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        for (byte unit : name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (unit & 0xFF);
            boolean harmless = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
            if (harmless || ((letter == '.' || letter == '-') && !plain.isEmpty())) {
                plain.append(letter);
            } else {
                plain.append('_').append(String.format("%02x", (int) letter));
            }
        }
        return plain.isEmpty() ? "_" : plain.toString();
    }

    /// The file of the messages that wait.
    Path outbox() {
        return folder.resolve("outbox");
    }

    /// A file with this name, for what is under way.
    Path note(String name) {
        return folder.resolve(name);
    }

    /// The files whose names begin with this, in order.
    List<Path> notes(String beginning) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(beginning))
                    .filter(file -> !file.toString().endsWith(".new"))
                    .sorted()
                    .toList();
        }
    }

    /// The file of words with the messages that will not be sent and shall not be lost.
    Path asideFile() {
        return folder.resolve("not-sent.txt");
    }

    /// Adds messages to that file; on the disk when this returns.
    void setAside(List<OutboxEntry> entries) throws IOException {
        StringBuilder words = new StringBuilder();
        for (OutboxEntry entry : entries) {
            words.append(Instant.ofEpochMilli(entry.written()))
                    .append(" to ")
                    .append(
                            switch (entry.addressee()) {
                                case Addressee.Everyone() -> "everyone";
                                case Addressee.Conversation(ConversationId id) -> id.text();
                                case Addressee.Person(String name) -> name;
                                case Addressee.Room(String name) -> name;
                            })
                    .append('\n')
                    .append(entry.text())
                    .append("\n\n");
        }
        try (FileChannel channel = openPrivate(asideFile(), StandardOpenOption.APPEND)) {
            writeAll(channel, words.toString());
            channel.force(true);
        }
    }

    static void writeAll(FileChannel channel, String text) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /// Who one was last time; null if nobody, or if the file cannot be made sense of.
    @Nullable Identity identity() throws IOException {
        Path file = folder.resolve("identity");
        if (!Files.exists(file)) {
            return null;
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 5) {
            return null;
        }
        try {
            return new Identity(
                    PersonId.parse(lines.get(0)),
                    lines.get(1),
                    Role.parse(lines.get(2)),
                    lines.get(3),
                    lines.get(4).equals(UNKNOWN_EPOCH) ? null : lines.get(4));
        } catch (RuntimeException damaged) {
            return null;
        }
    }

    /// Remembers who one is, all of it or nothing.
    void keep(Identity identity) throws IOException {
        String epoch = identity.epoch();
        String text =
                String.join(
                        "\n",
                        identity.person().text(),
                        identity.name(),
                        identity.role().text(),
                        identity.token(),
                        epoch == null ? UNKNOWN_EPOCH : epoch,
                        "");
        replace(folder.resolve("identity"), text);
    }

    /// Forgets who one is.
    void forget() throws IOException {
        Files.deleteIfExists(folder.resolve("identity"));
    }

    /// Puts a whole new file in the place of an old one; after a crash it is one or the other.
    static void replace(Path file, String content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = openPrivate(fresh, StandardOpenOption.WRITE)) {
            writeAll(channel, content);
            channel.force(true);
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(file);
    }

    /// A new name in a folder is durable only when the folder is. Windows cannot do it and does not
    /// need it.
    private static void forceFolder(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null && posix(parent)) {
            try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    static FileChannel openPrivate(Path file, StandardOpenOption... options) throws IOException {
        java.util.Set<StandardOpenOption> all =
                java.util.EnumSet.of(StandardOpenOption.CREATE, options);
        return FileChannel.open(file, all, rights(file, "rw-------"));
    }

    private static FileAttribute<?>[] rights(Path path, String rights) {
        if (!posix(path)) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        };
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /// Lets another process have it.
    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
