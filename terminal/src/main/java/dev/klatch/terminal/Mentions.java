package dev.klatch.terminal;

import java.util.regex.Pattern;

/// Finds in a text the places where somebody is named: `@ana`, `@everyone`, `@here`.
final class Mentions {
    private static final String BEFORE = "(?<![\\p{L}\\p{N}@])@(?:";
    private static final String BEHIND = ")(?![\\p{L}\\p{N}_])";

    private Mentions() {}

    /// Finds where this person is named, in any case.
    static Pattern of(String name) {
        return Pattern.compile(
                BEFORE + Pattern.quote(name) + "|everyone|here" + BEHIND,
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /// Whether a text has this word of the protocol behind an `@`.
    static boolean calls(String text, String word) {
        return text.indexOf('@') >= 0
                && Pattern.compile(BEFORE + word + BEHIND, Pattern.CASE_INSENSITIVE)
                        .matcher(text)
                        .find();
    }
}
