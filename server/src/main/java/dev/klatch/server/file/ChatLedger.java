package dev.klatch.server.file;

import dev.klatch.core.Request;
import dev.klatch.core.Requests;
import dev.klatch.core.journal.Archive;
import dev.klatch.core.journal.FileContent;
import dev.klatch.core.journal.FileWish;
import dev.klatch.core.journal.JournalFailure;
import dev.klatch.core.journal.StoredFile;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.server.session.Readers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The ledger as the chat keeps it: what is changed is decided by the sequencer, what is asked is
/// read from the archive.
public final class ChatLedger implements FileLedger {
    private static final int SWEPT_AT_ONCE = 500;

    private final Requests requests;
    private final Readers readers;
    private final Archive archive;

    public ChatLedger(Requests requests, Readers readers, Archive archive) {
        this.requests = requests;
        this.readers = readers;
        this.archive = archive;
    }

    @Override
    public CompletableFuture<Request.Uploading> begin(
            PersonId person, ConversationId conversation, FileWish wish) {
        CompletableFuture<Request.Uploading> answer = new CompletableFuture<>();
        Refusal full =
                requests.offer(
                        new Request.BeginUpload(person, conversation, wish, answer::complete));
        if (full != null) {
            answer.complete(new Request.Uploading.Denied(Refused.of(0, full)));
        }
        return answer;
    }

    @Override
    public CompletableFuture<Optional<StoredFile>> own(PersonId person, FileId file) {
        return read(() ->
                Optional.ofNullable(archive.file(file))
                        .filter(found -> found.owner().equals(person)));
    }

    @Override
    public CompletableFuture<Optional<StoredFile>> readable(PersonId person, FileId file) {
        return read(() -> Optional.ofNullable(archive.fileFor(person, file)));
    }

    @Override
    public CompletableFuture<Optional<Refused>> finish(FileId file, FileContent content) {
        CompletableFuture<Optional<Refused>> answer = new CompletableFuture<>();
        offer(new Request.FinishUpload(file, content, answer::complete), answer);
        return answer;
    }

    @Override
    public CompletableFuture<Set<FileId>> end(Set<FileId> files) {
        CompletableFuture<Optional<Refused>> answer = new CompletableFuture<>();
        offer(new Request.EndFiles(List.copyOf(files), answer::complete), answer);
        return answer.thenCompose(_ -> those(files, file -> archive.file(file) == null));
    }

    private void offer(Request request, CompletableFuture<Optional<Refused>> answer) {
        Refusal full = requests.offer(request);
        if (full != null) {
            answer.complete(Optional.of(Refused.of(0, full)));
        }
    }

    @Override
    public CompletableFuture<List<StoredFile>> unshown(long before) {
        return read(() -> archive.unshown(before, SWEPT_AT_ONCE));
    }

    @Override
    public CompletableFuture<Set<String>> contentsKept(Set<String> contents) {
        return those(contents, archive::isKept);
    }

    @Override
    public CompletableFuture<Set<FileId>> uploadsKept(Set<FileId> uploads) {
        return those(uploads, file -> isUpload(archive.file(file)));
    }

    private static boolean isUpload(@Nullable StoredFile file) {
        return file != null && file.content() == null;
    }

    private <T> CompletableFuture<Set<T>> those(Set<T> all, Predicate<T> fit) {
        return read(() -> all.stream().filter(fit).collect(Collectors.toUnmodifiableSet()));
    }

    private <T> CompletableFuture<T> read(Supplier<T> read) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        boolean taken =
                readers.offer(() -> {
                    try {
                        answer.complete(read.get());
                    } catch (RuntimeException failure) {
                        answer.completeExceptionally(failure);
                    }
                });
        if (!taken) {
            answer.completeExceptionally(
                    new JournalFailure(Refusal.BUSY, "too many wait for a reader", null));
        }
        return answer;
    }
}
