package dev.klatch.server.file;

import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refused;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Where it is written down which files there are, whose they are and who may read them: the rules
/// of chat behind the sequencer, and the archive. Safe to call from any thread, never blocks;
/// answers come on any thread, and fail only if the store does.
public interface FileLedger {
    /// What somebody wants to upload: `size` in bytes (0 or more); `name` is UTF-8 as it came, and
    /// may hold anything; `duration` (ms) and `waveform` (hexadecimal digits) are of a voice
    /// message.
    record Wish(
            PersonId person,
            ConversationId conversation,
            String name,
            long size,
            @Nullable Long duration,
            @Nullable String waveform) {}

    /// A file as it is written down; times are in milliseconds since 1970. `used` is when it began
    /// or when the last message that showed it was gone. Without `facts` it is still an upload.
    record Entry(
            FileId id,
            PersonId owner,
            ConversationId conversation,
            String name,
            long size,
            long made,
            long used,
            @Nullable Facts facts) {}

    /// What is known of a content when all of it is there: its SHA-256 in hexadecimal, its `size`
    /// in bytes (less than was uploaded if something was taken out of a picture), the media type by
    /// its first bytes, pixels as they are to be seen, and whether there can be previews.
    record Facts(
            String content,
            long size,
            String type,
            @Nullable Long width,
            @Nullable Long height,
            boolean preview) {}

    /// What became of a wish.
    sealed interface Begun {
        /// It may come, under this id.
        record Granted(Entry entry) implements Begun {}

        /// No: not a member, too large, over a quota, muted, too fast …
        record Denied(Refused refused) implements Begun {}
    }

    /// Asks for an upload and writes it down. Sizes and quotas are decided there; how much room the
    /// disk has is decided by whoever asks.
    CompletableFuture<Begun> begin(Wish wish);

    /// An upload or file of this person's own; empty if there is none of this id or it belongs to
    /// somebody else, and also if its owner may not be in its conversation any more.
    CompletableFuture<Optional<Entry>> own(PersonId person, FileId file);

    /// A finished file that this person may read now: their own, or shown by a message that they
    /// may read. Empty for everything else.
    CompletableFuture<Optional<Entry>> readable(PersonId person, FileId file);

    /// All bytes are on the disk under this content: from now on messages can show the file. Empty
    /// if it was written down (also if it was before).
    CompletableFuture<Optional<Refused>> finish(FileId file, Facts facts);

    /// This person does not want this upload or file any more. Empty if it is forgotten; refused if
    /// it is not theirs or a message shows it.
    CompletableFuture<Optional<Refused>> end(PersonId person, FileId file);

    /// What may go: uploads that began before this (ms since 1970), finished files that no message
    /// shows since then, and files whose last message was erased. A few hundred at most.
    CompletableFuture<List<Entry>> sweepable(long before);

    /// Forgets those of these that may still go; answers which were forgotten.
    CompletableFuture<Set<FileId>> forget(Set<FileId> files);

    /// Which of these contents (SHA-256 in hexadecimal) a file is written down for.
    CompletableFuture<Set<String>> contentsNamed(Set<String> contents);

    /// Which of these are written down as uploads that are not finished.
    CompletableFuture<Set<FileId>> uploadsNamed(Set<FileId> uploads);
}
