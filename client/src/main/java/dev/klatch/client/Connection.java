package dev.klatch.client;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ClientFrame;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.PresenceFrame;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.ServerFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// One WebSocket from its opening to its end: numbers frames, gives each reply to who asked, asks
/// for one pulled answer at a time, answers `beat`, and notices silence. It never comes back; after
/// its end there is a new one. Belongs to the loop.
final class Connection implements Network.Listener {
    /// Without any input for so long, the connection counts as lost. The server says `beat` after
    /// 15 s of quiet, so a living one is never silent for that long.
    static final long OFFLINE_MILLIS = 20_000;

    private static final long ANSWER_OUTSTANDING_MILLIS = 50;

    /// What a connection tells its client.
    interface Owner {
        void welcomed(Notice.Welcome welcome);

        void happened(Event event);

        void noticed(Notice notice);

        /// Called once, at the end; nothing is told afterwards.
        void ended(Connection connection, Network.End end);
    }

    private record Asked(Consumer<Answer> then, long deadline) {}

    private record Pull(LongFunction<ClientFrame> frame, Consumer<Answer> then) {}

    private final Loop loop;
    private final Owner owner;
    private final Map<Long, Asked> asked = new LinkedHashMap<>();
    private final Deque<Pull> pulls = new ArrayDeque<>();
    private Network.@Nullable Wire wire;
    private Loop.@Nullable Timer watch;
    private boolean pulling;
    private boolean welcomed;
    private boolean over;
    private long ref;
    private long heardAt;

    Connection(Loop loop, Owner owner) {
        this.loop = loop;
        this.owner = owner;
    }

    /// Sends a frame; the answer comes later, or never if the connection ends before.
    void ask(LongFunction<ClientFrame> frame, Consumer<Answer> then) {
        Network.Wire open = wire;
        if (over || open == null) {
            return;
        }
        long number = ++ref;
        asked.put(number, new Asked(then, loop.millis() + OFFLINE_MILLIS));
        byte[] bytes = FrameCodec.encode(frame.apply(number));
        open.send(new String(bytes, StandardCharsets.UTF_8));
    }

    /// Asks for an answer of which the server makes one at a time: it waits for those before it.
    void pull(LongFunction<ClientFrame> frame, Consumer<Answer> then) {
        pulls.add(new Pull(frame, then));
        nextPull();
    }

    private void nextPull() {
        Pull pull = pulls.peek();
        if (pulling || pull == null) {
            return;
        }
        pulling = true;
        ask(pull.frame(), answer -> pulled(pull, answer));
    }

    private void pulled(Pull pull, Answer answer) {
        pulling = false;
        if (answer instanceof Refused refused && refused.retry()) {
            Long wait = refused.retryAfter();
            pulling = true;
            loop.after(
                    wait == null ? ANSWER_OUTSTANDING_MILLIS : wait,
                    () -> {
                        pulling = false;
                        nextPull();
                    });
            return;
        }
        pulls.poll();
        pull.then().accept(answer);
        nextPull();
    }

    @Override
    public void opened(Network.Wire open) {
        if (over) {
            open.abort();
            return;
        }
        wire = open;
        heard();
        look();
    }

    @Override
    public void heard() {
        heardAt = loop.millis();
    }

    /// Looks once a second: a person would not notice the difference of looking more often.
    private void look() {
        if (over) {
            return;
        }
        long now = loop.millis();
        boolean silent = now - heardAt >= OFFLINE_MILLIS;
        boolean unanswered =
                asked.values().stream().findFirst().filter(a -> a.deadline() <= now).isPresent();
        if (silent || unanswered) {
            lost("The server has gone silent.");
        } else {
            watch = loop.after(1_000, this::look);
        }
    }

    /// Gives the connection up.
    void lost(String words) {
        Network.Wire open = wire;
        ended(new Network.End(1006, 0, words));
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public void text(String frame) {
        heard();
        if (over) {
            return;
        }
        ServerFrame read;
        try {
            read = FrameCodec.decodeServer(frame);
        } catch (RuntimeException notAFrame) {
            lost("What answers there does not speak Klatch's protocol.");
            return;
        }
        switch (read) {
            case Answer answer -> answered(answer);
            case Event event -> owner.happened(event);
            case Notice.Welcome welcome -> welcomedBy(welcome);
            case Notice.Beat() -> ask(PresenceFrame.Beat::new, _ -> {});
            case Notice notice -> owner.noticed(notice);
        }
    }

    private void welcomedBy(Notice.Welcome welcome) {
        if (!welcomed) {
            welcomed = true;
            owner.welcomed(welcome);
        }
    }

    private void answered(Answer answer) {
        Asked waiting = asked.remove(answer.ref());
        if (waiting != null) {
            waiting.then().accept(answer);
        }
    }

    /// Says goodbye; the end comes later.
    void close() {
        Network.Wire open = wire;
        if (open == null || over) {
            lost("Closed.");
        } else {
            open.close();
        }
    }

    @Override
    public void ended(Network.End end) {
        if (over) {
            return;
        }
        over = true;
        if (watch != null) {
            watch.cancel();
        }
        asked.clear();
        pulls.clear();
        owner.ended(this, end);
    }
}
