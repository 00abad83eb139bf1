package dev.klatch.terminal;

import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.WCWidth;

/// Breaks lines between words where the terminal ends, and puts a bar before what goes on: if the
/// terminal broke them, somebody could fill up a line so that the rest looks like another message.
/// Wide letters and emoji take two columns, colours none.
final class Wrap {
    /// Narrower than this nothing is broken: there would be nothing left to read.
    private static final int LEAST = 24;

    private static final char ESCAPE = '\u001b';
    private static final String PLAIN = "\u001b[0m";

    private final Terminal terminal;
    private final String bar;

    Wrap(Terminal terminal, Ink ink) {
        this.terminal = terminal;
        bar = ink.quiet(Prose.BAR);
    }

    /// These lines, none of them wider than the terminal is now.
    String lines(String lines) {
        int columns = terminal.getSize().getColumns();
        if (columns < LEAST) {
            return lines;
        }
        StringBuilder all = new StringBuilder();
        for (String line : lines.split("\n", -1)) {
            all.append(all.isEmpty() ? "" : "\n");
            boolean fits = AttributedString.fromAnsi(line).columnLength(terminal) <= columns;
            all.append(fits ? line : broken(line, columns));
        }
        return all.toString();
    }

    private String broken(String line, int columns) {
        StringBuilder broken = new StringBuilder();
        String colour = "";
        int begin = 0;
        int room = columns;
        while (begin < line.length()) {
            int end = end(line, begin, room);
            String piece = line.substring(begin, end);
            if (begin > 0) {
                broken.append(colour.isEmpty() ? "" : PLAIN).append('\n').append(bar);
                broken.append(colour);
            }
            broken.append(piece);
            colour = after(colour, piece);
            begin = end;
            while (begin < line.length() && line.charAt(begin) == ' ') {
                begin++;
            }
            room = columns - Prose.BAR.length();
        }
        return broken.toString();
    }

    /// The colour that is on behind this piece; empty for none.
    private static String after(String colour, String piece) {
        int last = piece.lastIndexOf(ESCAPE);
        if (last < 0) {
            return colour;
        }
        String sequence = piece.substring(last, piece.indexOf('m', last) + 1);
        return sequence.equals(PLAIN) ? "" : sequence;
    }

    /// Where to break what begins here: behind the last word that fits, or in the middle of one
    /// that is longer than a line.
    private int end(String line, int begin, int room) {
        int at = begin;
        int width = 0;
        int space = -1;
        while (at < line.length()) {
            if (line.charAt(at) == ESCAPE) {
                at = line.indexOf('m', at) + 1;
                continue;
            }
            int wide = WCWidth.wcwidthForDisplay(line, at, terminal);
            // Scripts with wide letters have no spaces and may be broken before each of them.
            if (line.charAt(at) == ' ' || wide > 1) {
                space = at;
            }
            width += wide;
            if (width > room) {
                return space > begin ? space : Math.max(at, begin + 1);
            }
            at += Math.max(1, WCWidth.charCountForDisplay(line, at, terminal));
        }
        return at;
    }
}
