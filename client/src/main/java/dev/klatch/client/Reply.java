package dev.klatch.client;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Refused;

/// What became of something that was asked of the server.
public sealed interface Reply {
    /// The server did it, or said it.
    record Done(Answer answer) implements Reply {}

    /// The server said no, for good.
    record Denied(Refused refused) implements Reply {}

    /// There is no answer and there will be none: no connection, or the client was closed.
    record Lost(String words) implements Reply {}
}
