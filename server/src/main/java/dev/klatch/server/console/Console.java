package dev.klatch.server.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The operator's console: prints, and reads commands from standard input on a thread of its own.
/// The end of the input is not a command: a server started in the background has none.
public final class Console {
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);

    private final PrintStream out;

    public Console(PrintStream out) {
        this.out = out;
    }

    /// The console on standard output.
    public static Console standard() {
        return new Console(System.out);
    }

    /// Shows this line, or these lines. From any thread.
    public void say(String words) {
        out.println(words);
        out.flush();
    }

    /// Reads commands until the input ends; `exit` is called for `<EXIT>`.
    public void read(InputStream input, Runnable exit) {
        Thread.ofPlatform().daemon().name("klatch-console").start(() -> readAll(input, exit));
    }

    private void readAll(InputStream input, Runnable exit) {
        try (var lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                obey(line.strip(), exit);
            }
        } catch (IOException closed) {
            LOG.debug("the console's input broke, which is as good as its end", closed);
        }
    }

    private void obey(String line, Runnable exit) {
        switch (line.toUpperCase(Locale.ROOT)) {
            case "" -> {}
            case "<EXIT>" -> exit.run();
            default -> say("Commands: <EXIT> stops the server.");
        }
    }
}
