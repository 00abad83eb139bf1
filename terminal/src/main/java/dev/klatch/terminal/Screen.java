package dev.klatch.terminal;

import dev.klatch.client.ClientEvent;
import dev.klatch.client.ClientEvent.LinkState;
import dev.klatch.client.KlatchClient;
import dev.klatch.client.MessageState;
import dev.klatch.client.OutboxEntry;
import dev.klatch.client.Progress;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Door;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Sanitizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/// What people see: lines above, own messages on their way in the middle, the line being typed
/// below. An own message moves up when the server has it, and is never in both places, so that the
/// state beside it is always true.
///
/// Events come on the client's loop, answers to commands on it or on the main thread.
final class Screen implements Output {
    private static final int SHOWN_PENDING = 5;

    private final Terminal terminal;
    private final Directory directory;
    private final EventText text;
    private final Ink ink;
    private final Completion completion;
    private final Typing typing;
    private final UnderWay underWay;
    private final Bar bar;
    private final Wrap wrap;
    private final ChatReader reader;
    private final Map<CommandId, OutboxEntry> pending = new LinkedHashMap<>();
    // These belong to the client's loop.
    private String link = "";
    private boolean offline;
    private boolean taught;
    private String title = "";
    private volatile String mark = "";
    private volatile boolean deaf;
    private volatile boolean conversing;

    Screen(Terminal terminal, Directory directory, EventText text, Ink ink) {
        this.terminal = terminal;
        this.directory = directory;
        this.text = text;
        this.ink = ink;
        completion = new Completion(directory);
        typing = new Typing(directory);
        underWay = new UnderWay(ink, directory::connected);
        bar = new Bar(terminal, directory, typing, ink, () -> mark);
        wrap = new Wrap(terminal, ink);
        reader = new ChatReader(terminal, this::prompt, completion);
    }

    /// From here on this is a conversation: Tab and hints know the verbs, and others are told that
    /// one writes.
    void converse(KlatchClient client, Verbs verbs) {
        completion.offer(verbs);
        reader.tell(
                new ChatReader.Typist() {
                    @Override
                    public String hint(String typed) {
                        return verbs.hint(typed);
                    }

                    @Override
                    public void typed(String typed) {
                        typing.tell(client, typed);
                        // Whoever types has seen what is on the screen.
                        ConversationId place = directory.placeId();
                        if (place != null) {
                            verbs.reading().markRead(place);
                        }
                    }
                });
        conversing = true;
    }

    private boolean dumb() {
        return terminal.getType().startsWith("dumb");
    }

    /// The line editor, for the main thread.
    ChatReader reader() {
        return reader;
    }

    /// From here on only words of the client itself are shown: one is leaving, and what the leaving
    /// causes is no news.
    void deaf() {
        deaf = true;
    }

    /// What stands before the line being typed. Called by the editor under its lock: so nobody here
    /// may call the editor under a lock of ours.
    String prompt() {
        List<String> lines = new ArrayList<>();
        String state = ink.quiet(directory.connected() ? "sending" : "kept, sent when we are back");
        synchronized (pending) {
            int hidden = pending.size() - SHOWN_PENDING;
            if (hidden > 0) {
                lines.add(ink.quiet("… and " + hidden + " more before these"));
            }
            pending.values().stream()
                    .skip(Math.max(0, hidden))
                    .forEach(entry -> lines.add(text.pending(entry, state)));
        }
        if (conversing && !dumb()) {
            lines.addAll(underWay.lines(terminal.getSize().getColumns() - 1));
            lines.add(bar.line());
        }
        String offline = directory.connected() ? "" : ink.danger("offline ");
        String place = ink.accent(Sanitizer.oneLine(directory.placeLabel()));
        String marked = dumb() && !mark.isEmpty() ? ink.danger(mark) + " " : "";
        lines.add(offline + marked + place + "> ");
        return String.join("\n", lines);
    }

    /// Takes what the client tells, after the directory has it.
    void tell(ClientEvent event) {
        if (deaf) {
            return;
        }
        switch (event) {
            case ClientEvent.Happened happened -> {
                if (!directory.askedFor(happened) && directory.heard(happened.event())) {
                    event(happened);
                }
            }
            case ClientEvent.MessageChanged changed -> message(changed);
            case ClientEvent.Reread(ConversationId conversation) ->
                    say(
                            "Much was missed in "
                                    + directory.nameOf(conversation)
                                    + ". This is the newest of it:");
            case ClientEvent.EpochChanged _ ->
                    say("The server's history was replaced. What you saw before is gone there.");
            case ClientEvent.Gone _, ClientEvent.Listed _, ClientEvent.Changed _ ->
                    reader.refresh();
            default -> notice(event);
        }
        retitle();
    }

    @Override
    public void event(ClientEvent.Happened happened) {
        if (happened.event() instanceof Event.Posted posted) {
            typing.arrived(posted.conversation(), posted.author());
        }
        directory.shown(happened.event());
        String line = text.line(happened.event());
        boolean own =
                happened.origin() == ClientEvent.Origin.OWN
                        && happened.event() instanceof Event.Posted;
        above(own ? line + ink.quiet("  sent") : line);
        boolean files = happened.event() instanceof Event.Posted it && it.files() != null;
        if (files && happened.origin() == ClientEvent.Origin.LIVE && !taught) {
            taught = true;
            say("/save saves it on this machine, /files lists what there is.");
        }
    }

