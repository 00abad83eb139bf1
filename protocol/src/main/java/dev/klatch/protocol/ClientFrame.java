package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What a client may say over the WebSocket, by family. Each frame gets exactly one reply, which
/// carries its `ref`.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface ClientFrame
        permits MessageFrame,
                ConversationFrame,
                MemberFrame,
                StateFrame,
                AccountFrame,
                AdministrationFrame,
                CallFrame,
                PresenceFrame {
    /// A number that the client chose, 1 to 2^53-1, unique on the connection.
    long ref();
}
