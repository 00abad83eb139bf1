package dev.klatch.server.operator;

/// What the server says over the operator's socket, a line each; its first character says what it
/// is. What the operator's side says are lines as they are typed.
public sealed interface Phrase {
    /// A line to show.
    record Shown(String line) implements Phrase {}

    /// A question; the next line that is typed is its answer.
    record Asked(String question) implements Phrase {}

    /// What was typed is done with.
    record Ended(Status status) implements Phrase {}

    /// What became of what was typed.
    enum Status {
        /// It is done.
        DONE(0),
        /// It could not be done, and the words before this say why.
        REFUSED(1),
        /// It is no command, or not used as one.
        MISUSED(2);

        private final int exit;

        Status(int exit) {
            this.exit = exit;
        }

        /// The exit status of a program that asked for it.
        public int exit() {
            return exit;
        }
    }

    /// As a line on the wire, without its end.
    default String line() {
        return switch (this) {
            case Shown(String line) -> '=' + line;
            case Asked(String question) -> '?' + question;
            case Ended(Status status) -> "." + status;
        };
    }

    /// Reads a line from the wire; what a newer server may say is shown as it is.
    static Phrase read(String line) {
        if (line.startsWith("?")) {
            return new Asked(line.substring(1));
        }
        for (Status status : Status.values()) {
            if (line.equals("." + status)) {
                return new Ended(status);
            }
        }
        return new Shown(line.startsWith("=") ? line.substring(1) : line);
    }
}
