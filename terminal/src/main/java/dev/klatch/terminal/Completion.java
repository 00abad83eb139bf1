package dev.klatch.terminal;

import dev.klatch.protocol.Sanitizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/// What the Tab key offers: commands, rooms, people, and `name:` at the beginning of a line.
final class Completion implements Completer {
    private final Directory directory;

    Completion(Directory directory) {
        this.directory = directory;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        for (String offer : offers(line.line().substring(0, line.cursor()))) {
            candidates.add(new Candidate(Sanitizer.oneLine(offer)));
        }
    }

    /// What can be completed after this beginning of a line, as whole words.
    List<String> offers(String typed) {
        int space = typed.indexOf(' ');
        List<String> offers = new ArrayList<>();
        if (space < 0) {
            for (Orders order : Orders.values()) {
                offers.add("/" + order.typed());
            }
            directory.peopleNames().forEach(name -> offers.add(name + ":"));
            offers.add("menu");
            offers.add("exit");
            return offers;
        }
        switch (typed.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "/join", "/leave" -> offers.addAll(directory.roomNames());
            case "/go" -> {
                offers.add("everyone");
                offers.addAll(directory.roomNames());
                offers.addAll(directory.peopleNames());
            }
            case "/msg" -> offers.addAll(directory.peopleNames());
            default -> {}
        }
        return offers;
    }
}
