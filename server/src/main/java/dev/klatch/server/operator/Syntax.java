package dev.klatch.server.operator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What goes with a verb, read from the words that `help` prints for it. `[--some WORD]` and
/// `[--some]` are options, `a|b` is a choice, `TEXT` is the rest of the line as it is, `NAME` may
/// have spaces in it, `[NUMBER]` in brackets is a number that may be left out, and any other word
/// in capitals is one word.
final class Syntax {
    private static final Pattern OPTION = Pattern.compile("\\[(--[a-z-]+)( [A-Z]+)?]");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|([^\\s\"]+)");
    private static final String TEXT = "TEXT";
    private static final String NAME = "NAME";

    private final Map<String, Boolean> options = new HashMap<>();
    private final List<String> places;

    Syntax(String arguments) {
        Matcher found = OPTION.matcher(arguments);
        found.results().forEach(one -> options.put(one.group(1), one.group(2) != null));
        String rest = found.replaceAll("").strip();
        this.places = rest.isEmpty() ? List.of() : List.of(rest.split(" ", -1));
    }

    /// Whether all that follows the verb is one text.
    boolean takesText() {
        return places.equals(List.of(TEXT));
    }

    /// What was given for each place (without its brackets) and each option (with its dashes, empty
    /// if it takes nothing); nothing if it does not fit.
    Optional<Map<String, String>> read(String typed) {
        if (takesText()) {
            String text = typed.strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(Map.of(TEXT, text));
        }
        Map<String, String> values = new HashMap<>();
        Deque<String> words = new ArrayDeque<>();
        List<String> all = words(typed);
        for (int i = 0; i < all.size(); i++) {
            String word = all.get(i);
            Boolean takesValue = options.get(word);
            if (takesValue == null) {
                words.add(word);
            } else if (!takesValue) {
                values.put(word, "");
            } else if (i + 1 < all.size()) {
                i++;
                values.put(word, all.get(i));
            } else {
                return Optional.empty();
            }
        }
        return place(words, values) ? Optional.of(values) : Optional.empty();
    }

    private static List<String> words(String typed) {
        List<String> words = new ArrayList<>();
        for (MatchResult word : WORD.matcher(typed).results().toList()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words;
    }

    /// From the end, so that what is left over is the name.
    private boolean place(Deque<String> words, Map<String, String> values) {
        for (String place : places.reversed()) {
            boolean fits =
                    switch (place.charAt(0)) {
                        case '[' -> placeNumber(place, words, values);
                        default -> placeWord(place, words, values);
                    };
            if (!fits) {
                return false;
            }
        }
        return words.isEmpty();
    }

    private static boolean placeNumber(
            String place, Deque<String> words, Map<String, String> values) {
        if (words.size() > 1 && words.getLast().chars().allMatch(Character::isDigit)) {
            values.put(place.substring(1, place.length() - 1), words.removeLast());
        }
        return true;
    }

    private static boolean placeWord(
            String place, Deque<String> words, Map<String, String> values) {
        if (words.isEmpty()) {
            return false;
        }
        if (place.equals(NAME)) {
            values.put(NAME, String.join(" ", words));
            words.clear();
            return true;
        }
        String word = words.removeLast();
        values.put(place, word);
        return place.indexOf('|') < 0 || List.of(place.split("\\|", -1)).contains(word);
    }
}
