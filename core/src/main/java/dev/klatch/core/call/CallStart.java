package dev.klatch.core.call;

import dev.klatch.protocol.CallMedia;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.PersonId;

/// How a call began: `seq` is its place in the conversation and its number, `time` in milliseconds
/// since 1970.
public record CallStart(
        ConversationId conversation, long seq, PersonId caller, CallMedia media, long time) {}
