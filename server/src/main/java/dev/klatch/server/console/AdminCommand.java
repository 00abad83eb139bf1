package dev.klatch.server.console;

import dev.klatch.protocol.Sanitizer;
import dev.klatch.server.operator.BoundedLines;
import dev.klatch.server.operator.OperatorLink;
import dev.klatch.server.operator.Phrase;
import dev.klatch.server.operator.Verb;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `klatch admin`: one command for the server that runs on a data folder of this computer.
@Command(
        name = "admin",
        mixinStandardHelpOptions = true,
        description = {
            "Gives one command to the server that runs on a data folder of this computer.",
            "Exit status: 0 done, 1 refused, 2 wrong usage, 3 no server there.",
            "The commands: klatch admin help"
        })
public final class AdminCommand implements Callable<Integer> {
    private static final int MISUSED = 2;
    static final int NO_SERVER = 3;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:KLATCH_DATA:-klatch-data}",
            description = "The data folder of the server (default: KLATCH_DATA, or ./klatch-data).")
    private Path data = Path.of("klatch-data");

    @Parameters(index = "0..*", arity = "0..*", paramLabel = "VERB", description = "The command.")
    private List<String> words = new ArrayList<>();

    private final Console console = Console.standard();

    @Override
    public Integer call() {
        if (words.isEmpty() || words.getFirst().equals(Verb.HELP.word())) {
            Verb.table().forEach(console::say);
            return words.isEmpty() ? MISUSED : 0;
        }
        OperatorLink.Reading reading = OperatorLink.read(words);
        if (reading.misuse().isPresent()) {
            console.say(Sanitizer.oneLine(reading.misuse().get()));
            return MISUSED;
        }
        try (OperatorLink link = OperatorLink.open(data)) {
            link.type(reading.line());
            return listen(link);
        } catch (IOException nobody) {
            console.say(noServer(data));
            return NO_SERVER;
        }
    }

    static String noServer(Path data) {
        return "No server of yours runs on the data folder "
                + data.toAbsolutePath().normalize()
                + " (--data names another).";
    }

    private int listen(OperatorLink link) throws IOException {
        BoundedLines keyboard = new BoundedLines(System.in);
        for (var said = link.next(); said.isPresent(); said = link.next()) {
            switch (said.get()) {
                case Phrase.Shown(String line) -> console.say(line);
                case Phrase.Asked(String question) -> {
                    console.say(question);
                    Optional<String> answer = keyboard.next();
                    if (answer.isPresent()) {
                        link.type(answer.get());
                    } else {
                        link.endInput();
                    }
                }
                case Phrase.Ended(Phrase.Status status) -> {
                    return status.exit();
                }
            }
        }
        console.say("The server ended before it answered.");
        return NO_SERVER;
    }
}
