package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Client frames about the messages of a conversation: writing, changing, reading, finding.
public sealed interface MessageFrame extends ClientFrame {
    /// Says something; `text` is not blank unless there are `files`, which the sender has uploaded
    /// for this conversation. `reply` is the message answered, `thread` the first message of the
    /// thread that this belongs to, `mentions` the people named (without it the server looks for
    /// names in the text), `callout` calls all who are there or all members. Reply: `accepted`.
    @JsonTypeName("post")
    record Post(
            long ref,
            CommandId cid,
            String epoch,
            ConversationId conversation,
            String text,
            @Nullable Long reply,
            @Nullable Long thread,
            @Nullable List<PersonId> mentions,
            @Nullable Callout callout,
            @Nullable List<FileId> files)
            implements MessageFrame, Command {
        public Post {
            Check.ref(ref);
            Check.shortText("epoch", epoch);
            files = Check.files(files);
            if (files == null || !text.isBlank()) {
                Check.messageText(text);
            }
            Check.optionalRange("reply", reply, 1, Limits.INTEGER);
            Check.optionalRange("thread", thread, 1, Limits.INTEGER);
            mentions = Check.mentions(mentions);
            Check.known("callout", callout);
        }

        /// A plain message, whose mentions the server looks for.
        public Post(
                long ref, CommandId cid, String epoch, ConversationId conversation, String text) {
            this(ref, cid, epoch, conversation, text, null, null, null, null, null);
        }
    }

    /// Says an own message anew; `mentions` as for `post`. Reply: `accepted`.
    @JsonTypeName("edit")
    record Edit(
            long ref,
            CommandId cid,
            String epoch,
            ConversationId conversation,
            long target,
            String text,
            @Nullable List<PersonId> mentions)
            implements MessageFrame, Command {
        public Edit {
            Check.ref(ref);
            Check.shortText("epoch", epoch);
            Check.range("target", target, 1, Limits.INTEGER);
            Check.messageText(text);
            mentions = Check.mentions(mentions);
        }
    }

    /// Erases a message, an own one or, as a moderator, any; its place stays. Reply: `accepted`.
    @JsonTypeName("delete")
    record Delete(long ref, CommandId cid, String epoch, ConversationId conversation, long target)
            implements MessageFrame, Command {
        public Delete {
            Check.ref(ref);
            Check.shortText("epoch", epoch);
            Check.range("target", target, 1, Limits.INTEGER);
        }
    }

    /// Puts an emoji or a short word under a message, or takes it away (`on` false). Reply:
    /// `accepted`.
    @JsonTypeName("react")
    record React(
            long ref,
            CommandId cid,
            String epoch,
            ConversationId conversation,
            long target,
            String reaction,
            boolean on)
            implements MessageFrame, Command {
        public React {
            Check.ref(ref);
            Check.shortText("epoch", epoch);
            Check.range("target", target, 1, Limits.INTEGER);
            Check.filled("reaction", reaction, Limits.REACTION_CHARACTERS);
        }
    }

    /// Pins a message for all, or takes the pin out. Reply: `accepted`.
    @JsonTypeName("pin")
    record Pin(
            long ref,
            CommandId cid,
            String epoch,
            ConversationId conversation,
            long target,
            boolean on)
            implements MessageFrame, Command {
        public Pin {
            Check.ref(ref);
            Check.shortText("epoch", epoch);
            Check.range("target", target, 1, Limits.INTEGER);
        }
    }

    /// Says in a conversation what was said at another place that one may read. Reply: `accepted`.
    @JsonTypeName("forward")
    record Forward(long ref, CommandId cid, String epoch, ConversationId conversation, Place source)
            implements MessageFrame, Command {
        public Forward {
            Check.ref(ref);
            Check.shortText("epoch", epoch);
        }
    }

    /// A step of a game of tic-tac-toe in a direct conversation; `game` is the seq of its challenge
    /// (not for `challenge`), `square` 1 to 9 goes with `move` only. Reply: `accepted`.
    @JsonTypeName("play")
    record Play(
            long ref,
            CommandId cid,
            String epoch,
            ConversationId conversation,
            GameAction action,
            @Nullable Long game,
            @Nullable Long square)
            implements MessageFrame, Command {
        public Play {
            Check.ref(ref);
            Check.shortText("epoch", epoch);
            Check.known("action", action);
            Check.optionalRange("game", game, 1, Limits.INTEGER);
            Check.optionalRange("square", square, 1, 9);
            Check.with("game", game, action != GameAction.CHALLENGE);
            Check.with("square", square, action == GameAction.MOVE);
        }
    }