    @Override
    public void answer(Answer answer) {
        // What it means is said in words.
    }

    @Override
    public void found(int number, Answer.Hit hit, String query) {
        above(text.found(number, hit, query));
    }

    private void above(String lines) {
        reader.above(dumb() ? lines : wrap.lines(lines));
    }

    @Override
    public void message(ClientEvent.MessageChanged changed) {
        OutboxEntry entry = changed.entry();
        synchronized (pending) {
            if (changed.state() instanceof MessageState.Sending) {
                pending.put(entry.cid(), entry);
            } else {
                pending.remove(entry.cid());
            }
        }
        switch (changed.state()) {
            case MessageState.Sending _ -> reader.refresh();
            case MessageState.Sent sent -> {
                reader.refresh();
                String away = text.away(sent);
                if (away != null) {
                    say(away);
                }
            }
            case MessageState.Failed(String words, var refused) -> {
                String number = refused == null ? "" : " (" + refused.code() + ")";
                above(text.pending(entry, ink.danger("not sent: " + words + number)));
            }
            case MessageState.Held(MessageState.Hold why) -> {
                String words =
                        why == MessageState.Hold.OTHER_EPOCH
                                ? "not sent: written before the server's history was replaced."
                                : "not sent: written by an earlier guest of this name.";
                above(text.pending(entry, ink.danger(words)));
                say("/resend sends it now, /discard forgets it.");
            }
        }
    }

    @Override
    public void notice(ClientEvent event) {
        switch (event) {
            case ClientEvent.LinkChanged(LinkState state, String words, _) -> link(state, words);
            case ClientEvent.SignInRefused(Refused refused) -> {
                link = refused.message();
                problem(Trouble.signingIn(refused));
            }
            case ClientEvent.Welcomed(Notice.Welcome welcome) -> welcomed(welcome);
            case ClientEvent.ParcelMoved(_, Progress progress) -> moved(event, progress);
            case ClientEvent.DownloadMoved(_, Progress progress) -> moved(event, progress);
            case ClientEvent.Noticed(Notice.Typing writing) -> {
                typing.note(writing, reader::refresh);
                reader.refresh();
            }
            case ClientEvent.Noticed(Notice notice) -> {
                String line = text.notice(notice);
                if (line != null) {
                    above(line);
                }
            }
            default -> {}
        }
    }

    /// Draws how far it is; says how it ended, and on a terminal without a cursor how it begins.
    private void moved(ClientEvent event, Progress progress) {
        underWay.note(event);
        if (progress instanceof Progress.Failed) {
            problem(FileWords.of(event));
        } else if (progress instanceof Progress.Saved || progress instanceof Progress.Cancelled) {
            say(FileWords.of(event));
        } else if (dumb() && progress instanceof Progress.Moving(long done, _) && done == 0) {
            say(FileWords.of(event));
        } else {
            reader.refresh();
        }
    }

    /// Says at first that others can read along, and marks it for as long as it is so.
    private void welcomed(Notice.Welcome welcome) {
        String before = mark;
        mark = welcome.door() == Door.BASIC ? Wording.MARK : "";
        if (before.isEmpty() && !mark.isEmpty()) {
            problem(Wording.READABLE);
        }
        reader.refresh();
    }

    /// Says once that there is no connection, and once that there is one again.
    private void link(LinkState state, String words) {
        switch (state) {
            case ONLINE -> {
                if (offline) {
                    say("Back again.");
                }
                offline = false;
                link = "";
            }
            case OFFLINE, STOPPED -> {
                offline |= state == LinkState.OFFLINE;
                if (!words.equals(link)) {
                    problem(Trouble.connecting(words));
                }
                link = words;
            }
            case SIGNING_IN, CONNECTING -> {}
        }
        reader.refresh();
    }

    @Override
    public @Nullable String ask(String question) {
        return asked(question + " ", null);
    }

    @Override
    public @Nullable String askSecretly(String question) {
        return asked(question + " ", '*');
    }

    private @Nullable String asked(String question, @Nullable Character mask) {
        try {
            return reader.reply(question, mask);
        } catch (UserInterruptException | EndOfFileException notAnswered) {
            return null;
        }
    }

    @Override
    public void listed(String what, String more) {
        above(Sanitizer.oneLine(what) + ink.quiet("  " + Sanitizer.oneLine(more)));
    }

    @Override
    public void say(String words) {
        above(ink.quiet(Sanitizer.oneLine(words)));
    }

    @Override
    public void problem(String words) {
        above(ink.danger(Sanitizer.oneLine(words)));
    }

    /// The terminal's title says who and where one is.
    void retitle() {
        var me = directory.me();
        if (me != null) {
            title("Klatch: " + me.name() + " in " + directory.placeLabel());
        }
    }

    /// Sets the terminal's title, where it has one.
    synchronized void title(String words) {
        String safe = Sanitizer.oneLine(words);
        if (!safe.equals(title) && !dumb()) {
            title = safe;
            terminal.writer().print("\u001b]2;" + safe + "\u0007");
            terminal.flush();
        }
    }
}
