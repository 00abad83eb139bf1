package dev.klatch.server.log;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A log with one file for each day, `NAME-YYYY-MM-DD.log`, which only the owner of the process may
/// read, and of which those of the last `days` days are kept. Used by one thread at a time.
final class DatedFile implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNERS_FOLDER =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNERS_FILE =
            PosixFilePermissions.fromString("rw-------");

    private final Path folder;
    private final String name;
    private final int days;
    private @Nullable LocalDate day;
    private @Nullable OutputStream out;

    /// Nothing is opened before the first line.
    DatedFile(Path folder, String name, int days) {
        this.folder = folder;
        this.name = name;
        this.days = days;
    }

    /// Makes this folder for its owner alone, if it is not there.
    ///
    /// @throws IOException if it cannot be made or written
    static void make(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, owners(folder, OWNERS_FOLDER));
        }
        if (!Files.isWritable(folder)) {
            throw new IOException(folder + " cannot be written");
        }
    }

    private static FileAttribute<?>[] owners(Path path, Set<PosixFilePermission> permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /// Adds a line to the file of this day. It is on its way to the disk after [#flush].
    void add(LocalDate today, String line) throws IOException {
        OutputStream to = out;
        if (to == null || !today.equals(day)) {
            to = open(today);
        }
        to.write(line.getBytes(StandardCharsets.UTF_8));
        to.write('\n');
    }

    private OutputStream open(LocalDate today) throws IOException {
        close();
        make(folder);
        forgetOld(today);
        Path file = file(today);
        OutputStream opened = appending(file);
        day = today;
        out = opened;
        return opened;
    }

    /// The file of a day, whether it is there or not.
    Path file(LocalDate of) {
        return folder.resolve(name + "-" + of + ".log");
    }

    private static OutputStream appending(Path file) throws IOException {
        if (isPosix(file) && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.setPosixFilePermissions(file, OWNERS_FILE);
        }
        var options =
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND,
                        LinkOption.NOFOLLOW_LINKS);
        return new BufferedOutputStream(
                Channels.newOutputStream(
                        Files.newByteChannel(file, options, owners(file, OWNERS_FILE))),
                65_536);
    }

    /// A new file beside that of a day, for its owner alone and empty, to be moved over it.
    Path beside(LocalDate of) throws IOException {
        Path fresh = folder.resolve(name + "-" + of + ".new");
        Files.deleteIfExists(fresh);
        return Files.createFile(fresh, owners(fresh, OWNERS_FILE));
    }

    private void forgetOld(LocalDate today) throws IOException {
        LocalDate oldest = today.minusDays(days - 1L);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, name + "-*.log")) {
            for (Path file : files) {
                LocalDate written = day(file);
                if (written != null && written.isBefore(oldest)) {
                    Files.delete(file);
                }
            }
        }
    }

    /// The day of one of our files; null for any other.
    private @Nullable LocalDate day(Path file) {
        String whole = String.valueOf(file.getFileName());
        int end = whole.length() - ".log".length();
        try {
            return LocalDate.parse(whole.substring(name.length() + 1, end));
        } catch (DateTimeException | StringIndexOutOfBoundsException other) {
            return null;
        }
    }

    /// Hands what was added to the operating system.
    void flush() throws IOException {
        if (out != null) {
            out.flush();
        }
    }

    /// Closes the file of the day; the next line opens it again.
    @Override
    public void close() throws IOException {
        OutputStream last = out;
        out = null;
        day = null;
        if (last != null) {
            last.close();
        }
    }
}
