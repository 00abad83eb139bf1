package dev.klatch.server.operator;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A line that an operator typed, understood: the verb and what was given with it, by the names of
/// the table.
record Order(Verb verb, Map<String, String> values) {
    /// What a line means.
    sealed interface Reading {
        /// It is an order.
        record Understood(Order order) implements Reading {}

        /// It is none, and these words say why.
        record Misused(String words) implements Reading {}
    }

    /// Reads a line.
    static Reading read(String line) {
        String typed = line.strip();
        int end = typed.startsWith("<") ? typed.indexOf('>') + 1 : firstSpace(typed);
        String spelling = end <= 0 ? typed : typed.substring(0, end);
        Optional<Verb> verb = Verb.spelled(spelling.replaceAll("\\s+", " "));
        if (verb.isEmpty()) {
            return new Reading.Misused("There is no command " + spelling + "; help lists them.");
        }
        return verb.get()
                .syntax()
                .read(typed.substring(spelling.length()))
                .<Reading>map(values -> new Reading.Understood(new Order(verb.get(), values)))
                .orElseGet(() -> new Reading.Misused("Usage: " + verb.get().usage()));
    }

    private static int firstSpace(String typed) {
        for (int i = 0; i < typed.length(); i++) {
            if (Character.isWhitespace(typed.charAt(i))) {
                return i;
            }
        }
        return typed.length();
    }

    /// The line that means what these words of a shell mean.
    static String line(List<String> words) {
        boolean text =
                !words.isEmpty()
                        && Verb.spelled(words.getFirst())
                                .filter(verb -> verb.syntax().takesText())
                                .isPresent();
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            boolean quoted = !text && word.indexOf(' ') >= 0 && !word.startsWith("<");
            line.append(line.isEmpty() ? "" : " ").append(quoted ? '"' + word + '"' : word);
        }
        return line.toString();
    }

    /// What was given for this place or option of the table.
    Optional<String> value(String place) {
        return Optional.ofNullable(values.get(place));
    }

    /// What was given for a place that is never empty.
    String text(String place) {
        return value(place).orElseThrow();
    }

    /// Whether this option was given.
    boolean has(String option) {
        return values.containsKey(option);
    }
}
