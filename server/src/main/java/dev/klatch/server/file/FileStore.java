package dev.klatch.server.file;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.klatch.protocol.FileId;
import dev.klatch.server.disk.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The bytes of files in the data folder, for the account of the server alone:
///
/// - `files/incoming/f…` what has come of an upload; its length is the offset,
/// - `files/ab/abcdef…` a content by its SHA-256, the same bytes once,
/// - `files/previews/ab/abcdef…-320` a smaller picture of a content; an empty one says that there
///   can be none.
///
/// Paths are made of our own ids and of digests only, never of what somebody sent. All of it blocks
/// on the disk; safe to call from any thread.
public final class FileStore {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final String FRESH = ".new";

    private final Path folder;
    private final Path incoming;
    private final Path previews;

    private FileStore(Path folder) {
        this.folder = folder;
        this.incoming = folder.resolve("incoming");
        this.previews = folder.resolve("previews");
    }

    /// The files of this data folder.
    ///
    /// @throws IOException if the folders cannot be made
    public static FileStore open(Path data) throws IOException {
        FileStore store = new FileStore(data.resolve("files"));
        OwnerOnly.makeFolder(store.folder);
        OwnerOnly.makeFolder(store.incoming);
        OwnerOnly.makeFolder(store.previews);
        return store;
    }

    /// How many bytes more the disk takes.
    public long free() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    Path incoming(FileId upload) {
        return incoming.resolve(upload.text());
    }

    /// Where something is made out of an upload.
    Path fresh(FileId upload) {
        return incoming.resolve(upload.text() + FRESH);
    }

    Path content(String digest) {
        return folder.resolve(checked(digest).substring(0, 2)).resolve(digest);
    }

    Path preview(String digest, int edge) {
        return previews.resolve(checked(digest).substring(0, 2)).resolve(digest + "-" + edge);
    }

    private static String checked(String digest) {
        if (!DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException("no digest: " + digest);
        }
        return digest;
    }

    /// Makes the place for an upload.
    void begin(FileId upload) throws IOException {
        OwnerOnly.makeFile(incoming(upload));
    }

    /// How much of an upload is there; 0 if nothing is.
    long offset(FileId upload) throws IOException {
        try {
            return Files.size(incoming(upload));
        } catch (NoSuchFileException nothing) {
            return 0;
        }
    }

    /// When the last byte of an upload came; empty if there is none.
    Optional<Instant> touched(FileId upload) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(incoming(upload)).toInstant());
        } catch (NoSuchFileException nothing) {
            return Optional.empty();
        }
    }

    /// Opens an upload for writing; it is made if it is not there.
    FileChannel append(FileId upload) throws IOException {
        OwnerOnly.makeFile(incoming(upload));
        return FileChannel.open(incoming(upload), READ, WRITE);
    }

    /// Lets the bytes of this file be the content of this digest, if there is none yet, durably.
    /// The file stays if the system can name it twice, so that nothing is lost if the process dies
    /// before the content is written down.
    void keep(Path file, String digest) throws IOException {
        Path content = content(digest);
        Path parent = content.resolveSibling("");
        boolean known = Files.isDirectory(parent);
        OwnerOnly.makeFolder(parent);
        if (Files.exists(content)) {
            Files.setLastModifiedTime(content, FileTime.from(Instant.now()));
            return;
        }
        try {
            Files.createLink(content, file);
        } catch (FileAlreadyExistsException sameBytes) {
            return;
        } catch (UnsupportedOperationException | IOException noLinksHere) {
            Files.move(file, content, StandardCopyOption.ATOMIC_MOVE);
        }
        sync(parent);
        if (!known) {
            sync(folder);
        }
    }

    /// Makes what happened in a folder durable, where the system can do that.
    private static void sync(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(directory, READ)) {
                channel.force(true);
            }
        }
    }

    /// Opens a content for reading.
    FileChannel read(String digest) throws IOException {
        return FileChannel.open(content(digest), READ);
    }

    /// Lets what was made be the preview; an empty one if none can be made, and none if it is for
    /// later.
    void keepPreview(Path fresh, Pictures.Preview made, Path preview) throws IOException {
        if (made == Pictures.Preview.LATER) {
            Files.deleteIfExists(fresh);
            return;
        }
        if (made == Pictures.Preview.NONE) {
            Files.deleteIfExists(fresh);
            OwnerOnly.makeFile(fresh);
        }
        Files.move(fresh, preview, StandardCopyOption.ATOMIC_MOVE);
    }

    /// A place for making this preview; two at a time have different ones.
    Path freshPreview(String digest, int edge) throws IOException {
        Path preview = preview(digest, edge);
        OwnerOnly.makeFolder(preview.resolveSibling(""));
        return preview.resolveSibling(preview.getFileName() + "." + System.nanoTime() + FRESH);
    }

    /// Removes what has come of an upload.
    void removeUpload(FileId upload) throws IOException {
        Files.deleteIfExists(fresh(upload));
        Files.deleteIfExists(incoming(upload));
    }

    /// Removes a content, with its previews.
    void removeContent(String digest) throws IOException {
        Files.deleteIfExists(content(digest));
        Path shelf = previews.resolve(digest.substring(0, 2));
        for (Path each : children(shelf)) {
            if (name(each).startsWith(digest)) {
                Files.deleteIfExists(each);
            }
        }
    }

    /// The files of uploads that nobody has touched since then: whatever is in that folder.
    List<Path> incomingBefore(Instant moment) throws IOException {
        return older(children(incoming), moment);
    }

    /// The contents that nobody has touched since then.
    List<String> contentsBefore(Instant moment) throws IOException {
        List<String> digests = new ArrayList<>();
        for (Path shelf : children(folder)) {
            if (name(shelf).length() == 2) {
                for (Path each : older(children(shelf), moment)) {
                    if (DIGEST.matcher(name(each)).matches()) {
                        digests.add(name(each));
                    }
                }
            }
        }
        return digests;
    }

    /// Removes previews, older than this, of contents that are not there, and what was left of
    /// making them.
    void removeLostPreviews(Instant moment) throws IOException {
        for (Path shelf : children(previews)) {
            for (Path each : older(children(shelf), moment)) {
                String digest = name(each).substring(0, Math.min(64, name(each).length()));
                boolean known = DIGEST.matcher(digest).matches() && Files.exists(content(digest));
                if (!known || name(each).endsWith(FRESH)) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    private static List<Path> older(List<Path> paths, Instant moment) throws IOException {
        List<Path> old = new ArrayList<>();
        for (Path path : paths) {
            if (isOlder(path, moment)) {
                old.add(path);
            }
        }
        return old;
    }

    private static boolean isOlder(Path path, Instant moment) throws IOException {
        try {
            return Files.getLastModifiedTime(path).toInstant().isBefore(moment);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            return found.toList();
        } catch (NoSuchFileException nothing) {
            return List.of();
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
