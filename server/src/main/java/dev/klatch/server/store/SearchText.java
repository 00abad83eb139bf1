package dev.klatch.server.store;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;

/// Text in the form in which it is indexed: compatible characters are one (NFKC), and what is
/// written without spaces (Chinese, Japanese, Korean) is cut into pairs, each character of a run
/// with the next, and the last one alone, so that words of two characters are found by the index.
final class SearchText {
    private SearchText() {}

    /// A text for the index.
    static String indexed(String text) {
        return cut(text, true);
    }

    /// A word or phrase of a query; it is found in the index as tokens that follow each other.
    static String phrase(String text) {
        return cut(text, false);
    }

    /// Whether there is anything in it that the index knows.
    static boolean hasWords(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .codePoints()
                .anyMatch(Character::isLetterOrDigit);
    }

    /// Whether a phrase ends with a character that stands alone and may begin a pair in the index.
    static boolean endsAlone(String phrase) {
        int last = phrase.isEmpty() ? 0 : phrase.codePointBefore(phrase.length());
        int before = phrase.length() - Character.charCount(last);
        boolean alone = before <= 0 || !isDense(phrase.codePointBefore(before));
        return isDense(last) && alone;
    }

    private static String cut(String text, boolean withLast) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder cut = new StringBuilder(normal.length() + 16);
        int at = 0;
        while (at < normal.length()) {
            int first = normal.codePointAt(at);
            int next = at + Character.charCount(first);
            if (!isDense(first)) {
                cut.appendCodePoint(Character.isISOControl(first) ? ' ' : first);
                at = next;
                continue;
            }
            boolean begins = at == 0 || !isDense(normal.codePointBefore(at));
            boolean ends = next == normal.length() || !isDense(normal.codePointAt(next));
            if (begins) {
                cut.append(' ');
            }
            if (!ends) {
                cut.appendCodePoint(first).appendCodePoint(normal.codePointAt(next)).append(' ');
            } else if (withLast || begins || next < normal.length()) {
                cut.appendCodePoint(first).append(' ');
            }
            at = next;
        }
        return cut.toString().strip();
    }

    /// Whether this is a character of a script that is written without spaces.
    private static boolean isDense(int character) {
        if (character < 0x1100) {
            return false;
        }
        if (character == 0x30FC) {
            return true;
        }
        return switch (UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> Character.isLetter(character);
            default -> false;
        };
    }
}
