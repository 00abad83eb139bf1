package dev.klatch.tests.faults;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.PresenceFrame;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.ServerFrame;
import dev.klatch.tests.history.HistoryRecorder;
import dev.klatch.tests.history.Reader;
import dev.klatch.tests.history.Sender;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A device of a person, as small as the protocol allows: what it wrote it keeps until it is
/// answered, and after a broken connection it catches up and sends that again with the same cid. It
/// writes down all it does and sees. It trusts the server: a hole or a repetition that the server
/// makes is shown as it is, for the checker to find.
final class TestDevice implements AutoCloseable {
    /// A message of ours without an answer.
    private record Pending(String cid, ConversationId conversation, String text) {}

    private final Guest guest;
    private final String name;
    private final HistoryRecorder recorder;
    private final RandomGenerator random;
    private final Await state = new Await();
    private final DeviceView view;
    private final Map<String, Pending> outbox = new LinkedHashMap<>();
    private final Map<Long, Pending> asked = new HashMap<>();
    private final Map<String, Integer> attempts = new HashMap<>();
    private @Nullable Wire wire;
    private @Nullable Runnable onAnswer;
    private String epoch = "";
    private int connection;
    private boolean ready;
    private long lastRef;
    private final AtomicLong acked = new AtomicLong();
    private final AtomicBoolean paused = new AtomicBoolean();
    private int closeCode;
    private @Nullable Throwable trouble;

    /// A device that follows these conversations, each from the place after `from`.
    TestDevice(
            Guest guest,
            String device,
            Map<ConversationId, Long> from,
            HistoryRecorder recorder,
            RandomGenerator random) {
        this.guest = guest;
        this.name = guest.name() + "/" + device;
        this.recorder = recorder;
        this.random = random;
        this.view = new DeviceView(guest, name, from, recorder);
    }

    /// Connects and catches up; then what is unanswered is sent again.
    void connect(URI server) throws IOException, InterruptedException {
        Wire opened = Wire.open(server, guest.token());
        opened.patience(0);
        connect(opened);
    }

    /// The same over a connection that is open already.
    void connect(Wire opened) throws InterruptedException {
        state.change(() -> {
            wire = opened;
            connection++;
            ready = false;
            closeCode = 0;
            lastRef = 0;
            asked.clear();
            view.reconnect();
        });
        Thread.ofVirtual().name(name).start(() -> readAll(opened));
        state.until(this + " is ready", () -> ready || wire != opened);
    }

