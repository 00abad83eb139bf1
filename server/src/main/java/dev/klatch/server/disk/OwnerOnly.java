package dev.klatch.server.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Makes folders of mode 0700 and files of mode 0600, whatever the umask. Where the system knows no
/// such modes, nothing is asked of it. Blocks on the disk.
public final class OwnerOnly {
    private static final Set<PosixFilePermission> FOLDER =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE =
            PosixFilePermissions.fromString("rw-------");

    private static final int DEPTH = 2;

    private OwnerOnly() {}

    /// Makes a folder, with those above it.
    ///
    /// @throws IOException if it cannot be made
    public static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attributes(folder, FOLDER));
        }
    }

    /// Makes an empty file, unless it is there.
    ///
    /// @throws IOException if it cannot be made
    public static void makeFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, attributes(file, FILE));
        }
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

    /// Takes away what others may do with those files and folders in this folder whose names fit,
    /// and what is in them; and with the folder itself if it holds nothing else, for it may be one
    /// that others need. Returns what they could have read or changed, as far as it belongs to this
    /// account; symbolic links are left alone.
    ///
    /// @throws IOException if the folder cannot be read
    public static List<Path> tighten(Path folder, Predicate<String> ours) throws IOException {
        if (!knowsModes(folder)) {
            return List.of();
        }
        List<Path> concerned = new ArrayList<>();
        boolean all = true;
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                if (ours.test(String.valueOf(child.getFileName()))) {
                    concerned.addAll(within(child));
                } else {
                    all = false;
                }
            }
        }
        if (all) {
            concerned.add(folder);
        }
        concerned.removeIf(path -> !tightenOne(path));
        return concerned;
    }

    private static List<Path> within(Path top) throws IOException {
        try (Stream<Path> paths = Files.walk(top, DEPTH)) {
            return paths.filter(path -> !Files.isSymbolicLink(path)).toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static boolean tightenOne(Path path) {
        try {
            Set<PosixFilePermission> modes = Files.getPosixFilePermissions(path);
            Set<PosixFilePermission> less = EnumSet.copyOf(FOLDER);
            less.retainAll(modes);
            if (less.size() == modes.size()) {
                return false;
            }
            Files.setPosixFilePermissions(path, less);
            return true;
        } catch (IOException ofAnotherOrGone) {
            return false;
        }
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
