package dev.klatch.core.journal;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationFrame.ListConversations;
import dev.klatch.protocol.ConversationFrame.ListRooms;
import dev.klatch.protocol.MessageFrame.ReadHistory;
import dev.klatch.protocol.MessageFrame.Resume;
import dev.klatch.protocol.PersonId;
import org.jspecify.annotations.Nullable;

/// What was said, for those who may read it. Each call looks up anew what this reader may see, in
/// the same snapshot as what it returns. An answer has at most
/// [dev.klatch.protocol.Limits#ANSWER_BYTES] bytes, or one event. Safe to call from any thread;
/// blocks; may throw [JournalFailure].
public interface Archive {
    /// A page of history, or the refusal `unknown-conversation`.
    Answer history(PersonId reader, ReadHistory ask);

    /// What was missed after each cursor. A conversation that the reader may not see is left out.
    Answer.Resumed resume(PersonId reader, Resume ask);

    /// A page of the reader's conversations, newest activity first.
    Answer conversations(PersonId reader, ListConversations ask);

    /// A page of the public rooms, by title.
    Answer rooms(PersonId reader, ListRooms ask);

    /// The person who has this name now, or else the one who had it last.
    @Nullable StoredPerson personNamed(String key);

    /// Whose session this is, or null: never opened, signed out, or a guest who has left.
    @Nullable StoredPerson personOfSession(TokenHash tokenHash);
}
