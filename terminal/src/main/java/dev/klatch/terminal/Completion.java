package dev.klatch.terminal;

import dev.klatch.protocol.Sanitizer;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;

/// What the Tab key offers: verbs, what they take, `name:` at the beginning of a line, `@name` in a
/// text. Names may have spaces in them, so what is completed is everything behind the verb.
final class Completion implements Completer {
    private final Directory directory;
    private volatile @Nullable Verbs verbs;

    Completion(Directory directory) {
        this.directory = directory;
    }

    /// From here on verbs are offered.
    void offer(Verbs all) {
        verbs = all;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        for (String offer : offers(line.line().substring(0, line.cursor()))) {
            String shown = Sanitizer.oneLine(offer);
            // Behind a folder one goes on typing.
            boolean whole = !shown.endsWith("/");
            candidates.add(new Candidate(shown, shown, null, null, null, null, whole));
        }
    }

    /// What can be completed after this beginning of a line, each as the whole of [#word].
    List<String> offers(String typed) {
        Verbs known = verbs;
        if (known == null) {
            return List.of();
        }
        int begin = word(typed);
        if (typed.startsWith(Line.FILE)) {
            return PathWords.whole(typed.substring(begin));
        }
        if (begin > 0 && typed.charAt(begin - 1) == '@') {
            List<String> named = new ArrayList<>(directory.present().names());
            named.add("everyone");
            return named;
        }
        if (begin > 0) {
            Verb verb = known.named(typed.substring(1, typed.indexOf(' ')));
            return verb == null ? List.of() : arguments(verb.offers(), "", typed.substring(begin));
        }
        List<String> offers = new ArrayList<>();
        known.all().forEach(verb -> offers.add("/" + verb.name()));
        directory.present().names().forEach(name -> offers.add(name + ":"));
        offers.add("menu");
        offers.add("exit");
        return offers;
    }

    /// Where the word begins that Tab completes: behind an `@`, behind the verb, or at the start.
    static int word(String typed) {
        if (typed.startsWith(Line.FILE)) {
            return Line.FILE.length();
        }
        int at = typed.lastIndexOf('@');
        boolean fresh = at == 0 || (at > 0 && !Character.isLetterOrDigit(typed.charAt(at - 1)));
        if (fresh && typed.indexOf(' ', at) < 0) {
            return at + 1;
        }
        int space = typed.indexOf(' ');
        return typed.startsWith("/") && space > 0 ? space + 1 : 0;
    }

    /// Goes from argument to argument as far as known names are complete.
    private List<String> arguments(List<Verb.Offer> wanted, String before, String typed) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        if (wanted.getFirst() == Verb.Offer.PATHS) {
            return PathWords.paths(typed);
        }
        if (wanted.getFirst() == Verb.Offer.FOLDER) {
            return folders(typed);
        }
        List<String> all = offers(wanted.getFirst());
        String longest = "";
        for (String offer : all) {
            String whole = offer + " ";
            boolean complete = typed.regionMatches(true, 0, whole, 0, whole.length());
            if (complete && whole.length() > longest.length()) {
                longest = typed.substring(0, whole.length());
            }
        }
        if (!longest.isEmpty() && wanted.size() > 1) {
            return arguments(
                    wanted.subList(1, wanted.size()),
                    before + longest,
                    typed.substring(longest.length()));
        }
        return all.stream().map(offer -> before + offer).toList();
    }

    /// Behind the number of a file.
    private static List<String> folders(String typed) {
        int space = typed.matches("#?[0-9]+ .*") ? typed.indexOf(' ') + 1 : 0;
        String before = typed.substring(0, space);
        return PathWords.folders(typed.substring(space)).stream()
                .map(name -> before + name)
                .toList();
    }

    private List<String> offers(Verb.Offer offer) {
        return switch (offer) {
            case PLACE -> {
                List<String> places = new ArrayList<>();
                places.add("everyone");
                places.addAll(directory.roomNames());
                places.addAll(directory.present().names());
                yield places;
            }
            case ROOM -> directory.roomNames();
            case PERSON -> directory.present().names();
            case VERB -> {
                Verbs known = verbs;
                yield known == null ? List.of() : known.all().stream().map(Verb::name).toList();
            }
            case ROLE -> List.of("owner", "moderator", "member");
            case LEVEL -> List.of("all", "mentions", "nothing");
            case SWITCH -> List.of("on", "off");
            case DAY -> List.of("today", "yesterday", "monday", "friday");
            case KIND -> List.of("picture", "video", "sound", "document", "older");
            case PATHS, FOLDER, TEXT -> List.of();
        };
    }
}