    /// Asks for a page of what was said, as it reads now: the newest, or those just before
    /// `before`, or those just after `after` (exclusive; at most one of the two). A limit over
    /// [Limits#HISTORY_EVENTS] counts as that. Reply: `history`.
    @JsonTypeName("read-history")
    record ReadHistory(
            long ref,
            ConversationId conversation,
            @Nullable Long before,
            @Nullable Long after,
            @Nullable Long limit)
            implements MessageFrame, Question {
        public ReadHistory {
            Check.ref(ref);
            Check.optionalRange("before", before, 1, Limits.INTEGER);
            Check.optionalRange("after", after, 0, Limits.INTEGER);
            Check.optionalRange("limit", limit, 1, Limits.INTEGER);
            if (before != null && after != null) {
                throw new FieldFault(Refusal.UNKNOWN_FIELD, "after", null);
            }
        }
    }

    /// The replies of a thread after a seq (0 or absent: from the first). Reply: `history`.
    @JsonTypeName("read-thread")
    record ReadThread(long ref, ConversationId conversation, long root, @Nullable Long after)
            implements MessageFrame, Question {
        public ReadThread {
            Check.ref(ref);
            Check.range("root", root, 1, Limits.INTEGER);
            Check.optionalRange("after", after, 0, Limits.INTEGER);
        }
    }

    /// All texts that a message had. Reply: `versions`.
    @JsonTypeName("read-versions")
    record ReadVersions(long ref, ConversationId conversation, long target)
            implements MessageFrame, Question {
        public ReadVersions {
            Check.ref(ref);
            Check.range("target", target, 1, Limits.INTEGER);
        }
    }

    /// The pinned messages, at most 50, newest last. Reply: `history`.
    @JsonTypeName("list-pins")
    record ListPins(long ref, ConversationId conversation) implements MessageFrame, Question {
        public ListPins {
            Check.ref(ref);
        }
    }

    /// The files that are shown in a conversation, newest first, of one sort or of all; those
    /// before a message if `before` is given. Reply: `files`.
    @JsonTypeName("list-files")
    record ListFiles(
            long ref, ConversationId conversation, @Nullable FileSort sort, @Nullable Long before)
            implements MessageFrame, Question {
        public ListFiles {
            Check.ref(ref);
            Check.known("sort", sort);
            Check.optionalRange("before", before, 1, Limits.INTEGER);
        }
    }

    /// Asks for the raw events that were missed, after each cursor. Reply: `resumed`, as much as
    /// fits; the client asks again with what it has then.
    @JsonTypeName("resume")
    record Resume(long ref, String epoch, List<Cursor> cursors) implements MessageFrame, Question {
        public Resume {
            Check.ref(ref);
            Check.shortText("epoch", epoch);
            Check.range("cursors", cursors.size(), 1, Limits.CURSORS);
            cursors = List.copyOf(cursors);
        }
    }

    /// Messages that one may read, best first: words, prefixes with `*`, "phrases", `from:NAME
    /// in:ROOM before:DATE after:DATE has:link`. Reply: `found`.
    @JsonTypeName("search")
    record Search(
            long ref, String query, @Nullable ConversationId conversation, @Nullable String after)
            implements MessageFrame, Question {
        public Search {
            Check.ref(ref);
            Check.filled("query", query, Limits.QUERY_CHARACTERS);
            Check.shortText("after", after);
        }
    }

    /// The first event at or after a time, for jumping to a day. Reply: `place`.
    @JsonTypeName("find-time")
    record FindTime(long ref, ConversationId conversation, long time)
            implements MessageFrame, Question {
        public FindTime {
            Check.ref(ref);
            Check.range("time", time, 0, Limits.INTEGER);
        }
    }

    /// The last event that a client has of a conversation: 0 for none. `time` is that event's, in
    /// milliseconds since 1970; with it the server finds out that its own past has changed.
    record Cursor(ConversationId conversation, long seq, @Nullable Long time) {
        public Cursor {
            Check.range("seq", seq, 0, Limits.INTEGER);
            Check.optionalRange("time", time, 0, Limits.INTEGER);
        }
    }

    /// A message: its conversation and its seq there.
    record Place(ConversationId conversation, long seq) {
        public Place {
            Check.range("seq", seq, 1, Limits.INTEGER);
        }
    }
}
