package dev.klatch.bench;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// What the commands have in common.
final class Commands {
    private Commands() {}

    /// The command line that a command was called by.
    static CommandLine line(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        return spec.commandLine();
    }

    /// Where a command prints.
    static PrintWriter out(@Nullable CommandSpec spec) {
        return line(spec).getOut();
    }
}
