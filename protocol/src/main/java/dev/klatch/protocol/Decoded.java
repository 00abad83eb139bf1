package dev.klatch.protocol;

/// What came out of the bytes of a client frame: the frame, or the refusal to send back.
public sealed interface Decoded {
    /// It follows the protocol.
    record Frame(ClientFrame frame) implements Decoded {}

    /// It does not; `refused` carries the frame's ref where that could be read.
    record Broken(Refused refused) implements Decoded {}
}
