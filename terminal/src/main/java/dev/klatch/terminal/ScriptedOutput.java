package dev.klatch.terminal;

import dev.klatch.client.ClientEvent;
import dev.klatch.client.Download;
import dev.klatch.client.MessageState;
import dev.klatch.client.Parcel;
import dev.klatch.client.Progress;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Door;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Sanitizer;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Prints for scripts: what happens on standard output, as words or as JSON; what went wrong on
/// standard error. One's own messages are not told as if they were news, except as JSON.
final class ScriptedOutput implements Output {
    /// How events are printed.
    enum Form {
        WORDS,
        JSON
    }

    private final PrintStream out;
    private final PrintStream err;
    private final Form form;
    private final EventText text;
    private final EventJson json;
    private final Map<Object, Progress> moving = new HashMap<>();
    private String offline = "";
    private boolean readable;

    ScriptedOutput(PrintStream out, PrintStream err, Form form, EventText text, EventJson json) {
        this.out = out;
        this.err = err;
        this.form = form;
        this.text = text;
        this.json = json;
    }

    private synchronized void line(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public void event(ClientEvent.Happened happened) {
        text.shown(happened.event());
        if (form == Form.JSON) {
            line(Sanitizer.json(json.event(happened)));
        } else if (happened.origin() != ClientEvent.Origin.OWN) {
            line(text.line(happened.event()));
        }
    }

    @Override
    public void message(ClientEvent.MessageChanged changed) {
        if (form == Form.JSON) {
            line(Sanitizer.json(json.message(changed.entry(), changed.state())));
        }
        if (changed.state() instanceof MessageState.Failed(String words, var refused)) {
            String number = refused == null ? "" : " (" + refused.code() + ")";
            problem("Not sent: " + shortened(changed.entry().text()) + " — " + words + number);
        }
        if (changed.state() instanceof MessageState.Sent sent) {
            String away = text.away(sent);
            if (away != null) {
                say(away);
            }
        }
    }

    private static String shortened(String text) {
        int end = text.offsetByCodePoints(0, Math.min(40, text.codePointCount(0, text.length())));
        return end == text.length() ? text : text.substring(0, end) + "…";
    }

    @Override
    public void notice(ClientEvent event) {
        switch (event) {
            case ClientEvent.Noticed(Notice notice) -> notice(notice);
            case ClientEvent.LinkChanged(var state, String words, _) -> link(state, words);
            case ClientEvent.Welcomed(var welcome) -> welcomed(welcome);
            case ClientEvent.ParcelMoved(Parcel parcel, Progress progress) ->
                    moved(parcel.cid(), progress, json.upload(parcel, progress), event);
            case ClientEvent.DownloadMoved(Download download, Progress progress) ->
                    moved(download, progress, json.download(download, progress), event);
            default -> {}
        }
    }

    /// Says once that there is no connection, not at every try.
    private synchronized void link(ClientEvent.LinkState state, String words) {
        if (state == ClientEvent.LinkState.ONLINE) {
            offline = "";
        } else if (state == ClientEvent.LinkState.OFFLINE && !words.equals(offline)) {
            offline = words;
            problem(Trouble.connecting(words));
        }
    }

    /// Says once that others can read along.
    private synchronized void welcomed(Notice.Welcome welcome) {
        if (welcome.door() == Door.BASIC && !readable) {
            readable = true;
            problem(Wording.READABLE);
        }
    }

    /// Tells where it begins, why it waits and how it ends.
    private synchronized void moved(
            Object key, Progress progress, String asJson, ClientEvent event) {
        Progress before = moving.put(key, progress);
        if (progress.isOver()) {
            moving.remove(key);
        }
        boolean again = progress instanceof Progress.Moving || progress.equals(before);
        boolean news = before == null || !again;
        if (!news) {
            return;
        }
        if (form == Form.JSON) {
            line(Sanitizer.json(asJson));
        }
        switch (progress) {
            case Progress.Failed _ -> problem(FileWords.of(event));
            default -> say(FileWords.of(event));
        }
    }

    private void notice(Notice notice) {
        if (form == Form.JSON) {
            if (!(notice instanceof Notice.Unknown) && !text.own(notice)) {
                line(Sanitizer.json(json.notice(notice)));
            }
            return;
        }
        String words = text.notice(notice);
        if (words != null) {
            line(words);
        }
    }

    @Override
    public void answer(Answer answer) {
        boolean told =
                switch (answer) {
                    case Answer.Accepted _, Answer.Done _, Answer.History _, Answer.People _ ->
                            true;
                    default -> false;
                };
        if (form == Form.JSON && !told) {
            line(Sanitizer.json(json.answer(answer)));
        }
    }

    @Override
    public void found(int number, Answer.Hit hit, String query) {
        if (form == Form.WORDS) {
            line(text.found(number, hit, query));
        }
    }

    @Override
    public void listed(String what, String more) {
        say(what + "  " + more);
    }

    @Override
    public @Nullable String ask(String question) {
        return null;
    }

    @Override
    public @Nullable String askSecretly(String question) {
        return null;
    }

    @Override
    public void say(String words) {
        if (form == Form.WORDS) {
            line(Sanitizer.oneLine(words));
        }
    }

    @Override
    public synchronized void problem(String words) {
        err.println(Sanitizer.oneLine(words));
        err.flush();
    }
}
