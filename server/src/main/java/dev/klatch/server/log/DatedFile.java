package dev.klatch.server.log;

import dev.klatch.server.disk.OwnerOnly;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A log with one file for each day, `NAME-YYYY-MM-DD.log`, which only the owner of the process may
/// read, and of which those of the last `days` days are kept. Used by one thread at a time.
final class DatedFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 65_536;
    private static final Set<PosixFilePermission> OWNERS_FILE =
            PosixFilePermissions.fromString("rw-------");

    private final Path folder;
    private final String name;
    private final int days;
    private @Nullable LocalDate day;
    private @Nullable FileChannel channel;
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
        OwnerOnly.makeFolder(folder);
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
        FileChannel appending = appending(file);
        OutputStream opened =
                new BufferedOutputStream(Channels.newOutputStream(appending), BUFFER_BYTES);
        day = today;
        channel = appending;
        out = opened;
        return opened;
    }

    /// The file of a day, whether it is there or not.
    Path file(LocalDate of) {
        return folder.resolve(name + "-" + of + ".log");
    }

    private static FileChannel appending(Path file) throws IOException {
        if (isPosix(file) && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.setPosixFilePermissions(file, OWNERS_FILE);
        }
        var options =
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND,
                        LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(file, options, owners(file, OWNERS_FILE));
    }

    /// A new and empty file for its owner alone, in place of one that may be there.
    static Path fresh(Path fresh) throws IOException {
        Files.deleteIfExists(fresh);
        return Files.createFile(fresh, owners(fresh, OWNERS_FILE));
    }

    private void forgetOld(LocalDate today) throws IOException {
        for (LocalDate each : written().headSet(today.minusDays(days - 1L))) {
            Files.deleteIfExists(file(each));
        }
    }

    /// The days that have a file.
    SortedSet<LocalDate> written() throws IOException {
        SortedSet<LocalDate> days = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, name + "-*.log")) {
                for (Path file : files) {
                    LocalDate written = day(file);
                    if (written != null) {
                        days.add(written);
                    }
                }
            }
        }
        return days;
    }

    /// Has each line of a day read, after the end of a line that was never finished was cut off.
    void read(LocalDate of, Consumer<String> reader) throws IOException {
        close();
        Path file = file(of);
        cutTornEnd(file);
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.accept(line);
            }
        }
    }

    private static void cutTornEnd(Path file) throws IOException {
        try (FileChannel all =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            long end = all.size();
            while (end > 0) {
                last.clear();
                all.read(last, end - 1);
                if (last.get(0) == '\n') {
                    break;
                }
                end--;
            }
            all.truncate(end);
        }
    }

    /// Replaces the file of a day by one whose lines are those that `change` makes of its own, as a
    /// whole: there is the old file or the new one at any time.
    void replace(LocalDate of, UnaryOperator<String> change) throws IOException {
        Path file = file(of);
        if (!Files.exists(file)) {
            return;
        }
        close();
        Path fresh = fresh(file.resolveSibling(file.getFileName() + ".new"));
        try (BufferedReader lines = Files.newBufferedReader(file);
                FileChannel to = FileChannel.open(fresh, StandardOpenOption.WRITE);
                OutputStream buffered =
                        new BufferedOutputStream(Channels.newOutputStream(to), BUFFER_BYTES)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                buffered.write(change.apply(line).getBytes(StandardCharsets.UTF_8));
                buffered.write('\n');
            }
            buffered.flush();
            to.force(true);
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Deletes the files of all days.
    void deleteAll() throws IOException {
        close();
        for (LocalDate each : written()) {
            Files.deleteIfExists(file(each));
        }
    }

    /// Returns when what was added is on the disk.
    void force() throws IOException {
        flush();
        if (channel != null) {
            channel.force(false);
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
        channel = null;
        day = null;
        if (last != null) {
            last.close();
        }
    }
}
