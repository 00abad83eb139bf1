package dev.klatch.server.file;

import dev.klatch.core.Request.Uploading;
import dev.klatch.core.journal.FileContent;
import dev.klatch.core.journal.FileWish;
import dev.klatch.core.journal.StoredFile;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// A ledger in memory: everybody may upload, and reads what is theirs. It can be told to fail.
final class MemoryLedger implements FileLedger {
    private final Map<FileId, StoredFile> files = new ConcurrentHashMap<>();
    private final Set<FileId> shown = ConcurrentHashMap.newKeySet();
    private final AtomicLong next = new AtomicLong(1);
    private volatile boolean broken;
    private volatile long now;

    /// From now on nothing can be written down, or it can again.
    void breaks(boolean fails) {
        broken = fails;
    }

    /// What time it is for what is written down, in milliseconds.
    void at(long millis) {
        now = millis;
    }

    /// A message shows this file.
    void show(FileId file) {
        shown.add(file);
    }

    /// No message shows it any more.
    void hide(FileId file) {
        shown.remove(file);
    }

    StoredFile file(FileId id) {
        return Objects.requireNonNull(files.get(id));
    }

    boolean has(FileId id) {
        return files.containsKey(id);
    }

    private <T> CompletableFuture<T> answer(T value) {
        return broken
                ? CompletableFuture.failedFuture(new IllegalStateException("broken for this test"))
                : CompletableFuture.completedFuture(value);
    }

    @Override
    public CompletableFuture<Uploading> begin(
            PersonId person, ConversationId conversation, FileWish wish) {
        FileId id = new FileId(next.getAndIncrement());
        StoredFile file = new StoredFile(id, person, conversation, wish, now, null);
        files.put(id, file);
        return answer(new Uploading.Begun(file));
    }

    @Override
    public CompletableFuture<Optional<StoredFile>> own(PersonId person, FileId file) {
        return CompletableFuture.completedFuture(
                Optional.ofNullable(files.get(file)).filter(found -> found.owner().equals(person)));
    }

    @Override
    public CompletableFuture<Optional<StoredFile>> readable(PersonId person, FileId file) {
        return own(person, file).thenApply(found -> found.filter(each -> each.content() != null));
    }

    @Override
    public CompletableFuture<Optional<Refused>> finish(FileId file, FileContent content) {
        if (!broken
                && files.computeIfPresent(file, (_, old) -> old.finished(content, now)) == null) {
            return answer(Optional.of(Refused.of(0, Refusal.UNKNOWN_FILE)));
        }
        return answer(Optional.empty());
    }

    @Override
    public CompletableFuture<Set<FileId>> end(Set<FileId> ended) {
        Set<FileId> gone = new HashSet<>(ended);
        gone.removeAll(shown);
        files.keySet().removeAll(gone);
        return answer(gone);
    }

    @Override
    public CompletableFuture<List<StoredFile>> unshown(long before) {
        return answer(
                files.values().stream()
                        .filter(file -> file.time() < before && !shown.contains(file.id()))
                        .toList());
    }

    @Override
    public CompletableFuture<Set<String>> contentsKept(Set<String> contents) {
        Set<String> kept = new HashSet<>();
        for (StoredFile file : files.values()) {
            FileContent content = file.content();
            if (content != null && contents.contains(content.sha256())) {
                kept.add(content.sha256());
            }
        }
        return answer(kept);
    }

    @Override
    public CompletableFuture<Set<FileId>> uploadsKept(Set<FileId> uploads) {
        Set<FileId> kept = new HashSet<>(uploads);
        kept.removeIf(id -> !files.containsKey(id) || files.get(id).content() != null);
        return answer(kept);
    }
}
