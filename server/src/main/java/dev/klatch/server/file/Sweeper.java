package dev.klatch.server.file;

import dev.klatch.core.journal.StoredFile;
import dev.klatch.protocol.FileId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Takes away what nobody wants any more: uploads to which nothing came for a day, files that no
/// message showed for a day, and bytes for which nothing is written down. Blocks on the disk and
/// the ledger; one thread at a time.
public final class Sweeper {
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final int AT_ONCE = 500;

    private final FileLedger ledger;
    private final FileStore store;
    private final Uploads uploads;
    private final Pins pins;

    public Sweeper(FileLedger ledger, FileStore store, Uploads uploads, Pins pins) {
        this.ledger = ledger;
        this.store = store;
        this.uploads = uploads;
        this.pins = pins;
    }

    /// Sweeps once, as if it were this moment.
    ///
    /// @throws IOException if the disk or the ledger fails; the next time goes on
    public void sweep(Instant now) throws IOException {
        try {
            endUnshown(now.minus(Uploads.KEPT));
            removeUploads(now.minus(FRESH));
            removeContents(now.minus(FRESH));
            store.removeLostPreviews(now.minus(FRESH));
        } catch (CompletionException failed) {
            throw new IOException("the files could not be swept", failed.getCause());
        }
    }

    private void endUnshown(Instant before) throws IOException {
        Set<FileId> over = new HashSet<>();
        for (StoredFile file : ledger.unshown(before.toEpochMilli()).join()) {
            boolean upload = file.content() == null;
            if (!upload || store.touched(file.id()).orElse(Instant.EPOCH).isBefore(before)) {
                over.add(file.id());
            }
        }
        if (!over.isEmpty()) {
            ledger.end(over).join().stream().map(uploads::forget).forEach(CompletableFuture::join);
        }
    }

    /// What is in the folder of uploads and belongs to none.
    private void removeUploads(Instant before) throws IOException {
        Set<FileId> lost = new HashSet<>();
        for (Path path : store.incomingBefore(before)) {
            FileId upload = upload(path);
            if (upload != null) {
                lost.add(upload);
            }
        }
        if (!lost.isEmpty()) {
            lost.removeAll(ledger.uploadsKept(Set.copyOf(lost)).join());
            lost.stream().map(uploads::forget).forEach(CompletableFuture::join);
        }
    }

    /// Whose bytes these are; null if nobody knows them here.
    private static @Nullable FileId upload(Path path) {
        String name = String.valueOf(path.getFileName());
        int end = name.indexOf('.');
        try {
            return FileId.parse(end < 0 ? name : name.substring(0, end));
        } catch (RuntimeException notOurs) {
            return null;
        }
    }

    private void removeContents(Instant before) throws IOException {
        pins.beginSweep();
        List<String> there = store.contentsBefore(before);
        for (int from = 0; from < there.size(); from += AT_ONCE) {
            List<String> some = there.subList(from, Math.min(from + AT_ONCE, there.size()));
            Set<String> kept = ledger.contentsKept(Set.copyOf(some)).join();
            for (String content : some) {
                if (!kept.contains(content)) {
                    pins.remove(content, () -> store.removeContent(content));
                }
            }
        }
    }
}
