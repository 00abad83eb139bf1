package dev.klatch.server.file;

import dev.klatch.core.journal.FileContent;
import dev.klatch.core.journal.StoredFile;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.PersonId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// Files and previews for those who may read them. The ledger is asked for each access. Safe to use
/// from any thread; nothing blocks, and answers come on any thread.
public final class Downloads {
    private final FileLedger ledger;
    private final FileStore store;
    private final FileThreads threads;
    private final Pictures pictures;
    private final Map<Path, CompletableFuture<Path>> beingMade = new ConcurrentHashMap<>();

    public Downloads(FileLedger ledger, FileStore store, FileThreads threads, Pictures pictures) {
        this.ledger = ledger;
        this.store = store;
        this.threads = threads;
        this.pictures = pictures;
    }

    /// What can be sent: open bytes, how many, of which media type, and the tag of exactly these
    /// bytes. Whoever takes it closes it.
    public record Opened(
            StoredFile file, FileChannel bytes, long length, String type, String tag) {}

    /// The bytes of a file; empty if there is none, or not for this person.
    public CompletableFuture<Optional<Opened>> file(PersonId person, FileId id) {
        return ledger.readable(person, id)
                .thenCompose(found -> found.map(this::open).orElseGet(Downloads::nothing));
    }

    private CompletableFuture<Optional<Opened>> open(StoredFile file) {
        FileContent content = Objects.requireNonNull(file.content());
        return threads.ask(() -> {
            FileChannel bytes = store.read(content.sha256());
            return Optional.of(
                    new Opened(file, bytes, content.bytes(), content.type(), content.sha256()));
        });
    }

    /// A smaller picture of a file, no edge longer than this many pixels; made when it is asked for
    /// first. Empty if there is none, or not for this person.
    public CompletableFuture<Optional<Opened>> preview(PersonId person, FileId id, int edge) {
        return ledger.readable(person, id)
                .thenCompose(found ->
                        found.filter(Downloads::hasPreview)
                                .map(file -> preview(file, edge))
                                .orElseGet(Downloads::nothing));
    }

    private static boolean hasPreview(StoredFile file) {
        return file.content() != null && file.content().preview();
    }

    private CompletableFuture<Optional<Opened>> preview(StoredFile file, int edge) {
        Path preview = store.preview(digest(file), edge);
        return threads.ask(() -> known(file, preview, edge))
                .thenCompose(known ->
                        known.map(Known::opened)
                                .map(CompletableFuture::completedFuture)
                                .orElseGet(() -> make(file, edge, preview)));
    }

    /// A preview that was asked for before: open, or empty if there can be none.
    private record Known(Optional<Opened> opened) {}

    /// Empty if it was not made yet.
    private static Optional<Known> known(StoredFile file, Path preview, int edge)
            throws IOException {
        FileChannel bytes;
        try {
            bytes = FileChannel.open(preview, StandardOpenOption.READ);
        } catch (NoSuchFileException notYet) {
            return Optional.empty();
        }
        boolean kept = false;
        try {
            long length = bytes.size();
            if (length == 0) {
                return Optional.of(new Known(Optional.empty()));
            }
            ByteBuffer first = ByteBuffer.allocate(1);
            bytes.read(first, 0);
            String type = first.get(0) == (byte) 0xFF ? "image/jpeg" : "image/png";
            String tag = digest(file) + "-" + edge;
            kept = true;
            return Optional.of(new Known(Optional.of(new Opened(file, bytes, length, type, tag))));
        } finally {
            if (!kept) {
                bytes.close();
            }
        }
    }

    /// Makes a preview once, however many ask for it at a time.
    private CompletableFuture<Optional<Opened>> make(StoredFile file, int edge, Path preview) {
        CompletableFuture<Path> mine = new CompletableFuture<>();
        CompletableFuture<Path> others = beingMade.putIfAbsent(preview, mine);
        if (others == null) {
            var _ =
                    make(digest(file), edge, preview)
                            .whenComplete((made, failed) -> {
                                beingMade.remove(preview);
                                if (failed == null) {
                                    mine.complete(made);
                                } else {
                                    mine.completeExceptionally(failed);
                                }
                            });
        }
        return (others == null ? mine : others)
                .thenCompose(made -> threads.ask(() -> known(file, made, edge)))
                .thenApply(known -> known.flatMap(Known::opened));
    }

    /// Where none can be made an empty file says so, so that it is not tried again.
    private CompletableFuture<Path> make(String digest, int edge, Path preview) {
        return threads.ask(() -> store.freshPreview(digest, edge))
                .thenCompose(fresh ->
                        pictures.preview(store.content(digest), edge, fresh)
                                .thenCompose(made ->
                                        threads.ask(() -> {
                                            store.keepPreview(fresh, made, preview);
                                            return preview;
                                        })));
    }

    private static String digest(StoredFile file) {
        return Objects.requireNonNull(file.content()).sha256();
    }

    private static CompletableFuture<Optional<Opened>> nothing() {
        return CompletableFuture.completedFuture(Optional.empty());
    }
}
