package dev.klatch.app;

import dev.klatch.server.ServeCommand;
import dev.klatch.server.SettingsCommand;
import dev.klatch.server.console.AdminCommand;
import dev.klatch.server.console.ConsoleCommand;
import dev.klatch.terminal.ChatCommand;
import java.io.PrintStream;
import java.util.Arrays;
import picocli.CommandLine;

/// The main class of the runnable jar: the first argument names the command, the rest is its own.
///
/// A plain switch rather than a tree of picocli commands: a tree loads the classes of all commands
/// before the first one runs, and the server's start is measured.
public final class Main {
    private static final String USAGE =
            """
            Klatch: self-hosted chat, one process, one port, one data folder.

              serve [OPTIONS]        run the server
              settings [OPTIONS]     show the server's settings and where they come from
              chat [URL] [OPTIONS]   run the terminal client
              console [OPTIONS]      the console of a server that runs already
              admin VERB ...         one command for a server that runs already
              help                   this text
              version                the version of this jar

            Each command explains itself with --help.
            """;

    private static final int WRONG_USAGE = CommandLine.ExitCode.USAGE;

    private Main() {}

    /// Runs one command and ends the process with its exit status; a server returns when it stops.
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        String command = arguments.length == 0 ? "help" : arguments[0];
        return switch (command) {
            case "serve" -> execute(ServeCommand.command(), arguments);
            case "settings" -> execute(SettingsCommand.command(), arguments);
            case "chat" -> execute(new ChatCommand(), arguments);
            case "console" -> execute(new ConsoleCommand(), arguments);
            case "admin" -> execute(new AdminCommand(), arguments);
            case "help", "-h", "--help" -> print(out, USAGE);
            case "version", "-V", "--version" -> print(out, "klatch " + version() + "\n");
            default -> {
                err.printf("There is no command %s.%n%n%s", command, USAGE);
                yield WRONG_USAGE;
            }
        };
    }

    private static int execute(Object command, String[] arguments) {
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        // What follows a verb of `admin` is the verb's, dashes and all.
        return new CommandLine(command)
                .setStopAtPositional(command instanceof AdminCommand)
                .execute(rest);
    }

    private static int print(PrintStream out, String text) {
        out.print(text);
        return CommandLine.ExitCode.OK;
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "from the sources" : version;
    }
}
