package dev.klatch.tests.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// A program in a pseudo-terminal of its own: what a person would type and see, by tmux.
public final class Pane implements AutoCloseable {
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String socket =
            "klatch-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
    private final Path folder;
    private final Path raw;
    private final Program beside;

    private Pane(Path folder, Path raw, Program beside) {
        this.folder = folder;
        this.raw = raw;
        this.beside = beside;
    }

    /// A terminal: its size, and what its environment says of it, as `NAME=value`.
    record Size(int columns, int lines, List<String> environment) {
        /// With 256 colours.
        static Size of(int columns, int lines) {
            return new Size(columns, lines, List.of("NO_COLOR="));
        }
    }

    /// Starts `klatch` in a terminal of 100 columns and 30 lines.
    ///
    /// @param beside a program whose end ends all waiting
    static Pane start(Path folder, Program beside, String... arguments)
            throws IOException, InterruptedException {
        return start(folder, beside, Size.of(100, 30), arguments);
    }

    /// The same, started by another program.
    public static Pane under(Path folder, Program beside, List<String> starter, String... arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(starter);
        words.addAll(Program.words(arguments));
        return show(folder, beside, Size.of(100, 30), words);
    }

    /// Starts `klatch` in a terminal of this size.
    static Pane start(Path folder, Program beside, Size size, String... arguments)
            throws IOException, InterruptedException {
        return show(folder, beside, size, Program.words(arguments));
    }

    private static Pane show(Path folder, Program beside, Size size, List<String> words)
            throws IOException, InterruptedException {
        StringBuilder command = new StringBuilder("stty -ixon; ");
        size.environment()
                .forEach(variable -> command.append("export ").append(variable).append("; "));
        for (String word : words) {
            command.append('\'').append(word).append("' ");
        }
        command.append("; echo \"[ended with $?]\"; exec cat");
        Path script = Files.createTempFile(folder, "pane", ".sh");
        Files.writeString(script, command);
        Pane pane = new Pane(folder, Files.createTempFile(folder, "pane", ".raw"), beside);
        List<String> session = new ArrayList<>(List.of("new-session", "-d"));
        session.addAll(List.of("-x" + size.columns(), "-y" + size.lines()));
        session.addAll(List.of("-eXDG_STATE_HOME=" + folder.resolve("state"), "-eLC_ALL=C.UTF-8"));
        session.add("cat > /dev/null");
        pane.tmux(session.toArray(String[]::new));
        pane.tmux("set-option", "-g", "remain-on-exit", "on");
        pane.tmux("pipe-pane", "-o", "cat > '" + pane.raw + "'");
        pane.tmux("respawn-pane", "-k", "sh '" + script + "'");
        return pane;
    }

    private String tmux(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-L", socket));
        command.addAll(List.of("-f", "/dev/null"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("TMUX");
        builder.environment().put("TMUX_TMPDIR", folder.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", words) + ": " + said);
        }
        return said;
    }

    /// Types text as it is, without Enter.
    void type(String text) throws IOException, InterruptedException {
        tmux("send-keys", "-l", text);
    }

    /// Types text and presses Enter.
    public void enter(String text) throws IOException, InterruptedException {
        type(text);
        press("Enter");
    }

    /// Presses a key by tmux's name for it.
    public void press(String key) throws IOException, InterruptedException {
        tmux("send-keys", key);
    }

    /// What is on the screen.
    public String screen() throws IOException, InterruptedException {
        return tmux("capture-pane", "-p");
    }

    /// What is on the screen, with its colours.
    String painted() throws IOException, InterruptedException {
        return tmux("capture-pane", "-p", "-e");
    }

    /// Gives the terminal another size.
    void resize(int columns, int lines) throws IOException, InterruptedException {
        tmux("resize-window", "-x" + columns, "-y" + lines);
    }

    /// The terminal's title.
    String title() throws IOException, InterruptedException {
        return tmux("display-message", "-p", "#{pane_title}").strip();
    }

    /// `kill -9` of the program in it.
    void kill() throws IOException, InterruptedException {
        long shell = Long.parseLong(tmux("display-message", "-p", "#{pane_pid}").strip());
        for (ProcessHandle program : ProcessHandle.of(shell).orElseThrow().children().toList()) {
            program.destroyForcibly();
            program.onExit().join();
        }
    }

    /// Every byte that the program sent to the terminal, one character each.
    String bytes() throws IOException {
        return Files.readString(raw, StandardCharsets.ISO_8859_1);
    }

    /// Waits for the screen to be so; it is returned.
    String await(Predicate<String> reached) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        String screen = screen();
        while (!reached.test(screen)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it never came:\n" + screen);
            }
            beside.waitFor(20);
            screen = screen();
        }
        return screen;
    }

    /// Waits for a line that has all of these.
    public String awaitLine(String... parts) throws IOException, InterruptedException {
        return await(screen ->
                screen.lines().anyMatch(line -> List.of(parts).stream().allMatch(line::contains)));
    }

    @Override
    public void close() throws IOException {
        try {
            tmux("kill-server");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
