package dev.klatch.bench;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The family of measurements; alone it only explains itself.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures a server over real connections, from a process of its own.",
        subcommands = {
            FanoutCommand.class,
            IdleCommand.class,
            StartCommand.class,
            JoinCommand.class,
            ArriveCommand.class,
            HandshakesCommand.class,
            FilesCommand.class,
            UploadsCommand.class
        })
public final class BenchCommand implements Runnable {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        CommandLine line = Commands.line(spec);
        throw new CommandLine.ParameterException(
                line,
                "Say what to measure: fanout, idle, start, join, arrive, handshakes, files or"
                        + " uploads.");
    }
}
