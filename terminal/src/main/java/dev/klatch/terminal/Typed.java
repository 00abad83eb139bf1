package dev.klatch.terminal;

import java.util.List;
import org.jline.reader.CompletingParsedLine;

/// A line as the editor completes it: one word, from where [Completion] says to the cursor.
record Typed(String line, int cursor) implements CompletingParsedLine {
    private int begin() {
        return Completion.word(line.substring(0, cursor));
    }

    @Override
    public String word() {
        return line.substring(begin(), cursor);
    }

    @Override
    public int wordCursor() {
        return cursor - begin();
    }

    @Override
    public int wordIndex() {
        return 0;
    }

    @Override
    public List<String> words() {
        return List.of(word());
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
        return candidate;
    }

    @Override
    public int rawWordCursor() {
        return wordCursor();
    }

    @Override
    public int rawWordLength() {
        return word().length();
    }
}
