package dev.klatch.core.journal;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Question;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was said, for those who may read it. Each call looks up anew what this reader may see, in
/// the same snapshot as what it returns. An answer has at most
/// [dev.klatch.protocol.Limits#ANSWER_BYTES] bytes, or one event. Safe to call from any thread;
/// blocks; may throw [JournalFailure].
public interface Archive {
    /// The answer to the question of somebody in this session: what was asked for, or a refusal.
    Answer answer(PersonId reader, TokenHash session, Question question);

    /// The person who has this name now, or else the one who had it last.
    @Nullable StoredPerson personNamed(String key);

    /// The file or upload with this id.
    @Nullable StoredFile file(FileId id);

    /// The file with this id if it is all there, and if this reader uploaded it or may read a
    /// message that shows it.
    @Nullable StoredFile fileFor(PersonId reader, FileId id);

    /// The first `most` uploads, and files that no message shows, that are older than this time;
    /// the oldest first.
    List<StoredFile> unshown(long before, int most);

    /// Whether a file has the content with this SHA-256, in hexadecimal digits.
    boolean isKept(String sha256);

    /// How much is stored.
    StoreFigures figures();

    /// All rooms and groups, by title: for the operator, who sees that they are there.
    List<RoomFigures> rooms();

    /// How people come in as of now.
    Entrance entrance();

    /// Whose session this is, or null: never opened, signed out, or a guest who has left.
    @Nullable StoredPerson personOfSession(TokenHash tokenHash);

    /// The next messages of this person after a place (null: the first ones), by conversation and
    /// seq, at most so many; those erased already are among them.
    List<MessagePlace> messagesOf(PersonId author, @Nullable MessagePlace after, int most);

    /// The deleted accounts whose messages are still to be erased.
    List<PersonId> erasing();
}
