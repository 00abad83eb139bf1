package dev.klatch.server.setting;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/// The flags of a command that takes all settings: one for each declaration.
public final class SettingFlags {
    private final Map<String, String> said = new LinkedHashMap<>();

    /// Adds a flag for each setting to this command.
    public void addTo(CommandSpec command) {
        for (Setting<?> setting : Declared.all()) {
            command.addOption(
                    OptionSpec.builder(setting.flag())
                            .type(String.class)
                            .paramLabel(setting.form().label())
                            .description(setting.words() + " Default: " + usual(setting) + ".")
                            .setter(new Note(setting.name()))
                            .build());
        }
    }

    private static String usual(Setting<?> setting) {
        String unit = setting.form().unit();
        return setting.usualText() + (unit.isEmpty() ? "" : " " + unit);
    }

    /// What was said, by the names of the settings.
    public Map<String, String> said() {
        return Map.copyOf(said);
    }

    /// Notes what one flag says; before that it is called with null.
    private final class Note implements ISetter {
        private final String name;

        private Note(String name) {
            this.name = name;
        }

        @Override
        public <T extends @Nullable Object> T set(T value) {
            if (value != null) {
                said.put(name, value.toString());
            }
            return value;
        }
    }
}
