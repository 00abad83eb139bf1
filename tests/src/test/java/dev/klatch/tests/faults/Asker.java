package dev.klatch.tests.faults;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ClientFrame;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationFrame;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.protocol.Notice;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

/// A connection that asks one thing after the other and waits for each answer; whatever else comes
/// it passes over.
final class Asker implements AutoCloseable {
    private static final long PAGE = 200;

    private final Wire wire;
    private final RandomGenerator random;
    private final Notice.Welcome welcome;
    private long lastRef;

    Asker(URI server, Guest guest, RandomGenerator random) throws IOException {
        this.wire = Wire.open(server, guest.token());
        this.random = random;
        if (!(FrameCodec.decodeServer(next().text()) instanceof Notice.Welcome first)) {
            throw new IOException("no welcome");
        }
        welcome = first;
    }

    Notice.Welcome welcome() {
        return welcome;
    }

    /// From now on frames are sent with a mask of zeros, so that who watches can read them.
    void unmask() {
        wire.unmask();
    }

    private Wire.Frame next() throws IOException {
        Wire.Frame frame = wire.read();
        if (frame == null) {
            throw new EOFException("the connection ended");
        }
        return frame;
    }

    /// Sends the frame made with the next ref and returns the answer to it.
    Answer ask(LongFunction<ClientFrame> frame) throws IOException {
        long ref = ++lastRef;
        wire.send(Wire.TEXT, FrameCodec.encode(frame.apply(ref)));
        while (true) {
            Wire.Frame received = next();
            if (received.opcode() == Wire.CLOSE) {
                throw new EOFException("closed with " + received.closeCode());
            }
            if (received.opcode() == Wire.TEXT
                    && FrameCodec.decodeServer(received.text()) instanceof Answer answer
                    && answer.ref() == ref) {
                return answer;
            }
        }
    }

    private Answer.Accepted accepted(LongFunction<ClientFrame> frame) throws IOException {
        Answer answer = ask(frame);
        if (answer instanceof Answer.Accepted accepted) {
            return accepted;
        }
        throw new IOException("not accepted: " + answer);
    }

    private CommandId cid() {
        return CommandId.fresh(System.currentTimeMillis(), random);
    }

    ConversationId createRoom(String name) throws IOException {
        CommandId cid = cid();
        return accepted(ref -> new ConversationFrame.CreateRoom(ref, cid, welcome.epoch(), name))
                .conversation();
    }

    void join(ConversationId room) throws IOException {
        CommandId cid = cid();
        accepted(ref -> new ConversationFrame.Join(ref, cid, welcome.epoch(), room));
    }

    long leave(ConversationId room) throws IOException {
        CommandId cid = cid();
        return accepted(ref -> new ConversationFrame.Leave(ref, cid, welcome.epoch(), room)).seq();
    }

    ConversationId openDirect(String name) throws IOException {
        CommandId cid = cid();
        return accepted(ref ->
                        new ConversationFrame.OpenDirect(ref, cid, welcome.epoch(), null, name))
                .conversation();
    }

    private Answer.History history(LongFunction<ClientFrame> frame) throws IOException {
        Answer answer = ask(frame);
        if (answer instanceof Answer.History history) {
            return history;
        }
        throw new IOException("no history: " + answer);
    }

    /// The place of the newest event.
    long head(ConversationId conversation) throws IOException {
        return history(ref -> new MessageFrame.ReadHistory(ref, conversation, null, null, 1L))
                .head();
    }

    /// All events after this place, read forward, in order.
    List<Event> after(ConversationId conversation, long seq) throws IOException {
        List<Event> events = new ArrayList<>();
        boolean more = true;
        while (more) {
            long last = events.isEmpty() ? seq : events.getLast().seq();
            Answer.History page =
                    history(ref ->
                            new MessageFrame.ReadHistory(ref, conversation, null, last, PAGE));
            events.addAll(page.events());
            more = page.more();
        }
        return events;
    }

    /// All events, read backward from the newest, in order.
    List<Event> backward(ConversationId conversation) throws IOException {
        List<List<Event>> pages = new ArrayList<>();
        Long before = null;
        boolean more = true;
        while (more) {
            Long last = before;
            Answer.History page =
                    history(ref ->
                            new MessageFrame.ReadHistory(ref, conversation, last, null, PAGE));
            pages.add(page.events());
            more = page.more();
            before = page.events().isEmpty() ? null : page.events().getFirst().seq();
        }
        return pages.reversed().stream().flatMap(List::stream).toList();
    }

    @Override
    public void close() {
        wire.close();
    }
}
