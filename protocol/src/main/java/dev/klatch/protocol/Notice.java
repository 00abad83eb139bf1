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
            TheLimits limits)
            implements Notice {}

    /// The limits that a client keeps: text and frame in bytes, history in events, cursors in
    /// number, beat and silence in milliseconds.
    record TheLimits(int text, int frame, int history, int cursors, int beat, int silence) {
        /// Those of this version of the protocol.
        public static TheLimits ofProtocol() {
            return new TheLimits(
                    Limits.TEXT_BYTES,
                    Limits.FRAME_BYTES,
                    Limits.HISTORY_EVENTS,
                    Limits.CURSORS,
                    Limits.BEAT_MILLIS,
                    Limits.SILENCE_MILLIS);
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

    /// A frame of a kind that this client does not know. Servers never send it under this name.
    @JsonTypeName("unknown")
    record Unknown(String frame) implements Notice {}
}
