package dev.klatch.core.presence;

import dev.klatch.protocol.Answer;

/// A connection that is none of the network's: it is never opened, receives nothing of what
/// happens, and is only told the answers to what it asked. The server's operator has one.
public interface Caller extends Connection {
    /// Tells it an answer. From the thread that publishes; must not block.
    void told(Answer answer);
}
