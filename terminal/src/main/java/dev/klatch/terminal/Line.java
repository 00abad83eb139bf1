package dev.klatch.terminal;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a line means that somebody typed.
sealed interface Line {
    /// Nothing.
    record Nothing() implements Line {}

    /// Plain text for where one is.
    record Say(String text) implements Line {}

    /// `receiver: text`. Whether there is such a receiver is not known here; `whole` is the line.
    record Maybe(String receiver, String text, String whole) implements Line {}

    /// `/name rest`, in lower case and without the slash.
    record Order(String name, String rest) implements Line {}

    /// Leaves Klatch.
    record Leave() implements Line {}

    /// The name of the order that `group groupName bob,mary` is. Nobody can type it.
    String CLASSIC_GROUP = "classic group";

    /// The name of the order that `!FILE path` is. Nobody can type it.
    String CLASSIC_FILE = "classic file";

    /// What `!FILE path` begins with.
    String FILE = "!FILE ";

    /// Words of a name.
    Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(?:[ ._'’-][\\p{L}\\p{M}\\p{N}]+)*");

    /// Reads one line. `exit`, `menu`, `<EXIT>`, `!INFO` and `!DISCONNECT` count only as the whole
    /// line; a leading space makes everything plain text.
    static Line parse(String line) {
        if (line.isBlank()) {
            return new Nothing();
        }
        if (line.startsWith(" ")) {
            return new Say(line.substring(1));
        }
        String whole = line.strip();
        return switch (whole) {
            case "exit", "/quit", "/exit", "/q" -> new Leave();
            case "menu" -> new Order("menu", "");
            case "!INFO" -> new Order("info", "");
            case "!FILE" -> new Order(CLASSIC_FILE, "");
            default -> classic(line, whole);
        };
    }

    private static Line classic(String line, String whole) {
        if (whole.equalsIgnoreCase("<exit>") || whole.equals("!DISCONNECT")) {
            return new Leave();
        }
        if (isGroup(whole)) {
            return new Order(CLASSIC_GROUP, whole.substring("group".length()).strip());
        }
        if (whole.startsWith("!TTT ")) {
            return new Order("ttt", whole.substring("!TTT ".length()).strip());
        }
        if (whole.startsWith(FILE)) {
            return new Order(CLASSIC_FILE, whole.substring(FILE.length()).strip());
        }
        return line.startsWith("/") ? order(line) : perhapsPrivate(line);
    }

    /// Whether this is `group NAME a,b,c`: the name begins with `group`, or a list follows whose
    /// names are single words with commas between them.
    private static boolean isGroup(String whole) {
        String[] words = whole.split("\\s+", 3);
        if (!words[0].equals("group") || words.length < 2) {
            return false;
        }
        if (words[1].startsWith("group")) {
            return true;
        }
        List<String> names =
                words.length < 3
                        ? List.of()
                        : Stream.of(words[2].split(",", -1))
                                .map(String::strip)
                                .filter(name -> !name.isEmpty())
                                .toList();
        return names.size() > 1
                && names.stream().noneMatch(it -> it.chars().anyMatch(Character::isWhitespace));
    }

    private static Line order(String line) {
        int space = line.indexOf(' ');
        String name = space < 0 ? line.substring(1) : line.substring(1, space);
        String rest = space < 0 ? "" : line.substring(space + 1);
        if (name.isEmpty() || name.contains("/")) {
            return new Say(line);
        }
        return new Order(name.strip().toLowerCase(Locale.ROOT), rest);
    }

    /// The part before the first colon may be a receiver, unless what follows shows an address such
    /// as `http://`.
    private static Line perhapsPrivate(String line) {
        int colon = line.indexOf(':');
        if (colon <= 0 || line.startsWith("/", colon + 1)) {
            return new Say(line);
        }
        String receiver = line.substring(0, colon).strip();
        String text = line.substring(colon + 1).strip();
        if (receiver.isEmpty() || text.isEmpty()) {
            return new Say(line);
        }
        return new Maybe(receiver, text, line);
    }

    /// One word of letters: somebody who writes `Reminder: …` may have meant a person.
    static boolean isWord(String receiver) {
        return receiver.codePoints().allMatch(Character::isLetter);
    }

    /// What could be somebody's name: letters and digits, and single spaces, dots, hyphens,
    /// underscores and apostrophes between them, at most 32.
    static boolean couldBeName(String receiver) {
        return receiver.codePointCount(0, receiver.length()) <= 32
                && NAME.matcher(receiver).matches()
                && receiver.codePoints().anyMatch(Character::isLetter);
    }
}
