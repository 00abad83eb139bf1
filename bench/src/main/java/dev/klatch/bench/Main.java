package dev.klatch.bench;

import picocli.CommandLine;

/// The load driver's main class.
public final class Main {
    private Main() {}

    /// Runs one measurement; exit status 0 means measured, 1 could not be, 2 wrong usage.
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new BenchCommand());
        line.setExecutionExceptionHandler((problem, failed, _) -> {
            if (!(problem instanceof CannotMeasure)) {
                throw problem;
            }
            failed.getErr().println(problem.getMessage());
            failed.getErr().flush();
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(line.execute(arguments));
    }
}
