package dev.klatch.tests.call;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CallFrame.JoinCall;
import dev.klatch.protocol.CallFrame.LeaveCall;
import dev.klatch.protocol.CallFrame.StartCall;
import dev.klatch.protocol.CallMedia;
import dev.klatch.protocol.ClientFrame;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationFrame.OpenDirect;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.LegId;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.PresenceFrame;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.ServerFrame;
import dev.klatch.protocol.SessionOpened;
import dev.klatch.protocol.SignIn;
import dev.klatch.tests.wire.RawWebSocket;
import dev.klatch.tests.wire.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/// A device with one connection, which takes part in calls. It keeps all that it hears.
final class Handset implements AutoCloseable {
    private static final Random RANDOM = new Random(11);

    final LegId leg;
    private final SessionOpened session;
    private final RawWebSocket socket;
    private final List<ServerFrame> heard = new ArrayList<>();
    private final Notice.Welcome welcome;
    private long ref;

    private Handset(TestServer server, SessionOpened session, LegId leg) {
        this.session = session;
        this.leg = leg;
        socket = RawWebSocket.open(server, Objects.requireNonNull(session.token()));
        welcome = await(Notice.Welcome.class, _ -> true);
    }

    /// A new guest.
    static Handset guest(TestServer server, String name) {
        return new Handset(server, server.enter(new SignIn.Guest(name)), leg());
    }

    private static LegId leg() {
        return new LegId(cid());
    }

    private static CommandId cid() {
        return CommandId.fresh(1_767_225_600_000L, RANDOM);
    }

    /// Another device of the same person.
    Handset another(TestServer server) {
        return new Handset(server, session, leg());
    }

    /// The same device over another connection.
    Handset again(TestServer server) {
        return new Handset(server, session, leg);
    }

    PersonId person() {
        return session.person();
    }

    private ServerFrame next() {
        ServerFrame frame = FrameCodec.decodeServer(socket.text());
        heard.add(frame);
        return frame;
    }

    /// The next frame of this sort that is so; whatever comes before it is passed over.
    <T extends ServerFrame> T await(Class<T> sort, Predicate<T> so) {
        while (true) {
            ServerFrame frame = next();
            if (sort.isInstance(frame) && so.test(sort.cast(frame))) {
                return sort.cast(frame);
            }
        }
    }

    /// Says this and returns the reply.
    Answer ask(LongFunction<ClientFrame> frame) {
        long number = ++ref;
        socket.send(new String(FrameCodec.encode(frame.apply(number)), StandardCharsets.UTF_8));
        return await(Answer.class, answer -> answer.ref() == number);
    }

    /// The refusal with which this is answered.
    Refused refused(LongFunction<ClientFrame> frame, Refusal refusal) {
        if (ask(frame) instanceof Refused no && no.is(refusal)) {
            return no;
        }
        throw new AssertionError("not refused as " + refusal + ": " + heard.getLast());
    }

    /// The private conversation with this one.
    ConversationId direct(Handset other) {
        CommandId cid = cid();
        Answer answer = ask(ref -> new OpenDirect(ref, cid, welcome.epoch(), other.person(), null));
        return ((Answer.Accepted) answer).conversation();
    }

    LongFunction<ClientFrame> start(ConversationId where) {
        CommandId cid = cid();
        return ref -> new StartCall(ref, cid, welcome.epoch(), where, CallMedia.SOUND);
    }

    /// Starts a call; its number.
    long starts(ConversationId where) {
        return ((Answer.Accepted) ask(start(where))).seq();
    }

    /// Starts a call and is in it.
    long calls(ConversationId where) {
        long call = starts(where);
        joins(where, call);
        return call;
    }

    LongFunction<ClientFrame> join(ConversationId where, long call) {
        return ref -> new JoinCall(ref, where, call, leg, false, false);
    }

    Answer.CallJoined joins(ConversationId where, long call) {
        return (Answer.CallJoined) ask(join(where, call));
    }

    LongFunction<ClientFrame> leave(ConversationId where, long call) {
        return ref -> new LeaveCall(ref, where, call, leg);
    }

    /// The end of a call.
    Event.Called ended(long call) {
        return await(Event.Called.class, it -> it.call() == call && it.why() != null);
    }

    /// All that was heard, when all that was decided so far has come.
    List<ServerFrame> all() {
        ask(ref -> new PresenceFrame.ListPeople(ref, null));
        return heard;
    }

    /// Says this as it stands; the next reply.
    Answer says(String text) {
        socket.send(text);
        return await(Answer.class, _ -> true);
    }

    /// The connection breaks, without a word.
    void breaks() {
        socket.close();
    }

    @Override
    public void close() {
        socket.close();
    }
}
