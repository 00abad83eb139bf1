package dev.klatch.server.console;

import dev.klatch.server.operator.BoundedLines;
import dev.klatch.server.operator.OperatorLink;
import dev.klatch.server.operator.Phrase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `klatch console`: the console of a server that runs already, from another terminal.
@Command(
        name = "console",
        mixinStandardHelpOptions = true,
        description = {
            "The console of the server that runs on a data folder of this computer.",
            "The end of the input (Ctrl-D) leaves it; the server goes on.",
            "Exit status: 0, or 3 if no server is there."
        })
public final class ConsoleCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:KLATCH_DATA:-klatch-data}",
            description = "The data folder of the server (default: KLATCH_DATA, or ./klatch-data).")
    private Path data = Path.of("klatch-data");

    private final Console console = Console.standard();

    @Override
    public Integer call() throws InterruptedException {
        try (OperatorLink link = OperatorLink.open(data)) {
            console.say("The console of " + data.toAbsolutePath().normalize());
            console.say("help lists the commands; Ctrl-D leaves, and the server goes on.");
            Thread.ofPlatform().daemon().name("klatch-keyboard").start(() -> type(link));
            listen(link);
            return 0;
        } catch (IOException nobody) {
            console.say(AdminCommand.noServer(data));
            return AdminCommand.NO_SERVER;
        }
    }

    private void type(OperatorLink link) {
        BoundedLines keyboard = new BoundedLines(System.in);
        try {
            for (var line = keyboard.next(); line.isPresent(); line = keyboard.next()) {
                link.type(line.get());
            }
            link.endInput();
        } catch (IOException ended) {
            console.say("The server has ended.");
        }
    }

    private void listen(OperatorLink link) throws IOException {
        for (var said = link.next(); said.isPresent(); said = link.next()) {
            switch (said.get()) {
                case Phrase.Shown(String line) -> console.say(line);
                case Phrase.Asked(String question) -> console.say(question);
                case Phrase.Ended _ -> {}
            }
        }
    }
}
