package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that happened in a conversation, at its place `seq` in it: 1, 2, 3 … without holes.
/// The frame is the same for every reader. `time` is the server's wall clock in milliseconds since
/// 1970, for show; order comes from `seq` alone.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = Event.Opaque.class)
public sealed interface Event extends ServerFrame permits Event.Made, Event.Opaque {
    /// Where it happened.
    ConversationId conversation();

    /// Its place there, from 1.
    long seq();

    /// When it happened, in milliseconds since 1970.
    long time();

    /// The message that this event changes, the first step of the game that it is a step of, or the
    /// start of the call; null for what is about nothing before it.
    default @Nullable Long about() {
        return switch (this) {
            case Edited it -> it.target();
            case Deleted it -> it.target();
            case Reacted it -> it.target();
            case Pinned it -> it.target();
            case Played it -> it.game();
            case Called it -> it.call();
            default -> null;
        };
    }

    /// An event that somebody made by a command.
    sealed interface Made extends Event
            permits Event.OfMessage, Event.OfConversation, Event.OfMembers {
        /// Who made it.
        PersonId author();

        /// The author's name.
        String name();

        /// The author's name for the command.
        CommandId cid();
    }

    /// Something was said, or what was said changed.
    sealed interface OfMessage extends Made {}

    /// The conversation itself was made or changed.
    sealed interface OfConversation extends Made {}

    /// Somebody came, went, or is something else from here on.
    sealed interface OfMembers extends Made {}

