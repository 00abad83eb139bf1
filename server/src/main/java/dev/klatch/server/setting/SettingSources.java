package dev.klatch.server.setting;

import dev.klatch.server.setting.Source.Kind;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What people said about the settings before the start: in a file, in the environment and with
/// flags, each winning over those before it. `flags` has names without dashes.
public record SettingSources(Map<String, String> flags, Map<String, String> environment) {
    private static final String PREFIX = "KLATCH_";
    private static final int FILE_BYTES = 65_536;

    /// Variables with our prefix that are none of the server's settings.
    private static final Set<String> OTHERS =
            Set.of("KLATCH_JAVA_OPTIONS", "KLATCH_JDK_FOLDER", "KLATCH_PASSWORD");

    /// What came of reading.
    public sealed interface Reading {
        /// All of it is allowed.
        record Good(Settings settings) implements Reading {}

        /// Something is not: a plain line for each fault.
        record Wrong(List<String> lines) implements Reading {}
    }

    /// Reads all of it. Unknown names and values that are not allowed are faults.
    public Reading read() {
        Reader reader = new Reader();
        reader.environment(environment);
        reader.flags(flags);
        Settings early = reader.settings;
        Path file = early.value(Declared.SETTINGS);
        boolean named = early.source(Declared.SETTINGS).kind() != Kind.DEFAULT;
        Reader all = new Reader();
        all.file(named ? file : early.value(Declared.DATA).resolve(file), named);
        all.environment(environment);
        all.flags(flags);
        return all.wrong.isEmpty()
                ? new Reading.Good(all.settings)
                : new Reading.Wrong(List.copyOf(all.wrong));
    }

    private static final class Reader {
        private final List<String> wrong = new ArrayList<>();
        private Settings settings = Settings.usual();

        private void file(Path file, boolean named) {
            try {
                if (Files.size(file) > FILE_BYTES) {
                    wrong.add("The settings file " + file + " is too large to be one.");
                    return;
                }
                lines(file, Files.readString(file));
            } catch (NoSuchFileException missing) {
                if (named) {
                    wrong.add("There is no settings file " + file + ".");
                }
            } catch (CharacterCodingException binary) {
                wrong.add("The settings file " + file + " is not text in UTF-8.");
            } catch (IOException denied) {
                wrong.add("The settings file " + file + " cannot be read.");
            }
        }

        private void lines(Path file, String text) {
            Set<String> seen = new HashSet<>();
            List<String> lines = text.lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (line.isEmpty() || line.startsWith("#")) {
                    continue;
                }
                Source source = new Source(Kind.FILE, file + ", line " + (i + 1));
                int equals = line.indexOf('=');
                if (equals < 0) {
                    wrong.add("name = value is expected (" + source.words() + ").");
                    continue;
                }
                String name = line.substring(0, equals).strip();
                if (!seen.add(name)) {
                    wrong.add("The setting " + name + " is there twice (" + source.words() + ").");
                } else if (name.equals("data") || name.equals("settings")) {
                    wrong.add(
                            "The setting "
                                    + name
                                    + " says where the file is and cannot be in it ("
                                    + source.words()
                                    + ").");
                } else {
                    say(name, line.substring(equals + 1).strip(), source);
                }
            }
        }

        private void environment(Map<String, String> environment) {
            Map<String, String> names = new TreeMap<>();
            Declared.all().forEach(setting -> names.put(setting.variable(), setting.name()));
            for (Map.Entry<String, String> entry : new TreeMap<>(environment).entrySet()) {
                String variable = entry.getKey();
                if (variable.startsWith(PREFIX) && !OTHERS.contains(variable)) {
                    Source source = new Source(Kind.ENVIRONMENT, variable);
                    say(names.getOrDefault(variable, variable), entry.getValue().strip(), source);
                }
            }
        }

        private void flags(Map<String, String> flags) {
            new TreeMap<>(flags)
                    .forEach((name, text) -> say(name, text, new Source(Kind.FLAG, "--" + name)));
        }

        private void say(String name, String text, Source source) {
            Setting<?> setting = Declared.named(name);
            if (setting == null) {
                wrong.add("There is no setting " + name + " (" + source.words() + ").");
            } else if (!setting.allows(text)) {
                wrong.add(
                        "The setting "
                                + name
                                + " is "
                                + setting.form().expected()
                                + ", not \""
                                + text
                                + "\" ("
                                + source.words()
                                + ").");
            } else {
                settings = settings.with(setting, text, source);
            }
        }
    }
}
