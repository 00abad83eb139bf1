package dev.klatch.client;

import dev.klatch.protocol.Sanitizer;
import dev.klatch.protocol.Utf8;
import java.text.Normalizer;
import java.util.regex.Pattern;

/// Names under which files of others are saved: what somebody else chose must not lead elsewhere,
/// hide, look like another name or mean a device, on any system that Klatch runs on.
public final class SafeName {
    /// Characters of a name at most.
    public static final int CHARACTERS = 120;

    /// Bytes of UTF-8 of a name at most: what file systems take.
    public static final int BYTES = 255;

    private static final String NOTHING_LEFT = "file";
    private static final int EXTENSION = 17;
    private static final Pattern DEVICE =
            Pattern.compile(
                    "(?i)(con|prn|aux|nul|conin\\$|conout\\$|clock\\$|(com|lpt)[0-9¹²³])"
                            + " *(\\..*)?");

    private SafeName() {}

    /// The name as a file may be called: the last part of a path; without control characters, marks
    /// that turn the direction of writing, separators, and what Windows does not take; without
    /// spaces, dots, hyphens and tildes before it and spaces and dots behind it; no device of
    /// Windows; at most 120 characters and 255 bytes, of which the ending is kept. `file` if
    /// nothing is left. A safe name stays as it is.
    public static String of(String name) {
        String last = name.substring(1 + Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')));
        StringBuilder plain = new StringBuilder();
        last.codePoints()
                .filter(Sanitizer::harmless)
                .map(SafeName::plain)
                .forEach(point -> {
                    plain.appendCodePoint(point);
                });
        String trimmed = trimmed(Normalizer.normalize(plain, Normalizer.Form.NFC));
        String harmless = DEVICE.matcher(trimmed).matches() ? "_" + trimmed : trimmed;
        String shorter = fitting(harmless, "", CHARACTERS, BYTES);
        return shorter.isEmpty() ? NOTHING_LEFT : shorter;
    }

    /// The same with a number before its ending, for when there is a file of this name: `a
    /// (1).txt`.
    static String numbered(String safe, int number) {
        return fitting(safe, " (" + number + ")", CHARACTERS, BYTES);
    }

    /// What a file is called while it is fetched: nobody takes it for a whole one, and no other
    /// file has it.
    static String partial(String safe, String id) {
        String behind = "." + id + ".part";
        return fitting(safe, "", CHARACTERS, BYTES - behind.length()) + behind;
    }

    private static int plain(int point) {
        if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
            return ' ';
        }
        return "<>:\"|?*".indexOf(point) >= 0 ? '_' : point;
    }

    private static String trimmed(String name) {
        int begin = 0;
        int end = name.length();
        while (begin < end && " .-~".indexOf(name.charAt(begin)) >= 0) {
            begin++;
        }
        while (end > begin && " .".indexOf(name.charAt(end - 1)) >= 0) {
            end--;
        }
        return name.substring(begin, end);
    }

    /// The stem, as much of it as fits, then `behind`, then the ending.
    private static String fitting(String name, String behind, int characters, int bytes) {
        String ending = ending(name);
        String stem = name.substring(0, name.length() - ending.length());
        int most = characters - count(behind + ending);
        int room = bytes - Utf8.length(behind + ending);
        StringBuilder fitting = new StringBuilder();
        int used = 0;
        int number = 0;
        for (int point : stem.codePoints().toArray()) {
            String letter = Character.toString(point);
            used += Utf8.length(letter);
            number++;
            if (used > room || number > most) {
                break;
            }
            fitting.append(letter);
        }
        boolean cut = fitting.length() < stem.length();
        return (cut ? fitting.toString().stripTrailing() : fitting) + behind + ending;
    }

    /// From the last dot on, if that is a short word.
    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot <= 0 ? "" : name.substring(dot);
        boolean word =
                count(ending) <= EXTENSION
                        && ending.codePoints().skip(1).allMatch(Character::isLetterOrDigit);
        return word ? ending : "";
    }

    private static int count(String text) {
        return text.codePointCount(0, text.length());
    }
}
