package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// Something that happened in a conversation, at its place `seq` in it: 1, 2, 3 … without holes.
/// The frame is the same for every reader. `time` is the server's wall clock in milliseconds since
/// 1970, for show; order comes from `seq` alone.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = Event.Opaque.class)
public sealed interface Event extends ServerFrame
        permits Event.Posted, Event.Created, Event.Joined, Event.Left, Event.Opaque {
    /// Where it happened.
    ConversationId conversation();

    /// Its place there, from 1.
    long seq();

    /// When it happened, in milliseconds since 1970.
    long time();

    /// Somebody said something.
    @JsonTypeName("posted")
    record Posted(
            ConversationId conversation,
            long seq,
            long time,
            PersonId author,
            String name,
            CommandId cid,
            String text)
            implements Event {}

    /// The conversation was made; always its first event.
    @JsonTypeName("created")
    record Created(
            ConversationId conversation,
            long seq,
            long time,
            PersonId author,
            String name,
            CommandId cid,
            ConversationType type,
            String title)
            implements Event {}

    /// Somebody is a member from here on.
    @JsonTypeName("joined")
    record Joined(
            ConversationId conversation,
            long seq,
            long time,
            PersonId author,
            String name,
            CommandId cid)
            implements Event {}

    /// Somebody is no longer a member.
    @JsonTypeName("left")
    record Left(
            ConversationId conversation,
            long seq,
            long time,
            PersonId author,
            String name,
            CommandId cid)
            implements Event {}

    /// An event of a kind that this reader does not know: it keeps its place in the order. Servers
    /// never send it under this name.
    @JsonTypeName("opaque")
    record Opaque(ConversationId conversation, long seq, long time) implements Event {}
}
