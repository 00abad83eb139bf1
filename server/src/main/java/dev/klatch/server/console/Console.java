package dev.klatch.server.console;

import dev.klatch.server.operator.BoundedLines;
import dev.klatch.server.operator.Desk;
import dev.klatch.server.operator.Operator;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the person at the server's own terminal sees and types: prints, and reads the operator's
/// commands from standard input on a thread of its own. The end of the input is not a command: a
/// server started in the background has none.
public final class Console implements Desk {
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);

    private final PrintStream out;
    private @Nullable BoundedLines input;

    public Console(PrintStream out) {
        this.out = out;
    }

    /// The console on standard output.
    public static Console standard() {
        return new Console(System.out);
    }

    /// Whether a person looks at standard output, who is shown colours, the QR code and a title; a
    /// log file is not.
    static boolean isTerminal() {
        return Optional.ofNullable(System.console()).map(java.io.Console::isTerminal).orElse(false);
    }

    /// Shows this line, or these lines. From any thread.
    public void say(String words) {
        out.println(words);
        out.flush();
    }

    /// Gives the terminal a title, if it is one.
    public void entitle(String title) {
        if (isTerminal()) {
            out.print("\u001b]2;" + title + "\u0007");
            out.flush();
        }
    }

    /// Reads commands until the input ends, and has the operator do them.
    public void read(InputStream from, Operator operator) {
        Thread.ofPlatform()
                .daemon()
                .name("klatch-console")
                .start(() -> obeyAll(new BoundedLines(new BufferedInputStream(from)), operator));
    }

    private void obeyAll(BoundedLines lines, Operator operator) {
        input = lines;
        try {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                var _ = operator.obey(line.get(), this);
            }
        } catch (IOException closed) {
            LOG.debug("the console's input broke, which is as good as its end", closed);
        }
    }

    @Override
    public void show(String line) {
        say(line);
    }

    @Override
    public Optional<String> ask(String question) {
        say(question);
        try {
            return input == null ? Optional.empty() : input.next();
        } catch (IOException closed) {
            return Optional.empty();
        }
    }
}
