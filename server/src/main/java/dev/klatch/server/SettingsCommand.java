package dev.klatch.server;

import dev.klatch.protocol.Sanitizer;
import dev.klatch.server.console.Console;
import dev.klatch.server.setting.Declared;
import dev.klatch.server.setting.SettingFlags;
import dev.klatch.server.setting.SettingSources;
import dev.klatch.server.setting.SettingSources.Reading;
import dev.klatch.server.setting.SettingTable;
import dev.klatch.server.setting.Settings;
import dev.klatch.server.store.SqliteStore;
import dev.klatch.server.store.StoreUnusable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// `klatch settings`: shows every setting of the server that the same flags would start, and where
/// its value comes from. Starts nothing and changes nothing.
@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        description = "Shows the settings of a server, and where each value comes from.")
public final class SettingsCommand implements Callable<Integer> {
    private static final int UNUSABLE = 1;
    private static final int USAGE = 2;

    private final SettingFlags flags = new SettingFlags();
    private final Console console = Console.standard();

    @Option(
            names = "--document",
            description = "Prints the text of docs/settings.md and nothing else.")
    private boolean document;

    /// The command with a flag for each setting.
    public static CommandSpec command() {
        SettingsCommand settings = new SettingsCommand();
        CommandSpec command = CommandSpec.forAnnotatedObject(settings);
        settings.flags.addTo(command);
        return command;
    }

    @Override
    public Integer call() {
        if (document) {
            console.say(SettingTable.document().stripTrailing());
            return 0;
        }
        return switch (new SettingSources(flags.said(), System.getenv()).read()) {
            case Reading.Wrong(var lines) -> {
                lines.forEach(line -> console.say(Sanitizer.oneLine(line)));
                yield USAGE;
            }
            case Reading.Good(var settings) -> show(settings);
        };
    }

    private int show(Settings settings) {
        try {
            Settings all = settings.withKept(SqliteStore.kept(settings.value(Declared.DATA)));
            SettingTable.of(all).lines().forEach(line -> console.say(Sanitizer.oneLine(line)));
            return 0;
        } catch (StoreUnusable unusable) {
            console.say(unusable.words());
            return UNUSABLE;
        }
    }
}