    /// Somebody said something; with `files` the text may be empty. `folded` is there in `history`
    /// only: how the message stands as of now.
    @JsonTypeName("posted")
    record Posted(
            ConversationId conversation,
            long seq,
            long time,
            PersonId author,
            String name,
            CommandId cid,
            String text,
            @Nullable Long reply,
            @Nullable Long thread,
            @Nullable List<PersonId> mentions,
            @Nullable Callout callout,
            @Nullable Forwarded forwarded,
            @Nullable List<Attachment> files,
            @Nullable Folded folded)
            implements OfMessage {
        /// A plain message.
        public Posted(
                ConversationId conversation,
                long seq,
                long time,
                PersonId author,
                String name,
                CommandId cid,
                String text) {
            this(
                    conversation,
                    seq,
                    time,
                    author,
                    name,
                    cid,
                    text,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }
    }

    /// A message reads otherwise from here on.
    @JsonTypeName("edited")
    record Edited(
            ConversationId conversation,
            long seq,
            long time,
            PersonId author,
            String name,
            CommandId cid,
            long target,
            String text,
            @Nullable List<PersonId> mentions)
            implements OfMessage {}

    /// A message was erased; where it stood is an empty text.
    @JsonTypeName("deleted")
    record Deleted(
            ConversationId conversation,
            long seq,
            long time,
            PersonId author,
            String name,
            CommandId cid,
            long target)
            implements OfMessage {}

    /// A reaction was put under a message, or taken away.
    @JsonTypeName("reacted")
    record Reacted(
            ConversationId conversation,
            long seq,
            long time,
            PersonId author,
            String name,
            CommandId cid,
            long target,
            String reaction,
            boolean on)
            implements OfMessage {}

    /// A message was pinned, or its pin taken out.
    @JsonTypeName("pinned")
    record Pinned(
            ConversationId conversation,
            long seq,
            long time,
            PersonId author,
            String name,
            CommandId cid,
            long target,
            boolean on)
            implements OfMessage {}

    /// A step of a game: `board` has nine of `X`, `O` and `.` in reading order, `next` is whose
    /// turn it is, `winner` who won; a game that is over has `over` true.
    @JsonTypeName("played")
    record Played(
            ConversationId conversation,
            long seq,
            long time,
            PersonId author,
            String name,
            CommandId cid,
            long game,
            GameAction action,
            @Nullable Long square,
            String board,
            PersonId cross,
            PersonId nought,
            @Nullable PersonId next,
            @Nullable PersonId winner,
            boolean over)
            implements OfMessage {}

    /// A call was started, or is over. `call` is the seq of its start; `why` and `people`, who were
    /// in it (the first 50), are there at its end, and `lasted` in milliseconds if it was answered.
    @JsonTypeName("called")
    record Called(
            ConversationId conversation,
            long seq,
            long time,
            PersonId author,
            String name,
            CommandId cid,
            long call,
            CallAction action,
            CallMedia media,
            @Nullable CallEnd why,
            @Nullable Long lasted,
            @Nullable List<PersonId> people)
            implements OfMessage {}

    /// The conversation was made; always its first event, but for `everyone`, which was always
    /// there.
    @JsonTypeName("created")
    record Created(
            ConversationId conversation,
            long seq,
            long time,
            PersonId author,
            String name,
            CommandId cid,
            ConversationType type,
            String title,
            @Nullable List<Person> people)
            implements OfConversation {
        /// Without people.
        public Created(
                ConversationId conversation,
                long seq,
                long time,
                PersonId author,
                String name,
                CommandId cid,
                ConversationType type,
                String title) {
            this(conversation, seq, time, author, name, cid, type, title, null);
        }
    }

    /// What is given is so from here on.
    @JsonTypeName("changed")
    record Changed(
            ConversationId conversation,
            long seq,
            long time,
            PersonId author,
            String name,
            CommandId cid,
            @Nullable String title,
            @Nullable String topic,
            @Nullable String description,
            @Nullable Access access,
            @Nullable Newcomers newcomers,
            @Nullable Boolean announcement,
            @Nullable Long slowSeconds,
            @Nullable Boolean archived)
            implements OfConversation {}

    /// The conversation has ended: only one was left in it.
    @JsonTypeName("closed")
    record Closed(
            ConversationId conversation,
            long seq,
            long time,
            PersonId author,
            String name,
            CommandId cid)
            implements OfConversation {}

    /// Somebody is in it from here on.
    @JsonTypeName("joined")
    record Joined(
            ConversationId conversation,
            long seq,
            long time,
            PersonId author,
            String name,
            CommandId cid)
            implements OfMembers {}

    /// Somebody is no longer in it.
    @JsonTypeName("left")
    record Left(
            ConversationId conversation,
            long seq,
            long time,
            PersonId author,
            String name,
            CommandId cid)
            implements OfMembers {}

    /// These were brought in by `author`.
    @JsonTypeName("invited")
    record Invited(
            ConversationId conversation,
            long seq,
            long time,
            PersonId author,
            String name,
            CommandId cid,
            List<Person> people)
            implements OfMembers {}

    /// Somebody was taken out by `author`; with `banned` they may not come again.
    @JsonTypeName("removed")
    record Removed(
            ConversationId conversation,
            long seq,
            long time,
            PersonId author,
            String name,
            CommandId cid,
            PersonId person,
            String who,
            boolean banned)
            implements OfMembers {}

    /// Somebody who is not in it may not come, or may again.
    @JsonTypeName("banned")
    record Banned(
            ConversationId conversation,
            long seq,
            long time,
            PersonId author,
            String name,
            CommandId cid,
            PersonId person,
            String who,
            boolean on)
            implements OfMembers {}

    /// Somebody may not write until then (milliseconds since 1970; 0: may write).
    @JsonTypeName("muted")
    record Muted(
            ConversationId conversation,
            long seq,
            long time,
            PersonId author,
            String name,
            CommandId cid,
            PersonId person,
            String who,
            long until)
            implements OfMembers {}

    /// Somebody is owner, moderator or member from here on.
    @JsonTypeName("promoted")
    record Promoted(
            ConversationId conversation,
            long seq,
            long time,
            PersonId author,
            String name,
            CommandId cid,
            PersonId person,
            String who,
            Standing standing)
            implements OfMembers {}

    /// Where a message was said first, by whom and when.
    record Forwarded(
            ConversationId conversation, long seq, PersonId author, String name, long time) {}

    /// A message as of now: `version` is the seq of its last change, `edited` the time of the last
    /// edit, `replies` how many answers its thread has and `lastReply` the seq of the last.
    record Folded(
            long version,
            @Nullable Long edited,
            @Nullable Boolean deleted,
            @Nullable Boolean pinned,
            @Nullable List<Reaction> reactions,
            @Nullable Long replies,
            @Nullable Long lastReply) {}

    /// A reaction under a message: by how many, the first 20 of them, and whether the one who asked
    /// is among all.
    record Reaction(String reaction, long count, List<PersonId> people, boolean mine) {}

    /// An event of a kind that this reader does not know: it keeps its place in the order. Servers
    /// never send it under this name.
    @JsonTypeName("opaque")
    record Opaque(ConversationId conversation, long seq, long time) implements Event {}
}
