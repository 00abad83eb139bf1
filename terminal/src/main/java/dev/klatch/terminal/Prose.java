package dev.klatch.terminal;

import dev.klatch.protocol.Sanitizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The text of a message as a terminal shows it: harmless, its marks of Markdown kept and painted,
/// what names me on an amber ground. Each further line begins with a bar, so that none can pretend
/// to be another message.
final class Prose {
    /// Before each further line of a message.
    static final String BAR = "      │ ";

    private static final Pattern MARKS =
            Pattern.compile(
                    "(?<code>`[^`\n]+`)"
                            + "|(?<bold>\\*\\*(?=\\S)[^*\n]+(?<=\\S)\\*\\*)"
                            + "|(?<italic>(?<![\\p{L}\\p{N}*_])[*_](?=[^\\s*_])[^*_\n]+(?<=\\S)[*_]"
                            + "(?![\\p{L}\\p{N}*_]))");
    private static final int FOUND = 200;
    private static final String LEFT_TO_RIGHT = "\u200e";

    private final Ink ink;
    private final Directory directory;

    Prose(Ink ink, Directory directory) {
        this.ink = ink;
        this.directory = directory;
    }

    /// The whole text, over as many lines as it has.
    String shown(String text) {
        String[] lines = Sanitizer.visible(text).split("\n", -1);
        StringBuilder shown = new StringBuilder();
        boolean code = false;
        for (int i = 0; i < lines.length; i++) {
            boolean fence = lines[i].stripLeading().startsWith("```");
            shown.append(i == 0 ? "" : "\n" + ink.quiet(BAR));
            shown.append(fence || code ? ink.code(lines[i]) : line(lines[i]));
            code ^= fence;
        }
        return shown.toString();
    }

    /// A text that was found, on one line, with the words of the query painted.
    String found(String text, String query) {
        String shown = beginning(text, FOUND);
        for (String word : query.split("[\\s\"*]+", -1)) {
            if (!word.isEmpty() && word.indexOf(':') < 0) {
                shown =
                        Pattern.compile(
                                        Pattern.quote(Sanitizer.oneLine(word)),
                                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                                .matcher(shown)
                                .replaceFirst(
                                        hit -> Matcher.quoteReplacement(ink.found(hit.group())));
            }
        }
        return shown;
    }

    /// The beginning of a text on one line, at most so many characters.
    static String beginning(String text, int most) {
        String whole = joined(text);
        if (whole.codePointCount(0, whole.length()) <= most) {
            return whole;
        }
        return whole.substring(0, whole.offsetByCodePoints(0, most - 1)) + "…";
    }

    /// A text on one line, without the spaces around its lines. No pattern finds them: one that
    /// looks for spaces before a line's end begins anew at each space.
    static String joined(String text) {
        return Sanitizer.oneLine(
                text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining(" ")));
    }

    private String line(String line) {
        if (line.startsWith("> ")) {
            return ink.quiet(line);
        }
        Matcher marks = MARKS.matcher(line);
        StringBuilder painted = new StringBuilder();
        int done = 0;
        while (marks.find()) {
            painted.append(named(line.substring(done, marks.start())));
            painted.append(painted(marks));
            done = marks.end();
        }
        return painted.append(named(line.substring(done))).toString();
    }

    private String painted(Matcher marks) {
        if (marks.group("code") != null) {
            return ink.code(marks.group());
        }
        return marks.group("bold") != null ? ink.bold(marks.group()) : ink.italic(marks.group());
    }

    private String named(String words) {
        var me = directory.me();
        if (me == null || words.indexOf('@') < 0) {
            return words;
        }
        return Mentions.of(me.name())
                .matcher(words)
                .replaceAll(match -> Matcher.quoteReplacement(ink.mention(match.group())));
    }

    /// Keeps what stands before from being drawn among letters that run from right to left: a mark
    /// that takes no place, where there are such letters, and nothing else.
    static String apart(String before, String behind) {
        return rightToLeft(before) || rightToLeft(behind)
                ? before + LEFT_TO_RIGHT + ": " + LEFT_TO_RIGHT + behind
                : before + ": " + behind;
    }

    private static boolean rightToLeft(String text) {
        return text.codePoints()
                .map(Character::getDirectionality)
                .anyMatch(direction ->
                        direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
    }
}
