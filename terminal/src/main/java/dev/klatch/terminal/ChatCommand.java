package dev.klatch.terminal;

import dev.klatch.client.ClientListener;
import dev.klatch.client.ClientSettings;
import dev.klatch.client.Discovery;
import dev.klatch.client.KlatchClient;
import dev.klatch.client.StateInUseException;
import dev.klatch.protocol.Fingerprint;
import dev.klatch.protocol.SignIn;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `klatch chat`: on a terminal for people, else for scripts.
@Command(
        name = "chat",
        mixinStandardHelpOptions = true,
        description = "Talks to a Klatch server from the terminal.",
        footer = {
            "",
            "On a terminal it asks for what it needs; /help shows its commands. When standard input"
                    + " is not a terminal, or with --json or --linger, it reads one command a line"
                    + " and asks nothing.",
            "",
            "It ends with 0 when all was acknowledged, 1 when some was refused, 2 on wrong usage,"
                    + " 3 when the server could not be reached (what was written is kept and sent"
                    + " next time), 4 when the sign-in was refused, 5 when what answers is not the"
                    + " server that is meant."
        })
public final class ChatCommand implements Callable<Integer> {
    private static final Duration TO_LOOK_AROUND = Duration.ofSeconds(3);
    private static final int MANY = 256;
    private static final int PORT_MOST = 65_535;
    private static final String USUAL = "http://127.0.0.1:5555";

    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            description =
                    "The server, such as https://192.168.1.20:5555, or a link with an invite."
                            + " Without it one is asked, on a terminal; scripts go to "
                            + USUAL
                            + ".")
    private @Nullable String url;

    @Option(
            names = "--ask",
            description = "Asks for host, port and name, with the last ones filled in.")
    private boolean ask;

    @Option(names = "--name", paramLabel = "NAME", description = "The name to be known by.")
    private @Nullable String name;

    @Option(names = "--sign-up", description = "Makes an account with this name.")
    private boolean signUp;

    @Option(
            names = "--invite",
            paramLabel = "CODE",
            description = "The code of an invite, for coming in as a guest or with --sign-up.")
    private @Nullable String invite;

    @Option(
            names = "--fingerprint",
            paramLabel = "DIGITS",
            description =
                    "What the server is to be known by from now on: the digits on the owner's"
                            + " screen.")
    private @Nullable String fingerprint;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description =
                    "The password is the first line of this file. Else KLATCH_PASSWORD, if set.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--linger",
            paramLabel = "SECONDS",
            description = "After the last line, goes on printing what arrives for so long.")
    private @Nullable Integer linger;

    @Option(names = "--json", description = "Prints each event as one JSON object a line.")
    private boolean json;

    @Option(
            names = "--save-to",
            paramLabel = "FOLDER",
            description =
                    "Saves each file that others send while this runs in this folder, under a safe"
                            + " name and never over another file. Without it nothing is saved"
                            + " unasked.")
    private @Nullable Path saveTo;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Gives up when nothing got on for so long. Default: ${DEFAULT-VALUE}")
    private int timeout;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!json && linger == null && bothAreTerminals()) {
            return interactive().code();
        }
        if (ask) {
            throw wrong("--ask asks, and this is no terminal: give URL and --name.");
        }
        Destination goal = destination(url == null ? USUAL : url);
        boolean script = !inputIsTerminal() || (!json && linger == null);
        Reader lines =
                script
                        ? new InputStreamReader(System.in, StandardCharsets.UTF_8)
                        : new StringReader("");
        return scripted(goal, new BufferedReader(lines)).code();
    }

    /// Whether somebody types and reads.
    private static boolean bothAreTerminals() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    /// Whether somebody types, though what is printed may go elsewhere, which is all that the JDK
    /// tells.
    private static boolean inputIsTerminal() {
        if (bothAreTerminals()) {
            return true;
        }
        try {
            String input = Files.readSymbolicLink(Path.of("/proc/self/fd/0")).toString();
            return input.startsWith("/dev/pts/") || input.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    private ExitStatus interactive() throws IOException, InterruptedException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            // What is typed while nobody reads waits unseen for the next line.
            terminal.enterRawMode();
            Directory directory = new Directory();
            Ink ink = Ink.of(colours(terminal), System.getenv());
            EventText text = new EventText(directory, ink, ZoneId.systemDefault());
            Screen screen = new Screen(terminal, directory, text, ink);
            Destination goal = ask || url == null ? asked(screen.reader()) : destination(url);
            if (goal == null) {
                return ExitStatus.ALL_SENT;
            }
            String doubts = doubts(goal, question -> isYes(screen.reader(), question));
            if (doubts != null) {
                screen.problem(doubts);
                return ExitStatus.NOT_THE_SERVER;
            }
            Saver saver = new Saver(folder());
            Entrance.Door door = signUp ? Entrance.Door.NEW_ACCOUNT : Entrance.Door.ANY;
            KlatchClient client =
                    new Entrance(goal.server(), directory, screen, saver, code(goal))
                            .enter(name, password(), door);
            return client == null
                    ? ExitStatus.ALL_SENT
                    : new InteractiveChat(client, directory, screen, saver).run();
        }
    }

    /// Where files are saved unasked; null if nowhere.
    private @Nullable Path folder() {
        if (saveTo == null) {
            return null;
        }
        try {
            return Files.createDirectories(saveTo.toAbsolutePath());
        } catch (IOException impossible) {
            throw wrong("--save-to takes a folder, and cannot make this one: " + saveTo);
        }
    }

    private ParameterException wrong(String words) {
        if (spec == null) {
            throw new IllegalStateException(words);
        }
        return new ParameterException(spec.commandLine(), words);
    }

    /// How many the terminal has; null if it does not say.
    private static @Nullable Integer colours(Terminal terminal) {
        String more = System.getenv().getOrDefault("COLORTERM", "");
        return more.isEmpty() ? terminal.getNumericCapability(Capability.max_colors) : MANY;
    }

    /// Asks for host and port until they make sense, with the last ones filled in, and shows what
    /// servers there are; null if somebody went away.
    private static @Nullable Destination asked(ChatReader reader) throws InterruptedException {
        LastVisit last = LastVisit.read(ClientSettings.of(URI.create(USUAL), "").state());
        List<Discovery.Found> found = Discovery.look(TO_LOOK_AROUND);
        for (int i = 0; i < found.size(); i++) {
            Discovery.Found one = found.get(i);
            reader.above("  " + (i + 1) + "  " + one.name() + "   " + one.server());
        }
        String which = found.isEmpty() ? "Host" : "Number or host";
        try {
            while (true) {
                String host = reader.answer(which, last.host());
                for (int i = 0; i < found.size(); i++) {
                    if (host.equals(Integer.toString(i + 1))) {
                        return new Destination(found.get(i).server(), null, null);
                    }
                }
                boolean whole = host.contains("://");
                String port = whole ? "" : reader.answer("Port", Integer.toString(last.port()));
                Destination typed = Destination.of(whole ? host : host + ":" + port);
                if (typed != null && typed.server().getPort() <= PORT_MOST) {
                    return typed;
                }
                reader.above("A host is a name or a number such as 192.168.1.20, a port a number.");
            }
        } catch (UserInterruptException | EndOfFileException wentAway) {
            return null;
        }
    }

    private static boolean isYes(ChatReader reader, String question) {
        reader.above(question);
        String answer = reader.answer("yes or no", "no").strip();
        return answer.equalsIgnoreCase("yes") || answer.equalsIgnoreCase("y");
    }

    private Destination destination(String address) {
        Destination read = Destination.of(address);
        if (read == null) {
            throw wrong("An address looks like https://192.168.1.20:5555, not like " + address);
        }
        return read;
    }

    /// What one must not go on for, in words; null if nothing. `asked` asks a person.
    private @Nullable String doubts(Destination goal, Predicate<String> asked)
            throws InterruptedException {
        Path state = ClientSettings.of(goal.server(), "").state();
        Fingerprint named = fingerprint == null ? null : Fingerprint.parse(fingerprint);
        if (fingerprint != null && named == null) {
            throw wrong("--fingerprint takes the 64 digits that the owner's screen shows.");
        }
        try {
            Meeting meeting = new Meeting(goal.server(), state);
            return named == null
                    ? meeting.meet(goal.fingerprint(), Meeting.Source.LINK, asked)
                    : meeting.meet(named, Meeting.Source.PERSON, asked);
        } catch (IOException unusable) {
            return "What is known of servers cannot be read or written in " + state + ".";
        }
    }

    private @Nullable String password() throws IOException {
        if (passwordFile == null) {
            return System.getenv("KLATCH_PASSWORD");
        }
        try (BufferedReader file = Files.newBufferedReader(passwordFile)) {
            return file.readLine();
        } catch (IOException unreadable) {
            throw wrong("The password file cannot be read: " + passwordFile);
        }
    }

    private ExitStatus scripted(Destination goal, BufferedReader lines)
            throws IOException, InterruptedException {
        if (name == null) {
            throw wrong("Say who you are with --name.");
        }
        String password = password();
        if (signUp && password == null) {
            throw wrong("--sign-up needs a password: KLATCH_PASSWORD or --password-file.");
        }
        Directory directory = new Directory();
        Ink ink = Ink.none();
        ScriptedOutput output =
                new ScriptedOutput(
                        PlainConsole.out(),
                        PlainConsole.err(),
                        json ? ScriptedOutput.Form.JSON : ScriptedOutput.Form.WORDS,
                        new EventText(directory, ink, ZoneId.systemDefault()),
                        new EventJson(directory));
        ScriptedChat chat =
                new ScriptedChat(
                        directory,
                        output,
                        new Saver(folder()),
                        Duration.ofSeconds(timeout),
                        Duration.ofSeconds(linger == null ? 0 : linger));
        String doubts = doubts(goal, _ -> false);
        if (doubts != null) {
            output.problem(doubts);
            return ExitStatus.NOT_THE_SERVER;
        }
        KlatchClient client = open(goal.server(), name, chat::tell, output);
        if (client == null) {
            return ExitStatus.SIGN_IN_REFUSED;
        }
        String who = name;
        return chat.run(client, () -> credentials(who, password, code(goal)), lines);
    }

    private SignIn credentials(String who, @Nullable String password, @Nullable String code) {
        if (password == null) {
            return new SignIn.Guest(who, code);
        }
        return signUp
                ? new SignIn.SignUp(who, password, code)
                : new SignIn.WithPassword(who, password);
    }

    /// The invite to come in with: the one named, else the one in the link.
    private @Nullable String code(Destination goal) {
        return invite == null ? goal.invite() : invite;
    }

    private static @Nullable KlatchClient open(
            URI server, String who, ClientListener listener, Output output) {
        try {
            return KlatchClient.open(ClientSettings.of(server, who), listener);
        } catch (StateInUseException inUse) {
            output.problem(String.valueOf(inUse.getMessage()));
        } catch (IOException unusable) {
            output.problem(
                    "The state folder cannot be used: " + ClientSettings.of(server, who).state());
        }
        return null;
    }
}
