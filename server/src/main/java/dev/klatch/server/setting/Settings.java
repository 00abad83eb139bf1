package dev.klatch.server.setting;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// The value of each declared setting, and where it comes from. Immutable.
public final class Settings {
    private static final Settings USUAL = new Settings(Map.of());

    private record Said(String text, Source source) {}

    private final Map<String, Said> said;

    private Settings(Map<String, Said> said) {
        this.said = Map.copyOf(said);
    }

    /// All defaults.
    public static Settings usual() {
        return USUAL;
    }

    /// The value.
    public <T> T value(Setting<T> setting) {
        return Objects.requireNonNull(setting.form().read(text(setting)));
    }

    /// The value, as text.
    public String text(Setting<?> setting) {
        Said value = said.get(setting.name());
        return value == null ? setting.usualText() : value.text();
    }

    /// Where the value comes from.
    public Source source(Setting<?> setting) {
        Said value = said.get(setting.name());
        return value == null ? Source.DEFAULT : value.source();
    }

    /// The same with this value, from this source.
    public <T> Settings with(Setting<T> setting, T value, Source source) {
        return with(setting, setting.form().write(value), source);
    }

    /// The same with this value, as a program chose it.
    public <T> Settings with(Setting<T> setting, T value) {
        return with(setting, value, Source.DEFAULT);
    }

    /// @throws IllegalArgumentException if the setting does not allow this text
    Settings with(Setting<?> setting, String text, Source source) {
        if (!setting.allows(text)) {
            throw new IllegalArgumentException(setting.name() + " is not " + text);
        }
        Map<String, Said> more = new HashMap<>(said);
        more.put(setting.name(), new Said(text, source));
        return new Settings(more);
    }

    /// The same with what was changed while the server ran, by name. What is no such setting, or
    /// has a value of another version, is passed over.
    public Settings withKept(Map<String, String> kept) {
        Settings all = this;
        for (Setting<?> setting : Declared.all()) {
            String text = kept.get(setting.name());
            boolean changes = setting.change() == Setting.Change.WHILE_RUNNING;
            if (text != null && changes && setting.allows(text)) {
                all = all.with(setting, text, Source.CONSOLE);
            }
        }
        return all;
    }
}