    private void readAll(Wire from) {
        try {
            for (Wire.Frame frame = from.read(); frame != null; frame = from.read()) {
                Wire.Frame received = frame;
                state.change(() -> take(from, received));
                if (paused.get()) {
                    state.until(this + " may read on", () -> !paused.get());
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (IOException broken) {
            // The end of a connection is what these tests are about.
        } catch (RuntimeException fault) {
            state.change(() -> trouble = fault);
        }
        from.close();
        state.change(() -> ended(from));
    }

    private void ended(Wire from) {
        if (wire == from) {
            wire = null;
            asked.values().forEach(pending -> recorder.unknown(sender(), pending.cid));
            asked.clear();
        }
    }

    private void take(Wire from, Wire.Frame frame) {
        if (wire != from) {
            return;
        }
        if (frame.opcode() == Wire.CLOSE) {
            closeCode = frame.closeCode();
        } else if (frame.opcode() == Wire.PING) {
            send(from, Wire.PONG, frame.payload().array());
        } else if (frame.opcode() == Wire.TEXT) {
            take(from, FrameCodec.decodeServer(frame.text()));
        }
    }

    private void take(Wire from, ServerFrame frame) {
        switch (frame) {
            case Notice.Welcome welcome -> {
                epoch = welcome.epoch();
                resume(from);
            }
            case Notice.Beat _ -> transmit(from, new PresenceFrame.Beat(++lastRef));
            case Answer.Resumed resumed -> caughtUp(from, resumed);
            case Answer.Accepted accepted -> accepted(accepted);
            case Refused refused -> refused(refused);
            case Event event -> view.live(event);
            default -> {}
        }
    }

    private void resume(Wire over) {
        transmit(over, new MessageFrame.Resume(++lastRef, epoch, view.cursors()));
    }

    private void caughtUp(Wire over, Answer.Resumed resumed) {
        boolean more = false;
        for (Answer.Page page : resumed.pages()) {
            if (page.resync()) {
                throw new IllegalStateException("resync of " + page.conversation());
            }
            page.events().forEach(view::show);
            more |= page.more();
        }
        if (more) {
            resume(over);
            return;
        }
        ready = true;
        view.catchUp();
        List.copyOf(outbox.values()).forEach(pending -> transmit(over, pending));
    }

    private void accepted(Answer.Accepted accepted) {
        String conversation = accepted.conversation().text();
        recorder.acked(sender(), accepted.cid().text(), conversation, accepted.seq());
        Pending pending = asked.remove(accepted.ref());
        if (pending == null) {
            // The same answer again, to a frame that was doubled on its way.
            return;
        }
        outbox.remove(pending.cid);
        acked.incrementAndGet();
        boolean first = attempts.getOrDefault(pending.cid, 0) == 1;
        if (first || view.isNew(accepted.conversation(), accepted.seq())) {
            view.live(Entries.own(guest, pending.cid, pending.text, accepted));
        }
        answered();
    }

    private void refused(Refused refused) {
        Pending pending = asked.remove(refused.ref());
        if (pending == null) {
            throw new IllegalStateException("a refusal of nothing: " + refused);
        }
        recorder.failed(sender(), pending.cid, refused.error());
        outbox.remove(pending.cid);
        answered();
    }

    private void answered() {
        if (onAnswer != null) {
            onAnswer.run();
        }
    }

    /// Keeps so many messages to these conversations under way from now on, until [#fallSilent].
    void keepPosting(List<ConversationId> where, int window) {
        Runnable next = () -> add(where.get(random.nextInt(where.size())), "so it goes");
        state.change(() -> {
            onAnswer = next;
            for (int i = outbox.size(); i < window; i++) {
                next.run();
            }
        });
    }

    /// Posts nothing more of its own accord.
    void fallSilent() {
        state.change(() -> onAnswer = null);
    }

    /// Posts one message; the device keeps it until it is answered.
    void post(ConversationId conversation, String text) {
        state.change(() -> add(conversation, text));
    }

    private void add(ConversationId conversation, String text) {
        String cid = CommandId.fresh(System.currentTimeMillis(), random).text();
        Pending pending = new Pending(cid, conversation, text + " " + cid);
        outbox.put(cid, pending);
        Wire over = wire;
        if (over != null && ready) {
            transmit(over, pending);
        }
    }

    private void transmit(Wire over, Pending pending) {
        long ref = ++lastRef;
        asked.put(ref, pending);
        attempts.merge(pending.cid, 1, Integer::sum);
        recorder.invoked(sender(), pending.conversation.text(), pending.cid, pending.text);
        transmit(
                over,
                new MessageFrame.Post(
                        ref,
                        CommandId.parse(pending.cid),
                        epoch,
                        pending.conversation,
                        pending.text));
    }

    private void transmit(Wire over, Object frame) {
        send(over, Wire.TEXT, FrameCodec.encode(frame));
    }

    private void send(Wire over, int opcode, byte[] payload) {
        try {
            over.send(opcode, payload);
        } catch (IOException broken) {
            // The reader of this connection meets the same end and draws the conclusions.
            over.close();
        }
    }

    private Sender sender() {
        return new Sender(guest.person(), name, connection);
    }

    Reader shownReader() {
        return view.reader();
    }

    Guest guest() {
        return guest;
    }

    /// Messages of this device that were acknowledged.
    long acked() {
        return acked.get();
    }

    /// Waits until so many messages of this device are acknowledged.
    void awaitAcked(long count) throws InterruptedException {
        state.until(this + " has " + count + " acknowledged", () -> acked.get() >= count);
        rethrow();
    }

    /// The same for long runs: goes on waiting as long as there is progress.
    void awaitAckedPatiently(long count) throws InterruptedException {
        for (long now = acked(); now < count; now = acked()) {
            awaitAcked(now + 1);
        }
    }

    /// Connects again whenever the connection ends, until everything it wrote is answered.
    void persist(URI server) throws IOException, InterruptedException {
        while (true) {
            state.until(this + " is answered or cut off", () -> outbox.isEmpty() || wire == null);
            rethrow();
            if (outbox.isEmpty()) {
                return;
            }
            connect(server);
        }
    }

    /// Waits until everything it wrote is answered.
    void awaitQuiet() throws InterruptedException {
        state.until(this + " is answered", () -> outbox.isEmpty());
        rethrow();
    }

    /// Waits until it shows the conversation up to this place.
    void awaitHead(ConversationId conversation, long seq) throws InterruptedException {
        state.until(
                this + " shows " + conversation + " up to " + seq,
                () -> view.head(conversation) >= seq);
        rethrow();
    }

    /// Writes down what its view of a conversation comes to.
    void recordState(ConversationId conversation, String scope) {
        state.change(() -> recorder.hashed(shownReader(), scope, view.hash(conversation)));
    }

    /// Waits until its connection has ended, and tells how: the close code, 0 without one.
    int awaitEnd() throws InterruptedException {
        state.until(this + " is cut off", () -> wire == null);
        rethrow();
        return closeCode;
    }

    private void rethrow() {
        if (trouble != null) {
            throw new AssertionError(this + " met", trouble);
        }
    }

    /// Reads nothing more from its connection, which stays open.
    void stopReading() {
        paused.set(true);
    }

    /// Reads on.
    void readOn() {
        state.change(() -> paused.set(false));
    }

    /// Cuts the connection from this side.
    void cut() throws InterruptedException {
        state.change(() -> {
            if (wire != null) {
                wire.close();
            }
        });
        awaitEnd();
    }

    @Override
    public void close() {
        state.change(() -> {
            if (wire != null) {
                wire.close();
            }
        });
    }

    @Override
    public String toString() {
        return name;
    }
}
