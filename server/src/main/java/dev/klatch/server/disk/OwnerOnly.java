package dev.klatch.server.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Makes folders of mode 0700 and files of mode 0600, whatever the umask. Where the system knows no
/// such modes, nothing is asked of it. Blocks on the disk.
public final class OwnerOnly {
    private static final Set<PosixFilePermission> FOLDER =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE =
            PosixFilePermissions.fromString("rw-------");

    private OwnerOnly() {}

    /// Makes a folder, with those above it.
    ///
    /// @throws IOException if it cannot be made
    public static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder, attributes(folder, FOLDER));
    }

    /// Writes a file, in the place of the old one if there is one: afterwards there is the old or
    /// the new one, whole, whatever happens meanwhile.
    ///
    /// @throws IOException if it cannot be written
    public static void write(Path file, String text) throws IOException {
        prepare(file, text);
        put(file);
    }

    /// Writes what is to be in a file beside it, durably; [#put] puts it in its place.
    ///
    /// @throws IOException if it cannot be written
    public static void prepare(Path file, String text) throws IOException {
        Path fresh = fresh(file);
        Files.deleteIfExists(fresh);
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(fresh, options, attributes(file, FILE))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /// Puts what was prepared in its place.
    ///
    /// @throws IOException if it cannot be moved, or nothing was prepared
    public static void put(Path file) throws IOException {
        Files.move(
                fresh(file),
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /// Whether something was prepared for this file and not put in its place.
    public static boolean isPrepared(Path file) {
        return Files.exists(fresh(file));
    }

    private static Path fresh(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    /// Takes away what others may do with a folder or a file, if there is anything. Returns whether
    /// there was.
    ///
    /// @throws IOException if the modes cannot be read or changed
    public static boolean tighten(Path path) throws IOException {
        if (!knowsModes(path)) {
            return false;
        }
        Set<PosixFilePermission> allowed = Files.isDirectory(path) ? FOLDER : FILE;
        Set<PosixFilePermission> modes = Files.getPosixFilePermissions(path);
        boolean open = !FOLDER.containsAll(modes);
        if (open) {
            Files.setPosixFilePermissions(path, allowed);
        }
        return open;
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> modes) {
        return knowsModes(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(modes)}
                : new FileAttribute<?>[0];
    }

    private static boolean knowsModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
