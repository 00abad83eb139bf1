package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Server frames that answer one client frame: they carry its `ref`.
public sealed interface Answer extends ServerFrame
        permits Refused,
                Answer.Accepted,
                Answer.Done,
                Answer.Conversations,
                Answer.Rooms,
                Answer.People,
                Answer.History,
                Answer.Resumed,
                Answer.Versions,
                Answer.Found,
                Answer.PlaceFound,
                Answer.Files,
                Answer.ConversationRead,
                Answer.Members,
                Answer.Profile,
                Answer.Sessions,
                Answer.States,
                Answer.InviteMade,
                Answer.Invites,
                Answer.Reports,
                Answer.Accounts,
                Answer.Usage,
                Answer.Storage,
                Answer.Audit,
                Answer.CallJoined {
    /// The ref of the frame that this answers; 0 when that could not be read.
    long ref();

    /// The command is done and durable. On the connection that sent it this stands in the place of
    /// the event `seq`.
    @JsonTypeName("accepted")
    record Accepted(
            long ref,
            CommandId cid,
            ConversationId conversation,
            long seq,
            long time,
            @Nullable List<Person> offline)
            implements Answer {
        /// Nobody need be told that somebody is away.
        public Accepted(long ref, CommandId cid, ConversationId conversation, long seq, long time) {
            this(ref, cid, conversation, seq, time, null);
        }
    }

    /// Done; there is nothing to say about it.
    @JsonTypeName("done")
    record Done(long ref) implements Answer {}

    /// A page of one's conversations; `after` asks for the next, absent on the last.
    @JsonTypeName("conversations")
    record Conversations(long ref, List<Summary> conversations, @Nullable String after)
            implements Answer {}

    /// A page of the public rooms; `after` asks for the next, absent on the last.
    @JsonTypeName("rooms")
    record Rooms(long ref, List<Room> rooms, @Nullable String after) implements Answer {}

    /// A public room: how many people are in it, and whether the asker is.
    record Room(
            ConversationId conversation,
            String name,
            long people,
            boolean joined,
            @Nullable String topic,
            @Nullable Long unread,
            @Nullable Boolean archived) {
        /// What every room has.
        public Room(ConversationId conversation, String name, long people, boolean joined) {
            this(conversation, name, people, joined, null, null, null);
        }
    }

    /// A page of the people online; `after` asks for the next, absent on the last.
    @JsonTypeName("people")
    record People(long ref, List<Person> people, @Nullable String after) implements Answer {}

    /// A page of a conversation as it reads now, in order. `head` is the last seq that it is true
    /// for; `more` says whether there is more in the direction asked. The page stands for all
    /// events from `from` to `to`: changes are folded into the messages that they changed.
    @JsonTypeName("history")
    record History(
            long ref,
            ConversationId conversation,
            long head,
            List<Event> events,
            boolean more,
            @Nullable Long from,
            @Nullable Long to)
            implements Answer {
        /// A page that says nothing of what was folded away.
        public History(
                long ref,
                ConversationId conversation,
                long head,
                List<Event> events,
                boolean more) {
            this(ref, conversation, head, events, more, null, null);
        }
    }

    /// What was missed: one page for each cursor, in the order asked.
    @JsonTypeName("resumed")
    record Resumed(long ref, String epoch, List<Page> pages) implements Answer {}

    /// The events after one cursor, as many as fit. `more`: ask again from the last one. `resync`:
    /// the cursor cannot be continued; forget what you have of this conversation and read its
    /// newest page.
    record Page(
            ConversationId conversation,
            long head,
            List<Event> events,
            boolean more,
            boolean resync) {}

    /// What a message said from the first text to the last: a list of {seq, time, text}.
    @JsonTypeName("versions")
    record Versions(long ref, List<Version> versions) implements Answer {}

    /// A list of {conversation, seq, time, author, name, text, thread?}; no `after` on the last
    /// page.
    @JsonTypeName("found")
    record Found(long ref, List<Hit> hits, @Nullable String after) implements Answer {}

    /// The first seq at or after the time asked for; the head and 1 if all is older.
    @JsonTypeName("place")
    record PlaceFound(long ref, ConversationId conversation, long seq) implements Answer {}

    /// A list of {seq, time, author, name, attachment}, newest first; `more` says whether there are
    /// older ones.
    @JsonTypeName("files")
    record Files(long ref, ConversationId conversation, List<FileLine> files, boolean more)
            implements Answer {}

    /// All that is known of a conversation; `people`, `messages` and `files` are counted, `bytes`
    /// is what the files have together.
    @JsonTypeName("conversation")
    record ConversationRead(
            long ref,
            Summary summary,
            long made,
            @Nullable Person maker,
            @Nullable String description,
            Newcomers newcomers,
            boolean announcement,
            long slowSeconds,
            long messages,
            long files,
            @Nullable Long bytes)
            implements Answer {}

    /// A list of {person, standing, mutedUntil?, online}.
    @JsonTypeName("members")
    record Members(long ref, List<Member> members, @Nullable String after) implements Answer {}

    /// What a person shows; `lastSeen` is left out if it is hidden, or the person is online.
    @JsonTypeName("profile")
    record Profile(long ref, Person person, boolean online, long made, @Nullable Long lastSeen)
            implements Answer {}

    /// A list of {session, made, used, device, current}.
    @JsonTypeName("sessions")
    record Sessions(long ref, List<SessionLine> sessions) implements Answer {}

    /// A list of {key, value, version} by version, and of read marks {conversation, thread?, seq};
    /// no `after` on the last page.
    @JsonTypeName("states")
    record States(long ref, List<State> states, List<Mark> marks, @Nullable Long after)
            implements Answer {}

    /// An invite; its `code` is shown this once.
    @JsonTypeName("invite")
    record InviteMade(long ref, InviteId invite, String code, InviteLine line) implements Answer {}

    /// A list of {invite, role, uses, expires, conversation?, maker}.
    @JsonTypeName("invites")
    record Invites(long ref, List<InviteLine> invites, @Nullable String after) implements Answer {}

    /// A list of {report, time, reporter, conversation, target, author, text, reason}.
    @JsonTypeName("reports")
    record Reports(long ref, List<ReportLine> reports, @Nullable String after) implements Answer {}

    /// A list of {person, made, lastSeen?, sessions, banned?, online}; no `after` on the last page.
    @JsonTypeName("accounts")
    record Accounts(long ref, List<AccountLine> accounts, @Nullable String after)
            implements Answer {}

    /// How much there is: open accounts, guests who are here, people online, rooms, messages that
    /// are not deleted, files and their `fileBytes` on the disk, the `bytes` of the databases and
    /// those that are `free` beside them; and how people come in.
    @JsonTypeName("usage")
    record Usage(
            long ref,
            long accounts,
            long guests,
            long online,
            long rooms,
            long messages,
            long files,
            @Nullable Long fileBytes,
            long bytes,
            long free,
            SignUpMode signUp,
            boolean guestsAllowed)
            implements Answer {}

    /// You are in the call with this leg; `legs` are all that are in it, the own one as well.
    @JsonTypeName("call-joined")
    record CallJoined(long ref, ConversationId conversation, long call, List<CallLeg> legs)
            implements Answer {}

    /// A list of {name?, files, bytes, conversation?, person?, sort?, file?}, the largest first.
    @JsonTypeName("storage")
    record Storage(long ref, List<StorageLine> lines) implements Answer {}

    /// A list of {time, who, what, whom?}.
    @JsonTypeName("audit")
    record Audit(long ref, List<AuditEntry> entries, @Nullable String after) implements Answer {}

    /// One text of a message: `seq` is that of the event that brought it.
    record Version(long seq, long time, String text) {}

    /// A message that was found.
    record Hit(
            ConversationId conversation,
            long seq,
            long time,
            PersonId author,
            String name,
            String text,
            @Nullable Long thread) {}

    /// A file and the message that shows it.
    record FileLine(long seq, long time, PersonId author, String name, Attachment attachment) {}

    /// Somebody in a conversation. `mutedUntil` is in milliseconds since 1970.
    record Member(Person person, Standing standing, @Nullable Long mutedUntil, boolean online) {}

    /// A session as its person sees it: `used` is when it last opened a connection.
    record SessionLine(SessionId session, long made, long used, String device, boolean current) {}

    /// A value that the devices of a person share; a greater version is newer.
    record State(String key, String value, long version) {}

    /// How far a person has read a conversation, or a thread of it.
    record Mark(ConversationId conversation, @Nullable Long thread, long seq) {}

    /// An invite without its code.
    record InviteLine(
            InviteId invite,
            Role role,
            long uses,
            long expires,
            @Nullable ConversationId conversation,
            String maker) {}

    /// A message that somebody reported, as it read then.
    record ReportLine(
            ReportId report,
            long time,
            Person reporter,
            ConversationId conversation,
            long target,
            Person author,
            String text,
            String reason) {}

    /// An account as those who run the server see it: since when, when it was last online (left out
    /// if it is hidden, or the person is online), and how many sessions it has.
    record AccountLine(
            Person person,
            long made,
            @Nullable Long lastSeen,
            long sessions,
            @Nullable Boolean banned,
            boolean online) {}

    /// What takes room: a conversation, a person, a sort of files or one file, with its name (none
    /// for private conversations), how many files it has and their bytes.
    record StorageLine(
            @Nullable String name,
            long files,
            long bytes,
            @Nullable ConversationId conversation,
            @Nullable PersonId person,
            @Nullable FileSort sort,
            @Nullable FileId file) {}

    /// Something that one of those who run the server did.
    record AuditEntry(long time, String who, String what, @Nullable String whom) {}
}
