package dev.klatch.core.journal;

import dev.klatch.protocol.ConversationId;

/// Where a message is.
public record MessagePlace(ConversationId conversation, long seq) {}
