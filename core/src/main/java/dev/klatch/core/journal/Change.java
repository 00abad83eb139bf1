package dev.klatch.core.journal;

import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.InviteId;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.ReportId;
import dev.klatch.protocol.Standing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing for the journal to keep.
public sealed interface Change {
    /// An event at the end of its conversation, with all that follows from it: a post is counted,
    /// its mentions and files are noted, an edit gives its target another text, a deletion erases
    /// the target and all its earlier texts, a pin is set, a call is open until its end. `hash` is
    /// that of the command that made it.
    record Append(Event event, ContentHash hash) implements Change {}

    /// A new person.
    record AddPerson(StoredPerson person, long time) implements Change {}

    /// All that can change of a person is as it is here.
    record SetPerson(StoredPerson person) implements Change {}

    /// A guest has left for good: the name is free, the sessions end.
    record ClosePerson(PersonId person, long time) implements Change {}

    /// What is kept about files.
    sealed interface OfFile extends Change {}

    /// An upload was begun.
    record AddFile(StoredFile file) implements OfFile {}

    /// All of an upload is there: it is a file from this time on.
    record FinishFile(FileId file, FileContent content, long time) implements OfFile {}

    /// An upload or a file that no message shows is gone.
    record EndFile(FileId file) implements OfFile {}

    /// What is kept about sessions, invites, reports and what those who run the server did.
    sealed interface OfAccount extends Change {}

    /// A sign-in of a person.
    record AddSession(StoredSession session) implements OfAccount {}

    /// A session opened a connection at this time.
    record UseSession(TokenHash token, long time) implements OfAccount {}

    /// A sign-out.
    record EndSession(TokenHash token) implements OfAccount {}

    /// A new invite, or one that was used.
    record SetInvite(StoredInvite invite) implements OfAccount {}

    /// An invite cannot be used any more.
    record EndInvite(InviteId invite) implements OfAccount {}

    /// A message was reported.
    record AddReport(StoredReport report) implements OfAccount {}

    /// A report is closed, by the operator if there is no settler.
    record SettleReport(
            ReportId report, @Nullable PersonId settler, long time, @Nullable String note)
            implements OfAccount {}

    /// One of those who run the server did something.
    record AddAudit(long time, String who, String what, @Nullable String whom)
            implements OfAccount {}

    /// The states, read marks and mentions of a person are erased.
    record ForgetPerson(PersonId person) implements OfAccount {}

    /// A new conversation, still without events. `key` is the folded title of a room or group, or
    /// the two ids of a direct conversation.
    record AddConversation(
            ConversationId id,
            ConversationType type,
            String title,
            String key,
            Traits traits,
            @Nullable PersonId maker,
            long time)
            implements Change {
        /// A public room or a direct conversation.
        public AddConversation(
                ConversationId id, ConversationType type, String title, String key, long time) {
            this(
                    id,
                    type,
                    title,
                    key,
                    type == ConversationType.ROOM ? Traits.PUBLIC : Traits.PRIVATE,
                    null,
                    time);
        }
    }

    /// Title, key and traits of a conversation are as they are here.
    record SetConversation(ConversationId id, String title, String key, Traits traits)
            implements Change {}

    /// A conversation has ended: nobody is in it, and its title is free.
    record CloseConversation(ConversationId id) implements Change {}

    /// These are members from the event `from` on.
    record AddMembers(
            ConversationId conversation, List<PersonId> people, long from, Standing standing)
            implements Change {
        /// Plain members.
        public AddMembers(ConversationId conversation, List<PersonId> people, long from) {
            this(conversation, people, from, Standing.MEMBER);
        }
    }

    /// This one is a member as it says here.
    record SetMember(ConversationId conversation, PersonId person, StoredMember member)
            implements Change {}

    /// This one was a member up to the event `to`, including it.
    record EndMember(ConversationId conversation, PersonId person, long to) implements Change {}

    /// This one may not come.
    record AddBan(ConversationId conversation, PersonId person) implements Change {}

    /// This one may come again.
    record EndBan(ConversationId conversation, PersonId person) implements Change {}

    /// A person has read a conversation, or the thread of it that begins at `thread` (0: all of
    /// it), up to `seq`. A mark never moves back.
    record Mark(PersonId person, ConversationId conversation, long thread, long seq)
            implements Change {}

    /// A state of a person; a null value ends it. The version is greater than all that the person
    /// had.
    record SetState(PersonId person, String key, @Nullable String value, long version)
            implements Change {}

    /// The call of this conversation was answered at this time, in milliseconds since 1970.
    record AnswerCall(ConversationId conversation, long time) implements Change {}

    /// A setting of the server; a null value ends it.
    record SetSetting(String name, @Nullable String value) implements Change {}
}
