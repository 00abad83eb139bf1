package dev.klatch.server.file;

import dev.klatch.core.Request.Uploading;
import dev.klatch.core.journal.FileContent;
import dev.klatch.core.journal.FileWish;
import dev.klatch.core.journal.StoredFile;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refused;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// Where it is written down which files there are, whose they are and who may read them: the rules
/// of chat behind the sequencer, and the archive. Safe to call from any thread, never blocks;
/// answers come on any thread, and fail only if the store does.
public interface FileLedger {
    /// Asks for an upload and writes it down. Sizes and quotas are decided there; how much room the
    /// disk has is decided by whoever asks.
    CompletableFuture<Uploading> begin(PersonId person, ConversationId conversation, FileWish wish);

    /// An upload or file of this person's own; empty if there is none of this id or it belongs to
    /// somebody else.
    CompletableFuture<Optional<StoredFile>> own(PersonId person, FileId file);

    /// A finished file that this person may read now: their own, or shown by a message that they
    /// may read. Empty for everything else.
    CompletableFuture<Optional<StoredFile>> readable(PersonId person, FileId file);

    /// All bytes are on the disk under this content: from now on messages can show the file. Empty
    /// if it was written down (also if it was before).
    CompletableFuture<Optional<Refused>> finish(FileId file, FileContent content);

    /// Forgets those of these that no message shows; answers which of them are not written down any
    /// more.
    CompletableFuture<Set<FileId>> end(Set<FileId> files);

    /// Uploads and files that no message shows, which were begun, finished or last shown before
    /// this (ms since 1970); the oldest first, a few hundred at most.
    CompletableFuture<List<StoredFile>> unshown(long before);

    /// Which of these contents (SHA-256 in hexadecimal) a file is written down for.
    CompletableFuture<Set<String>> contentsKept(Set<String> contents);

    /// Which of these are written down as uploads that are not finished.
    CompletableFuture<Set<FileId>> uploadsKept(Set<FileId> uploads);
}
