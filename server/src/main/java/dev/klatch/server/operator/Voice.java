package dev.klatch.server.operator;

import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.PersonId;
import java.util.function.Supplier;

/// In whose name the operator speaks, and where: the server's own person, the room that all are in,
/// and the epoch of now, which a wipe replaces.
public record Voice(PersonId person, ConversationId everyone, Supplier<String> epoch) {}
