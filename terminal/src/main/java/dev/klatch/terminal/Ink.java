package dev.klatch.terminal;

import dev.klatch.protocol.PersonId;
import java.util.Map;

/// The colours of the terminal client: the only place that makes escape sequences for text. Without
/// colour every line reads the same.
final class Ink {
    /// Twelve hues of the 256-colour cube that are legible on black and on white.
    private static final int[] HUES = {32, 29, 64, 94, 130, 161, 133, 99, 62, 31, 166, 127};

    private static final String ACCENT = "38;5;30";
    private static final String QUIET = "38;5;244";
    private static final String DANGER = "38;5;160";

    private final boolean colour;

    private Ink(boolean colour) {
        this.colour = colour;
    }

    /// With colour where the terminal has it and nobody has set NO_COLOR.
    static Ink of(boolean terminal, Map<String, String> environment) {
        String none = environment.getOrDefault("NO_COLOR", "");
        boolean dumb = "dumb".equals(environment.get("TERM"));
        return new Ink(terminal && none.isEmpty() && !dumb);
    }

    /// Times and notices.
    String quiet(String text) {
        return paint(QUIET, text);
    }

    /// What is mine.
    String accent(String text) {
        return paint(ACCENT, text);
    }

    /// What was lost or refused.
    String danger(String text) {
        return paint(DANGER, text);
    }

    /// What wants to be seen.
    String bold(String text) {
        return paint("1", text);
    }

    /// A person's name, in the hue of their id.
    String person(PersonId person, String name) {
        return paint("38;5;" + hue(person), name);
    }

    static int hue(PersonId person) {
        long mixed = person.value() * 0x9E3779B97F4A7C15L;
        return HUES[(int) Long.remainderUnsigned(mixed >>> 32, HUES.length)];
    }

    private String paint(String sgr, String text) {
        return colour ? "\u001b[" + sgr + "m" + text + "\u001b[0m" : text;
    }
}
