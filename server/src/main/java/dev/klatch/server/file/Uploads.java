package dev.klatch.server.file;

import dev.klatch.core.Request.Uploading;
import dev.klatch.core.journal.FileWish;
import dev.klatch.core.journal.StoredFile;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Uploads: begun, brought in parts over any number of requests, and finished when the last byte is
/// there. Every call asks the ledger anew whether the person may. Safe to use from any thread;
/// nothing blocks, and answers come on any thread.
public final class Uploads {
    /// How long an upload is kept to which nothing comes.
    public static final Duration KEPT = Duration.ofHours(24);

    private final FileLedger ledger;
    private final FileStore store;
    private final FileThreads threads;
    private final Finishing finishing;
    private final Room room;
    private final Map<FileId, Upload> known = new ConcurrentHashMap<>();

    /// `reserve` bytes of the disk are left free.
    public Uploads(
            FileLedger ledger,
            FileStore store,
            FileThreads threads,
            Pictures pictures,
            Pins pins,
            long reserve) {
        this.ledger = ledger;
        this.store = store;
        this.threads = threads;
        this.finishing = new Finishing(ledger, store, pictures, pins);
        this.room = new Room(store, reserve);
    }

    /// Begins an upload, if it may be and there is room: [Outcome.Stands] or [Outcome.Denied].
    public CompletableFuture<Outcome> begin(
            PersonId person, ConversationId conversation, FileWish wish) {
        return answer(ledger.begin(person, conversation, wish).thenCompose(this::begun));
    }

    private CompletableFuture<Outcome> begun(Uploading uploading) {
        return switch (uploading) {
            case Uploading.Denied(var refused) -> denied(refused);
            case Uploading.Begun(var file) -> {
                Upload upload = upload(file.id());
                yield upload.strand()
                        .ask(() -> {
                            Refused full = room.refusal(file.wish().size());
                            if (full != null) {
                                known.remove(file.id());
                                var _ = ledger.end(Set.of(file.id()));
                                return denied(full);
                            }
                            store.begin(file.id());
                            return stand(upload, file);
                        })
                        .thenCompose(each -> each)
                        .whenComplete((_, failed) -> {
                            if (failed != null) {
                                var _ = ledger.end(Set.of(file.id()));
                            }
                        });
            }
        };
    }

    /// Where an upload or file of this person's own stands. Whoever brings bytes at the moment is
    /// stopped: who asks has lost the connection on which they were sent.
    public CompletableFuture<Outcome> stand(PersonId person, FileId id) {
        return own(
                person,
                id,
                file -> {
                    if (file.content() != null) {
                        return done(new Outcome.Stands(file, file.wish().size(), null, null));
                    }
                    Upload upload = upload(id);
                    return upload.strand()
                            .ask(() -> {
                                upload.cut();
                                // Over since the ledger was asked: it knows now.
                                return upload.isGone() ? stand(person, id) : stand(upload, file);
                            })
                            .thenCompose(each -> each);
                });
    }

    /// In the strand: where it stands; what is whole is finished.
    private CompletableFuture<Outcome> stand(Upload upload, StoredFile file) throws IOException {
        if (upload.offset() == file.wish().size()) {
            return finishing
                    .finish(upload, file)
                    .whenComplete((_, _) -> known.computeIfPresent(file.id(), Uploads::unlessOver));
        }
        return done(new Outcome.Stands(file, upload.offset(), Instant.now().plus(KEPT), null));
    }

    private static @Nullable Upload unlessOver(FileId id, Upload upload) {
        return upload.isGone() ? null : upload;
    }

    /// Lets somebody bring bytes from this one on: [Outcome.Open], or [Outcome.Denied] if it stands
    /// elsewhere. Whoever brought bytes until now is stopped.
    public CompletableFuture<Outcome> open(
            PersonId person, FileId id, long offset, @Nullable Checksum checksum) {
        return own(
                person,
                id,
                file -> {
                    if (file.content() != null) {
                        return denied(elsewhere(file.wish().size()));
                    }
                    Upload upload = upload(id);
                    return upload.strand().ask(() -> open(upload, file, offset, checksum));
                });
    }

    private static Refused elsewhere(long offset) {
        return Refused.of(0, Refusal.OFFSET_MISMATCH).about("Upload-Offset", offset);
    }

    private Outcome open(Upload upload, StoredFile file, long offset, @Nullable Checksum checksum)
            throws IOException {
        upload.cut();
        if (upload.isGone() || upload.finishing() != null || upload.offset() != offset) {
            return new Outcome.Denied(elsewhere(upload.offset()));
        }
        long size = file.wish().size();
        Refused full = room.enter(file.owner(), size - offset);
        if (full != null) {
            return new Outcome.Denied(full);
        }
        Transfer.Closing closing =
                new Transfer.Closing() {
                    @Override
                    public void leave() {
                        room.leave(file.owner(), size - offset);
                    }

                    @Override
                    public CompletableFuture<Outcome> ended() throws IOException {
                        return stand(upload, file);
                    }
                };
        try {
            return new Outcome.Open(new Transfer(upload, size, checksum, closing));
        } catch (IOException failed) {
            closing.leave();
            throw failed;
        }
    }

    /// This person does not want an upload or file any more: [Outcome.Ended], or [Outcome.Denied]
    /// if a message shows it.
    public CompletableFuture<Outcome> end(PersonId person, FileId id) {
        return own(
                person,
                id,
                file ->
                        ledger.end(Set.of(id))
                                .thenCompose(ended ->
                                        ended.contains(id)
                                                ? forget(id)
                                                : denied(Refused.of(0, Refusal.NOT_ALLOWED))));
    }

    /// Removes what has come of an upload that is not written down any more.
    CompletableFuture<Outcome> forget(FileId id) {
        Upload upload = upload(id);
        return upload.strand()
                .ask(() -> {
                    upload.remove();
                    known.remove(id, upload);
                    return new Outcome.Ended();
                });
    }

    private Upload upload(FileId id) {
        return known.computeIfAbsent(id, absent -> new Upload(absent, store, threads));
    }

    @FunctionalInterface
    private interface Then {
        CompletableFuture<Outcome> on(StoredFile file);
    }

    private CompletableFuture<Outcome> own(PersonId person, FileId id, Then then) {
        return answer(
                ledger.own(person, id)
                        .thenCompose(found -> found.map(then::on).orElseGet(Uploads::unknown)));
    }

    private static CompletableFuture<Outcome> answer(CompletableFuture<Outcome> outcome) {
        return outcome.exceptionally(failed -> new Outcome.Denied(DiskFaults.refused(failed)));
    }

    private static CompletableFuture<Outcome> unknown() {
        return denied(Refused.of(0, Refusal.UNKNOWN_FILE));
    }

    private static CompletableFuture<Outcome> denied(Refused refused) {
        return done(new Outcome.Denied(refused));
    }

    private static CompletableFuture<Outcome> done(Outcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }
}
