package dev.klatch.core.journal;

import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.PersonId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The part of a [Journal] that is about files, with the same promises. What is counted in bytes
/// counts uploads by what they will have.
public interface FileJournal {
    /// The file or upload with this id.
    @Nullable StoredFile file(FileId id);

    /// The messages that show a file.
    List<MessagePlace> places(FileId id);

    /// What a person's files take.
    FileFigures of(PersonId person);

    /// What the files take that were uploaded for a conversation.
    FileFigures in(ConversationId conversation);

    /// What all files take.
    FileFigures all();
}
