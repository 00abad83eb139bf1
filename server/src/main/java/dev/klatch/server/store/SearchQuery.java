package dev.klatch.server.store;

import dev.klatch.core.person.NameRules;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What somebody searches for. `terms` are the words, prefixes and phrases, each as the index
/// understands it and quoted, so that nothing in it is an operator; all of them must be in a
/// message. `from` and `in` are folded names, of which one must fit; `since` and `until` are times
/// in milliseconds since 1970, including the first and not the last. `needles` are the words as
/// they were typed, in lower case.
record SearchQuery(
        List<String> terms,
        List<String> from,
        List<String> in,
        long since,
        long until,
        Set<Having> having,
        List<String> needles) {
    /// What a message may have.
    enum Having {
        LINK,
        FILE,
        MENTION,
        MENTION_OF_ME,
        PIN
    }

    /// Whether there is anything to search for but filters.
    boolean hasTerms() {
        return !terms.isEmpty();
    }

    /// Reads a query. Days begin when they do in this zone.
    ///
    /// @return null if it has nothing to search for, or a filter that is none
    static @Nullable SearchQuery parse(String text, ZoneId zone) {
        Parser parser = new Parser(text, zone);
        return parser.parse() ? parser.query() : null;
    }

    private static final Set<String> FILTERS =
            Set.of("from", "in", "before", "after", "has", "mentions");

    private static final class Parser {
        private final String text;
        private final ZoneId zone;
        private final List<String> terms = new ArrayList<>();
        private final List<String> from = new ArrayList<>();
        private final List<String> in = new ArrayList<>();
        private final Set<Having> having = EnumSet.noneOf(Having.class);
        private final List<String> needles = new ArrayList<>();
        private long since;
        private long until = Long.MAX_VALUE;
        private boolean filtered;
        private int at;

        private Parser(String text, ZoneId zone) {
            this.text = text;
            this.zone = zone;
        }

        private SearchQuery query() {
            return new SearchQuery(terms, from, in, since, until, having, needles);
        }

        private boolean parse() {
            boolean sound = true;
            while (sound && at < text.length()) {
                char next = text.charAt(at);
                if (Character.isWhitespace(next)) {
                    at++;
                } else if (next == '"') {
                    term(quoted(), false);
                } else {
                    sound = word();
                }
            }
            return sound && (filtered || !terms.isEmpty());
        }

        /// What stands between here and the next quotation mark, or the end.
        private String quoted() {
            int end = text.indexOf('"', at + 1);
            int stop = end < 0 ? text.length() : end;
            String inside = text.substring(at + 1, stop);
            at = end < 0 ? stop : end + 1;
            return inside;
        }

        private String plain() {
            int begin = at;
            while (at < text.length()
                    && text.charAt(at) != '"'
                    && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return text.substring(begin, at);
        }

        private boolean word() {
            String word = plain();
            int colon = word.indexOf(':');
            String name = colon < 0 ? "" : word.substring(0, colon).toLowerCase(Locale.ROOT);
            if (!FILTERS.contains(name)) {
                boolean prefix = word.endsWith("*");
                term(prefix ? word.substring(0, word.length() - 1) : word, prefix);
                return true;
            }
            String value = word.substring(colon + 1);
            if (value.isEmpty() && at < text.length() && text.charAt(at) == '"') {
                value = quoted();
            }
            filtered = true;
            return !value.isBlank() && filter(name, value.strip());
        }

        private void term(String words, boolean prefix) {
            if (SearchText.hasWords(words)) {
                String phrase = SearchText.phrase(words);
                boolean open = prefix || SearchText.endsAlone(phrase);
                terms.add('"' + phrase.replace("\"", " ") + '"' + (open ? " *" : ""));
                needles.add(words.toLowerCase(Locale.ROOT));
            }
        }

        private boolean filter(String name, String value) {
            switch (name) {
                case "from" -> from.add(NameRules.key(value));
                case "in" -> in.add(NameRules.key(value));
                case "mentions" -> {
                    having.add(Having.MENTION_OF_ME);
                    return value.equalsIgnoreCase("me");
                }
                case "has" -> {
                    for (Having each : Having.values()) {
                        if (each.name().equalsIgnoreCase(value)) {
                            having.add(each);
                            return true;
                        }
                    }
                    return false;
                }
                default -> {
                    return day(name, value);
                }
            }
            return true;
        }

        private boolean day(String name, String value) {
            try {
                LocalDate day = LocalDate.parse(value);
                long begin = day.atStartOfDay(zone).toInstant().toEpochMilli();
                if (name.equals("before")) {
                    until = Math.min(until, begin);
                } else {
                    since = Math.max(since, begin);
                }
                return true;
            } catch (DateTimeParseException | ArithmeticException noDay) {
                return false;
            }
        }
    }
}
