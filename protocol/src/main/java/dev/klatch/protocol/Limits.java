package dev.klatch.protocol;

/// The limits of protocol version 1. A server tells those that a client needs in `welcome`.
public final class Limits {
    /// Text of a message, in bytes of UTF-8 after JSON decoding.
    public static final int TEXT_BYTES = 16_384;

    /// A text frame from a client, in bytes on the wire.
    public static final int FRAME_BYTES = 65_536;

    /// An answer that a client pulled (history, resume, lists), in bytes on the wire.
    public static final int ANSWER_BYTES = 49_152;

    /// Live frames waiting for one connection, in bytes; over it the connection is cut.
    public static final int OUTBOX_BYTES = 262_144;

    /// The outbox must be below this, in bytes, before an answer is made.
    public static final int OUTBOX_BYTES_FOR_ANSWER = 65_536;

    /// A name of a person or the title of a room, in characters (code points).
    public static final int NAME_CHARACTERS = 32;

    /// A password, in bytes of UTF-8.
    public static final int PASSWORD_BYTES = 1_024;

    /// The shortest password, in characters (code points).
    public static final int PASSWORD_CHARACTERS_LEAST = 8;

    /// Events in one page of history.
    public static final int HISTORY_EVENTS = 200;

    /// Cursors in one `resume`.
    public static final int CURSORS = 200;

    /// Missed events of one conversation that `resume` still brings; beyond it answers `resync`.
    public static final int RESUME_EVENTS = 2_000;

    /// Summaries, rooms or people in one page of a list.
    public static final int LIST_ENTRIES = 100;

    /// Nesting of JSON.
    public static final int JSON_DEPTH = 8;

    /// The greatest integer on the wire: what JavaScript holds exactly.
    public static final long INTEGER = (1L << 53) - 1;

    /// Quiet time after which the server asks for a `beat`, in milliseconds.
    public static final int BEAT_MILLIS = 15_000;

    /// Time without any input after which the server frees a connection, in milliseconds.
    public static final int SILENCE_MILLIS = 45_000;

    private Limits() {}
}
