package dev.klatch.server.setting;

import java.util.Locale;

/// One thing that can be set: its name in kebab-case, what its values look like, the value when
/// nobody says anything, and a sentence for people.
public record Setting<T>(String name, Form<T> form, T usual, Change change, String words) {
    /// When a setting can be changed.
    public enum Change {
        /// Before the server starts.
        AT_START,
        /// While the server runs, too, from its console; such a change is kept in the database.
        WHILE_RUNNING
    }

    /// The variable of the environment that sets it.
    public String variable() {
        return "KLATCH_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /// The flag that sets it.
    public String flag() {
        return "--" + name;
    }

    /// The default, as text.
    public String usualText() {
        return form.write(usual);
    }

    /// Whether this text says a value that is allowed.
    boolean allows(String text) {
        return form.read(text) != null;
    }
}
