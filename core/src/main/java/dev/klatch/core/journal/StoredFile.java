package dev.klatch.core.journal;

import dev.klatch.protocol.Attachment;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.PersonId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A file that somebody uploads, or has uploaded, to show it in a conversation. `time` is when it
/// was begun or finished, in milliseconds since 1970; without `content` it is not finished.
public record StoredFile(
        FileId id,
        PersonId owner,
        ConversationId conversation,
        FileWish wish,
        long time,
        @Nullable FileContent content) {
    /// The bytes that it takes: of an upload, those that it will have.
    public long bytes() {
        return content == null ? wish.size() : content.bytes();
    }

    /// The same with all of it there.
    public StoredFile finished(FileContent found, long now) {
        return new StoredFile(id, owner, conversation, wish, now, found);
    }

    /// As a message shows it; only if it is finished.
    public Attachment attachment() {
        FileContent found = Objects.requireNonNull(content);
        return new Attachment(
                id,
                wish.name(),
                found.bytes(),
                found.type(),
                found.width(),
                found.height(),
                found.preview() ? true : null,
                wish.duration(),
                wish.waveform());
    }
}
