package dev.klatch.terminal;

import java.util.HashMap;
import java.util.Objects;
import java.util.function.Supplier;
import org.jline.keymap.KeyMap;
import org.jline.reader.Completer;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/// The line editor, with a prompt that can change while somebody types. Lines and prompt may come
/// from any thread; the half-typed line stays as it is.
final class ChatReader extends LineReaderImpl {
    /// What the editor asks and tells while somebody types, on the thread that reads.
    interface Typist {
        /// What to show behind what is typed so far; empty for nothing.
        String hint(String typed);

        /// Something else stands there now.
        void typed(String typed);
    }

    private static final Typist NOBODY =
            new Typist() {
                @Override
                public String hint(String typed) {
                    return "";
                }

                @Override
                public void typed(String typed) {}
            };

    private final Supplier<String> livePrompt;
    private volatile @Nullable String question;
    private volatile Typist typist = NOBODY;
    private String before = "";

    ChatReader(Terminal terminal, Supplier<String> livePrompt, Completer completer) {
        super(terminal, "klatch", new HashMap<>());
        this.livePrompt = livePrompt;
        setCompleter(completer);
        // What is typed is text and not a shell: quotes, backslashes and "!" mean themselves.
        setParser((line, cursor, _) -> new Typed(line, cursor));
        setOpt(Option.DISABLE_EVENT_EXPANSION);
        setOpt(Option.ERASE_LINE_ON_FINISH);
        setOpt(Option.CASE_INSENSITIVE);
        setAutosuggestion(SuggestionType.TAIL_TIP);
        unsetOpt(Option.INSERT_TAB);
        unsetOpt(Option.HISTORY_TIMESTAMPED);
        widgets.put(
                CALLBACK_INIT,
                () -> {
                    setPrompt(promptNow());
                    return true;
                });
    }

    /// The editor reads a percent sign in a prompt as the beginning of a pattern, unless it is
    /// written twice.
    private String promptNow() {
        String asked = question;
        return (asked == null ? livePrompt.get() : asked).replace("%", "%%");
    }

    /// From here on this one is told what is typed.
    void tell(Typist listener) {
        typist = listener;
    }

    /// Does this when somebody presses Alt and this key; the half-typed line stays.
    void onAlt(char key, Runnable then) {
        Widget widget =
                () -> {
                    then.run();
                    return true;
                };
        Objects.requireNonNull(getKeyMaps().get(MAIN)).bind(widget, KeyMap.alt(key));
    }

    @Override
    protected void redisplay(boolean flush) {
        boolean conversation = reading && question == null;
        String typed = conversation ? buf.toString() : "";
        setTailTip(conversation ? typist.hint(typed) : "");
        if (conversation && !typed.equals(before)) {
            before = typed;
            typist.typed(typed);
        }
        super.redisplay(flush);
    }

    /// Reads one line of the conversation; it begins with `half`.
    String line(String half) {
        return readLine("", null, (Character) null, half);
    }

    /// Asks something; the answer does not come back with the arrow keys.
    ///
    /// @param mask shown in the place of what is typed, null to show it
    String reply(String asked, @Nullable Character mask) {
        question = asked;
        setVariable(DISABLE_HISTORY, true);
        try {
            return readLine("", mask);
        } finally {
            setVariable(DISABLE_HISTORY, false);
            question = null;
        }
    }

    /// Asks for a word without spaces around it; just Enter is the word that is filled in.
    String answer(String asked, String filled) {
        String given = reply(filled.isEmpty() ? asked + ": " : asked + " [" + filled + "]: ", null);
        return given.isBlank() ? filled : given.strip();
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
