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

    /// People named in one message.
    public static final int MENTIONS = 50;

    /// People in one list of a command.
    public static final int LISTED_PEOPLE = 50;

    /// Names in the list of a new group.
    public static final int GROUP_PEOPLE = 100;

    /// Members of a room that may call all of them without being its moderator.
    public static final int CALLOUT_PEOPLE = 50;

    /// Members of a conversation who see how far the others have read.
    public static final int SEEN_PEOPLE = 50;

    /// People of whom each watcher is told one by one; where more are online only how many.
    public static final int WATCHED_PEOPLE = 200;

    /// The topic of a room, in characters.
    public static final int TOPIC_CHARACTERS = 256;

    /// The description of a room, in characters.
    public static final int DESCRIPTION_CHARACTERS = 2_048;

    /// The name that a person shows beside the own one, in characters.
    public static final int DISPLAY_NAME_CHARACTERS = 64;

    /// What a person says of themselves, in characters.
    public static final int STATUS_CHARACTERS = 128;

    /// Why something was reported or done, in characters.
    public static final int REASON_CHARACTERS = 512;

    /// A reaction: an emoji or a short word, in characters.
    public static final int REACTION_CHARACTERS = 32;

    /// Different reactions under one message.
    public static final int REACTIONS = 50;

    /// Files that one message shows.
    public static final int FILES = 10;

    /// The name of a file, in characters.
    public static final int FILE_NAME_CHARACTERS = 200;

    /// The loudness of a voice message, in hexadecimal digits.
    public static final int WAVEFORM_DIGITS = 128;

    /// The longest voice message, in milliseconds: a day.
    public static final long DURATION_MILLIS = 86_400_000;

    /// Pinned messages of a conversation.
    public static final int PINS = 50;

    /// A question to the search, in characters.
    public static final int QUERY_CHARACTERS = 256;

    /// States of a person.
    public static final int STATES = 2_000;

    /// Unread messages and mentions are counted up to here.
    public static final int COUNTED = 100;

    /// The slowest slow mode, in seconds.
    public static final int SLOW_SECONDS = 3_600;

    /// The longest mute, in minutes: a year.
    public static final int MUTE_MINUTES = 525_600;

    /// Uses of one invite.
    public static final int INVITE_USES = 10_000;

    /// The longest life of an invite, in hours: a year.
    public static final int INVITE_HOURS = 8_760;

    /// Legs of a call.
    public static final int CALL_LEGS = 10;

    /// Legs of a call in which somebody is seen or shares a screen.
    public static final int CALL_LEGS_SEEN = 6;

    /// Members of a group that a call rings at; in a larger one it rings nowhere.
    public static final int RINGING_PEOPLE = 50;

    /// How long a call rings, in milliseconds.
    public static final int RINGING_MILLIS = 60_000;

    /// An offer or an answer on its way from one leg to another, in bytes of UTF-8.
    public static final int DESCRIPTION_BYTES = 16_384;

    /// Candidates on their way from one leg to another, in bytes of UTF-8.
    public static final int CANDIDATE_BYTES = 1_024;

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
