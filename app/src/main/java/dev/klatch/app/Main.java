package dev.klatch.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The main class of the runnable jar.
@Command(
        name = "klatch",
        description = "Self-hosted chat: one process, one port, one data folder.",
        mixinStandardHelpOptions = true,
        version = "klatch 0.1.0")
public final class Main {
    private Main() {}

    /// Runs one command and ends the process with its exit status.
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
