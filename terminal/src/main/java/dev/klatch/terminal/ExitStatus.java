package dev.klatch.terminal;

/// How `klatch chat` ends, for scripts.
enum ExitStatus {
    /// All that was written is acknowledged.
    ALL_SENT(0),
    /// Something was refused; said in words on standard error.
    SOME_REFUSED(1),
    /// The options make no sense.
    USAGE(2),
    /// The server could not be reached; what was written is in the outbox and sent next time.
    UNREACHABLE(3),
    /// The server did not let us in, or another Klatch on this machine is this person.
    SIGN_IN_REFUSED(4),
    /// What answers is not the server that is meant, or not known; nothing was sent to it.
    NOT_THE_SERVER(5);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
