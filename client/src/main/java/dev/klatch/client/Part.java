package dev.klatch.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// What has come of a download, in the folder where it is to be, under a name that nobody takes for
/// a whole file. It never writes through a link, and never over anything.
final class Part implements FileWire.Sink, AutoCloseable {
    private static final int NAMES = 10_000;

    /// It could not be written here: another try would not help.
    static final class Unwritable extends IOException {
        private static final long serialVersionUID = 1;

        Unwritable(Path folder, IOException cause) {
            super("It cannot be written to " + folder + ". Is there room, and may you?", cause);
        }
    }

    private final Download download;
    private final FileChannel channel;
    private final LongConsumer moved;
    private @Nullable String tag;
    private boolean closed;

    private Part(Download download, FileChannel channel, @Nullable String tag, LongConsumer moved) {
        this.download = download;
        this.channel = channel;
        this.tag = tag;
        this.moved = moved;
    }

    /// Where it is.
    static Path path(Download download) {
        String name = SafeName.partial(download.name(), download.file().text());
        return download.folder().resolve(name);
    }

    /// Opens it, or begins it. What is there has this tag; null: what is there is worth nothing.
    static Part open(Download download, @Nullable String tag, LongConsumer moved)
            throws Unwritable {
        try {
            FileChannel channel =
                    FileChannel.open(
                            path(download),
                            Set.of(
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE,
                                    LinkOption.NOFOLLOW_LINKS));
            Part part = new Part(download, channel, tag, moved);
            if (tag == null || channel.size() > download.size()) {
                channel.truncate(0);
            }
            channel.position(channel.size());
            return part;
        } catch (IOException failed) {
            throw new Unwritable(download.folder(), failed);
        }
    }

    /// How many bytes are there.
    long length() throws IOException {
        return channel.size();
    }

    /// Of which bytes they are.
    synchronized @Nullable String tag() {
        return tag;
    }

    @Override
    public synchronized void begins(long from, long whole, @Nullable String now)
            throws IOException {
        if (closed) {
            throw new IOException("nobody waits for it any more");
        }
        if (whole >= 0 && whole != download.size()) {
            throw new IOException("The server has another file under this name.");
        }
        if (from != 0 && from != channel.size()) {
            throw new IOException("These bytes were not asked for.");
        }
        tag = now;
        local(() -> {
            channel.truncate(from);
            channel.position(from);
        });
    }

    @Override
    public synchronized void next(ByteBuffer bytes) throws IOException {
        if (closed) {
            throw new IOException("nobody waits for it any more");
        }
        if (channel.position() + bytes.remaining() > download.size()) {
            throw new IOException("There is more of it than there can be.");
        }
        local(() -> {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        });
        moved.accept(channel.position());
    }

    private interface Step {
        void run() throws IOException;
    }

    private void local(Step step) throws Unwritable {
        try {
            step.run();
        } catch (IOException failed) {
            throw new Unwritable(download.folder(), failed);
        }
    }

    /// All is there: it is on the disk when this returns.
    void force() throws Unwritable {
        local(() -> channel.force(true));
    }

    /// Takes no more.
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        channel.close();
    }

    /// Gives a whole one its name: its own, or the first with a number behind that no file has.
    static Path named(Download download) throws Unwritable {
        Path part = path(download);
        try {
            for (int number = 0; number < NAMES; number++) {
                String name =
                        number == 0 ? download.name() : SafeName.numbered(download.name(), number);
                Path target = download.folder().resolve(name);
                if (take(part, target)) {
                    return target;
                }
            }
            throw new FileAlreadyExistsException(download.name());
        } catch (IOException failed) {
            throw new Unwritable(download.folder(), failed);
        }
    }

    /// Whether this name was free, and is taken now. A second name for the same bytes is made and
    /// the first one removed: no moment in which another file could be written over.
    private static boolean take(Path part, Path target) throws IOException {
        try {
            Files.createLink(target, part);
        } catch (FileAlreadyExistsException taken) {
            if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                    || !Files.isSameFile(target, part)) {
                return false;
            }
        } catch (IOException | UnsupportedOperationException noSecondNames) {
            return moved(part, target);
        }
        Files.delete(part);
        return true;
    }

    /// The same where files have one name only.
    private static boolean moved(Path part, Path target) throws IOException {
        try {
            Files.createFile(target);
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }
}
