package dev.klatch.terminal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Standard output and standard error of this process, as UTF-8 whatever the machine thinks.
final class PlainConsole {
    private PlainConsole() {}

    /// For what happens.
    static PrintStream out() {
        return new PrintStream(System.out, true, StandardCharsets.UTF_8);
    }

    /// For what went wrong.
    static PrintStream err() {
        return new PrintStream(System.err, true, StandardCharsets.UTF_8);
    }
}
