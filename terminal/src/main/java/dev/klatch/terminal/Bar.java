package dev.klatch.terminal;

import dev.klatch.protocol.ConversationId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;

/// The line above the one being typed: the conversations with their numbers and what is unread, on
/// the right who is writing or how many are here. As wide as the terminal at the moment it is
/// drawn; what does not fit is counted, and what is unread is shown before what is not.
final class Bar {
    private static final String GAP = "  ";
    private static final int NAME = 20;
    private static final int NUMBERED = 9;

    private final Terminal terminal;
    private final Directory directory;
    private final Typing typing;
    private final Ink ink;
    private final Supplier<String> mark;

    /// `mark` says what people must not forget about the line; empty if there is nothing.
    Bar(Terminal terminal, Directory directory, Typing typing, Ink ink, Supplier<String> mark) {
        this.terminal = terminal;
        this.directory = directory;
        this.typing = typing;
        this.ink = ink;
        this.mark = mark;
    }

    /// The line as it is now.
    String line() {
        int columns = terminal.getSize().getColumns() - 1;
        String marked = mark.get();
        String right = marked.isEmpty() ? right() : ink.danger(marked) + GAP + right();
        int room = columns - width(right) - GAP.length();
        String left = left(room);
        int between = columns - width(left) - width(right);
        return between < 1 ? left : left + " ".repeat(between) + right;
    }

    private String right() {
        String writing = typing.words(directory.placeId());
        if (!writing.isEmpty()) {
            return ink.quiet(writing);
        }
        long here = directory.present().count();
        return directory.connected() ? ink.quiet(here + " here") : ink.danger("no connection");
    }

    private String left(int room) {
        List<ConversationId> all = directory.places();
        List<ConversationId> shown = new ArrayList<>();
        int used = 0;
        for (ConversationId place : wantedFirst(all)) {
            int width = width(label(place, all.indexOf(place) + 1)) + GAP.length();
            if (used + width > room - 6 && used > 0) {
                break;
            }
            used += width;
            shown.add(place);
        }
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (shown.contains(all.get(i))) {
                labels.add(label(all.get(i), i + 1));
            }
        }
        int more = all.size() - shown.size();
        if (more > 0) {
            labels.add(ink.quiet("+" + more));
        }
        return String.join(GAP, labels);
    }

    private List<ConversationId> wantedFirst(List<ConversationId> all) {
        List<ConversationId> wanted = new ArrayList<>();
        all.stream().filter(place -> place.equals(directory.placeId())).forEach(wanted::add);
        all.stream()
                .filter(place -> directory.unread(place).messages() > 0)
                .filter(place -> !wanted.contains(place))
                .forEach(wanted::add);
        all.stream().filter(place -> !wanted.contains(place)).forEach(wanted::add);
        return wanted;
    }

    private String label(ConversationId place, int number) {
        String star = directory.isFavourite(place) ? "★" : "";
        String name = star + Prose.beginning(directory.nameOf(place), NAME);
        String key = number <= NUMBERED ? number + " " : "";
        Places.Unread unread = directory.unread(place);
        if (place.equals(directory.placeId())) {
            return ink.accent(key + name);
        }
        if (unread.messages() == 0) {
            return ink.quiet(key + name);
        }
        String count = Places.shown(unread.messages());
        return unread.mentions() > 0
                ? ink.mention(key + name + " (" + count + "!)")
                : ink.bold(key + name + " (" + count + ")");
    }

    private int width(String ansi) {
        return AttributedString.fromAnsi(ansi).columnLength(terminal);
    }
}
