package dev.klatch.server.setting;

/// Where a value comes from: `place` is the file with its line, the variable or the flag.
public record Source(Kind kind, String place) {
    /// The sources, in order: what comes later wins.
    public enum Kind {
        /// Nobody said anything.
        DEFAULT,
        /// A line of a file.
        FILE,
        /// A variable of the environment.
        ENVIRONMENT,
        /// A flag of the command.
        FLAG,
        /// The operator said so while the server ran; kept in the database.
        CONSOLE
    }

    static final Source DEFAULT = new Source(Kind.DEFAULT, "");

    /// What the operator said while the server ran.
    public static final Source CONSOLE = new Source(Kind.CONSOLE, "");

    /// As people read it.
    public String words() {
        return switch (kind) {
            case DEFAULT -> "default";
            case CONSOLE -> "console";
            case FILE -> "file " + place;
            case ENVIRONMENT -> "environment " + place;
            case FLAG -> "flag " + place;
        };
    }
}
