package dev.klatch.tests.log;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationFrame;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.ServerFrame;
import dev.klatch.tests.wire.RawWebSocket;
import dev.klatch.tests.wire.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Predicate;

/// Somebody with one connection, who does one thing after the other and waits for each reply.
final class Speaker implements AutoCloseable {
    private static final Random RANDOM = new Random(7);

    private final RawWebSocket socket;
    private final Notice.Welcome welcome;
    private long ref;

    /// With this token; welcomed when it returns.
    Speaker(TestServer server, String token) {
        socket = RawWebSocket.open(server, token);
        welcome = (Notice.Welcome) hear(Notice.Welcome.class::isInstance);
    }

    /// A guest of this name.
    static Speaker guest(TestServer server, String name) {
        return new Speaker(server, server.guest(name));
    }

    /// The next frame that is so.
    ServerFrame hear(Predicate<ServerFrame> wanted) {
        while (true) {
            ServerFrame frame = FrameCodec.decodeServer(socket.text());
            if (wanted.test(frame)) {
                return frame;
            }
        }
    }

    /// Waits until somebody's words arrive.
    void hears(String text) {
        hear(frame -> frame instanceof Event.Posted posted && posted.text().equals(text));
    }

    /// How it was welcomed.
    Notice.Welcome welcome() {
        return welcome;
    }

    ConversationId everyone() {
        return welcome.everyone();
    }

    private CommandId next() {
        ref++;
        return CommandId.fresh(System.currentTimeMillis(), RANDOM);
    }

    private ServerFrame ask(Object frame) {
        socket.send(new String(FrameCodec.encode(frame), StandardCharsets.UTF_8));
        long asked = ref;
        return hear(heard -> heard instanceof Answer answer && answer.ref() == asked);
    }

    private static Answer.Accepted accepted(ServerFrame answer) {
        if (answer instanceof Answer.Accepted accepted) {
            return accepted;
        }
        throw new AssertionError(answer);
    }

    /// Says something, which is accepted.
    Answer.Accepted says(ConversationId where, String text) {
        return accepted(post(where, text));
    }

    /// Says something, which is refused.
    Refused saysInVain(ConversationId where, String text) {
        return (Refused) post(where, text);
    }

    private ServerFrame post(ConversationId where, String text) {
        CommandId cid = next();
        return ask(new MessageFrame.Post(ref, cid, welcome.epoch(), where, text));
    }

    /// Makes a room and is in it.
    ConversationId room(String title) {
        CommandId cid = next();
        var create = new ConversationFrame.CreateRoom(ref, cid, welcome.epoch(), title);
        return accepted(ask(create)).conversation();
    }

    /// Enters a room.
    void joins(ConversationId room) {
        CommandId cid = next();
        accepted(ask(new ConversationFrame.Join(ref, cid, welcome.epoch(), room)));
    }

    /// Opens the direct conversation with somebody.
    ConversationId direct(String name) {
        CommandId cid = next();
        var open = new ConversationFrame.OpenDirect(ref, cid, welcome.epoch(), null, name);
        return accepted(ask(open)).conversation();
    }

    @Override
    public void close() {
        socket.sayGoodbye();
        socket.close();
    }
}
