package dev.klatch.terminal;

import dev.klatch.protocol.PersonId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The colours of the terminal client: the only place that makes escape sequences for text. Without
/// colour every line reads the same.
final class Ink {
    /// Twelve hues of the 256-colour cube that are legible on black and on white.
    private static final int[] HUES = {32, 29, 64, 94, 130, 161, 133, 99, 62, 31, 166, 127};

    /// The hues of a terminal of 16 colours: without black, white and grey, and without blue, which
    /// is hard to read on black there.
    private static final int[] FEW = {31, 32, 33, 35, 36, 95};

    private static final int MANY = 256;

    private final int colours;

    private Ink(int colours) {
        this.colours = colours;
    }

    /// With colour where the terminal has it and nobody has set NO_COLOR.
    ///
    /// @param colours how many the terminal has, null if it does not say
    static Ink of(@Nullable Integer colours, Map<String, String> environment) {
        String none = environment.getOrDefault("NO_COLOR", "");
        boolean dumb = environment.getOrDefault("TERM", "").startsWith("dumb");
        return new Ink(colours == null || !none.isEmpty() || dumb ? 0 : colours);
    }

    /// Without any.
    static Ink none() {
        return new Ink(0);
    }

    private boolean many() {
        return colours >= MANY;
    }

    /// Times and notices.
    String quiet(String text) {
        return paint(many() ? "38;5;244" : "90", text);
    }

    /// What is mine.
    String accent(String text) {
        return paint(many() ? "38;5;30" : "36", text);
    }

    /// What was lost or refused.
    String danger(String text) {
        return paint(many() ? "38;5;160" : "31", text);
    }

    /// What wants to be seen.
    String bold(String text) {
        return paint("1", text);
    }

    /// What names me: on an amber ground.
    String mention(String text) {
        return paint(many() ? "38;5;16;48;5;222" : "30;43", text);
    }

    /// Letters that are leaned on.
    String italic(String text) {
        return paint("3", text);
    }

    /// Words of a program.
    String code(String text) {
        return paint(many() ? "38;5;136" : "33", text);
    }

    /// What is found by a search.
    String found(String text) {
        return paint("1;4", text);
    }

    /// A person's name, in the hue of their id.
    String person(PersonId person, String name) {
        return paint(hue(person), name);
    }

    /// The colour of a person, as the terminal is told it.
    String hue(PersonId person) {
        long mixed = (person.value() * 0x9E3779B97F4A7C15L) >>> 32;
        return many()
                ? "38;5;" + HUES[(int) (mixed % HUES.length)]
                : Integer.toString(FEW[(int) (mixed % FEW.length)]);
    }

    private String paint(String sgr, String text) {
        return colours > 0 ? "\u001b[" + sgr + "m" + text + "\u001b[0m" : text;
    }
}
