package dev.klatch.server.file;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.klatch.core.journal.FileContent;
import dev.klatch.core.journal.StoredFile;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What is done when the last byte of an upload is there. In this order, so that the process may
/// die at any point and the same can be done once more: the bytes are durable; what a picture says
/// of where it was taken is taken out; they are the content of their digest, durably; the file is
/// written down; only then what came is removed.
final class Finishing {
    private final FileLedger ledger;
    private final FileStore store;
    private final Pictures pictures;
    private final Pins pins;

    Finishing(FileLedger ledger, FileStore store, Pictures pictures, Pins pins) {
        this.ledger = ledger;
        this.store = store;
        this.pictures = pictures;
        this.pins = pins;
    }

    /// Finishes, in the strand of the upload; whoever asks again meanwhile gets the same answer.
    CompletableFuture<Outcome> finish(Upload upload, StoredFile file) throws IOException {
        CompletableFuture<Outcome> begun = upload.finishing();
        if (begun != null) {
            return begun;
        }
        String received = upload.sha256();
        String wanted = file.wish().sha256();
        if (wanted != null && !wanted.equals(received)) {
            upload.goBack(0, null);
            return CompletableFuture.completedFuture(denied(Refusal.CHECKSUM_MISMATCH));
        }
        FileContent content = keep(file, received);
        CompletableFuture<Outcome> outcome =
                ledger.finish(file.id(), content)
                        .whenComplete((_, _) -> pins.unpin(content.sha256()))
                        .thenApply(refused -> answer(file, received, refused))
                        .exceptionally(_ -> denied(Refusal.UNAVAILABLE))
                        .thenCompose(done -> upload.strand().ask(() -> end(upload, done)));
        upload.finishing(outcome);
        return outcome;
    }

    /// Keeps the bytes and pins them.
    private FileContent keep(StoredFile file, String received) throws IOException {
        Path bytes = store.incoming(file.id());
        Pictures.Look look = pictures.look(bytes);
        String digest = received;
        if (!file.wish().original()) {
            Path fresh = store.fresh(file.id());
            Files.deleteIfExists(fresh);
            if (pictures.strip(bytes, fresh)) {
                digest = digestDurably(fresh);
                bytes = fresh;
            }
        }
        long size = Files.size(bytes);
        pins.pin(digest);
        boolean kept = false;
        try {
            store.keep(bytes, digest);
            kept = true;
        } finally {
            if (!kept) {
                pins.unpin(digest);
            }
        }
        return new FileContent(
                digest, size, look.type(), look.width(), look.height(), look.preview());
    }

    private static String digestDurably(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, READ, WRITE)) {
            channel.force(true);
            return HexFormat.of().formatHex(Upload.digest(channel).digest());
        }
    }

    private static Outcome answer(StoredFile file, String received, Optional<Refused> refused) {
        return refused.<Outcome>map(Outcome.Denied::new)
                .orElseGet(() -> new Outcome.Stands(file, file.wish().size(), null, received));
    }

    private static Outcome denied(Refusal refusal) {
        return new Outcome.Denied(Refused.of(0, refusal));
    }

    private static Outcome end(Upload upload, Outcome outcome) throws IOException {
        upload.finishing(null);
        if (outcome instanceof Outcome.Stands) {
            upload.remove();
        }
        return outcome;
    }
}
