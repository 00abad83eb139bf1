package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Server frames that nobody asked for and that are not events: shown, never stored.
public sealed interface Notice extends ServerFrame
        permits Notice.Welcome,
                Notice.Entered,
                Notice.RoomMade,
                Notice.Arrived,
                Notice.Departed,
                Notice.Typing,
                Notice.Beat,
                Notice.Closing,
                Notice.Marked,
                Notice.StateChanged,
                Notice.Seen,
                Notice.PresenceChanged,
                Notice.PresenceCount,
                Notice.Reported,
                Notice.CallNow,
                Notice.Signal,
                Notice.LegEnded,
                Notice.Unknown {

    /// The first frame of every connection. From here on all events of one's conversations arrive.
    @JsonTypeName("welcome")
    record Welcome(
            String server,
            String version,
            int protocol,
            String epoch,
            PersonId person,
            String name,
            Role role,
            ConversationId everyone,
            long time,
            List<String> features,
            TheLimits limits,
            @Nullable Boolean recorded,
            @Nullable Door door)
            implements Notice {
        /// The operator keeps no copy of private conversations, and nobody reads along.
        public Welcome(
                String server,
                String version,
                int protocol,
                String epoch,
                PersonId person,
                String name,
                Role role,
                ConversationId everyone,
                long time,
                List<String> features,
                TheLimits limits) {
            this(
                    server, version, protocol, epoch, person, name, role, everyone, time, features,
                    limits, null, null);
        }

        /// The same for a connection through this door, which is named only where others on the way
        /// can read along.
        public Welcome through(Door way) {
            return new Welcome(
                    server,
                    version,
                    protocol,
                    epoch,
                    person,
                    name,
                    role,
                    everyone,
                    time,
                    features,
                    limits,
                    recorded,
                    way == Door.BASIC ? way : null);
        }
    }

    /// The limits that a client keeps: text and frame in bytes, history in events, cursors in
    /// number, beat and silence in milliseconds, `file` in bytes (left out where there are no
    /// files).
    record TheLimits(
            int text,
            int frame,
            int history,
            int cursors,
            int beat,
            int silence,
            @Nullable Long file) {
        /// Those of this version of the protocol.
        public static TheLimits ofProtocol() {
            return new TheLimits(
                    Limits.TEXT_BYTES,
                    Limits.FRAME_BYTES,
                    Limits.HISTORY_EVENTS,
                    Limits.CURSORS,
                    Limits.BEAT_MILLIS,
                    Limits.SILENCE_MILLIS,
                    null);
        }

        /// The same where one file has at most so many bytes; 0: there are no files.
        public TheLimits withFile(long bytes) {
            Long most = bytes == 0 ? null : Long.valueOf(bytes);
            return new TheLimits(text, frame, history, cursors, beat, silence, most);
        }
    }

    /// You are in this conversation from now on; comes before its first event that you see.
    @JsonTypeName("entered")
    record Entered(Summary summary) implements Notice {}

    /// A public room was made.
    @JsonTypeName("room-made")
    record RoomMade(ConversationId conversation, String name) implements Notice {}

    /// Somebody came online.
    @JsonTypeName("arrived")
    record Arrived(PersonId person, String name, Role role) implements Notice {}

    /// Somebody went offline. `forGood` is true for a guest whose name is free now.
    @JsonTypeName("departed")
    record Departed(PersonId person, String name, boolean forGood) implements Notice {}

    /// Somebody is writing.
    @JsonTypeName("typing")
    record Typing(ConversationId conversation, PersonId person, String name) implements Notice {}

    /// Are you there? A client answers with its own `beat`.
    @JsonTypeName("beat")
    record Beat() implements Notice {}

    /// The server closes this connection in a moment; come back after `retryAfter` milliseconds.
    @JsonTypeName("closing")
    record Closing(String message, @Nullable Long retryAfter) implements Notice {}

    /// You have read so far, on another of your devices; the counts as they are now.
    @JsonTypeName("marked")
    record Marked(Answer.Mark mark, @Nullable Long unread, @Nullable Long mentions)
            implements Notice {}

    /// A state of yours was set on another of your devices.
    @JsonTypeName("state")
    record StateChanged(Answer.State state) implements Notice {}

    /// How far others have read; only in conversations of at most 50 people, at most once a second.
    @JsonTypeName("seen")
    record Seen(ConversationId conversation, List<SeenMark> marks) implements Notice {}

    /// Several people came, went or changed; at most once a second. `online` is how many are
    /// online.
    @JsonTypeName("presence")
    record PresenceChanged(
            List<Person> arrived,
            List<Person> departed,
            List<Person> left,
            List<Person> changed,
            long online)
            implements Notice {}

    /// How many are online, where more than 200 are: ask for the list in pages.
    @JsonTypeName("presence-count")
    record PresenceCount(long online) implements Notice {}

    /// Somebody reported a message (told to moderators).
    @JsonTypeName("reported")
    record Reported(long open) implements Notice {}

    /// How a call stands that is not over: who started it when (milliseconds since 1970), at whom
    /// it rings, and who is in it.
    @JsonTypeName("call")
    record CallNow(
            ConversationId conversation,
            long call,
            CallMedia media,
            PersonId caller,
            long started,
            List<PersonId> ringing,
            List<CallLeg> legs)
            implements Notice {}

    /// Another leg of the call tells this one something.
    @JsonTypeName("signal")
    record Signal(
            ConversationId conversation,
            long call,
            LegId from,
            LegId to,
            SignalSort what,
            String body)
            implements Notice {}

    /// This device is no longer in the call, which goes on.
    @JsonTypeName("leg-ended")
    record LegEnded(ConversationId conversation, long call, LegId leg, LegEnd why)
            implements Notice {}

    /// How far somebody has read a conversation.
    record SeenMark(PersonId person, long seq) {}

    /// A frame of a kind that this client does not know. Servers never send it under this name.
    @JsonTypeName("unknown")
    record Unknown(String frame) implements Notice {}
}
