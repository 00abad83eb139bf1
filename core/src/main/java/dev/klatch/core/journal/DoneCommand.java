package dev.klatch.core.journal;

import dev.klatch.protocol.ConversationId;

/// A command that was done before: its event's place and time, and the keyed hash of its content
/// (16 bytes), which tells a repetition from a cid used twice.
public record DoneCommand(ConversationId conversation, long seq, long time, ContentHash hash) {}
