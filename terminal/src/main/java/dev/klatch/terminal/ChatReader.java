package dev.klatch.terminal;

import java.util.HashMap;
import java.util.function.Supplier;
import org.jline.reader.Completer;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/// The line editor, with a prompt that can change while somebody types. Lines and prompt may come
/// from any thread; the half-typed line stays as it is.
final class ChatReader extends LineReaderImpl {
    private final Supplier<String> livePrompt;
    private volatile @Nullable String question;

    ChatReader(Terminal terminal, Supplier<String> livePrompt, Completer completer) {
        super(terminal, "klatch", new HashMap<>());
        this.livePrompt = livePrompt;
        setCompleter(completer);
        // What is typed is text and not a shell: quotes, backslashes and "!" mean themselves.
        DefaultParser words = new DefaultParser();
        words.setQuoteChars(new char[0]);
        words.setEscapeChars(new char[0]);
        setParser(words);
        setOpt(Option.DISABLE_EVENT_EXPANSION);
        setOpt(Option.ERASE_LINE_ON_FINISH);
        setOpt(Option.CASE_INSENSITIVE);
        unsetOpt(Option.INSERT_TAB);
        unsetOpt(Option.HISTORY_TIMESTAMPED);
        widgets.put(
                CALLBACK_INIT,
                () -> {
                    setPrompt(promptNow());
                    return true;
                });
    }

    private String promptNow() {
        String asked = question;
        return asked == null ? livePrompt.get() : asked;
    }

    /// Reads one line of the conversation; it begins with `half`.
    String line(String half) {
        return readLine("", null, (Character) null, half);
    }

    /// Asks something; the answer does not come back with the arrow keys.
    ///
    /// @param mask shown in the place of what is typed, null to show it
    String answer(String asked, @Nullable Character mask) {
        question = asked;
        setVariable(DISABLE_HISTORY, true);
        try {
            return readLine("", mask);
        } finally {
            setVariable(DISABLE_HISTORY, false);
            question = null;
        }
    }

    /// Prints lines above the one being typed, below which the prompt is as it is now.
    void above(String lines) {
        lock.lock();
        try {
            if (reading) {
                setPrompt(promptNow());
            }
            printAbove(lines);
        } finally {
            lock.unlock();
        }
    }

    /// Shows the prompt as it is now.
    void refresh() {
        lock.lock();
        try {
            if (reading) {
                setPrompt(promptNow());
                redisplay();
            }
        } finally {
            lock.unlock();
        }
    }
}
