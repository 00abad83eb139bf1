package dev.klatch.server.session;

import dev.klatch.core.Request;
import dev.klatch.core.Requests;
import dev.klatch.core.journal.Archive;
import dev.klatch.core.limit.TokenBucket;
import dev.klatch.core.presence.Connection;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ClientFrame;
import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.Command;
import dev.klatch.protocol.ConversationFrame;
import dev.klatch.protocol.Decoded;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.PresenceFrame;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.server.fault.CrashPoint;

/// What one connection may ask, and where each frame goes. Belongs to the connection's event loop.
public final class Session {
    private static final int BROKEN_FRAMES = 100;
    private static final long PAUSE_MILLIS = 100;

    private final Connection connection;
    private final Outlet outlet;
    private final Requests requests;
    private final Answering answering;
    private final TokenBucket presencePace = new TokenBucket(20, 200);
    private int brokenFrames;

    public Session(
            Connection connection,
            Outlet outlet,
            Requests requests,
            Readers readers,
            Archive archive) {
        this.connection = connection;
        this.outlet = outlet;
        this.requests = requests;
        this.answering = new Answering(connection.person(), outlet, readers, archive);
    }

    /// The connection is open: asks the sequencer for its welcome.
    public void begin() {
        requests.put(new Request.Connected(connection));
    }

    /// The connection is gone.
    public void end(Request.Parting parting) {
        requests.put(new Request.Disconnected(connection, parting));
    }

    /// A text frame has come in.
    public void receive(String text) {
        CrashPoint.FRAME_READ.pass();
        switch (FrameCodec.decodeClient(text)) {
            case Decoded.Frame(ClientFrame frame) -> {
                CrashPoint.FRAME_DECODED.pass();
                route(frame);
            }
            case Decoded.Broken(Refused refused) -> refuse(refused);
        }
    }

    private void refuse(Refused refused) {
        outlet.send(refused);
        brokenFrames++;
        if (brokenFrames == BROKEN_FRAMES) {
            outlet.close(CloseCode.BROKE_PROTOCOL);
        }
    }

    private void route(ClientFrame frame) {
        switch (frame) {
            case ConversationFrame conversation -> route(conversation);
            case MessageFrame message -> route(message);
            case PresenceFrame presence -> route(presence);
        }
    }

    private void route(ConversationFrame frame) {
        switch (frame) {
            case ConversationFrame.CreateRoom create -> command(create);
            case ConversationFrame.Join join -> command(join);
            case ConversationFrame.Leave leave -> command(leave);
            case ConversationFrame.OpenDirect open -> command(open);
            case ConversationFrame.ListConversations list ->
                    answering.answer(list.ref(), archive -> archive.conversations(reader(), list));
            case ConversationFrame.ListRooms list ->
                    answering.answer(list.ref(), archive -> archive.rooms(reader(), list));
        }
    }

    private void route(MessageFrame frame) {
        switch (frame) {
            case MessageFrame.Post post -> command(post);
            case MessageFrame.ReadHistory read ->
                    answering.answer(read.ref(), archive -> archive.history(reader(), read));
            case MessageFrame.Resume resume ->
                    answering.answer(resume.ref(), archive -> archive.resume(reader(), resume));
        }
    }

    private void route(PresenceFrame frame) {
        switch (frame) {
            case PresenceFrame.Beat beat -> outlet.send(new Answer.Done(beat.ref()));
            case PresenceFrame.ListPeople list -> watch(list);
            case PresenceFrame.Typing typing -> watch(typing);
        }
    }

    private PersonId reader() {
        return connection.person();
    }

    private void command(Command command) {
        if (requests.offer(new Request.Client(connection, command))) {
            CrashPoint.COMMAND_QUEUED.pass();
        } else {
            busy(Refused.of(command.ref(), Refusal.BUSY).command(command.cid()));
        }
    }

    private void watch(PresenceFrame frame) {
        long wait = presencePace.take(System.nanoTime() / 1_000_000);
        if (wait > 0) {
            outlet.send(Refused.of(frame.ref(), Refusal.SLOW_DOWN).after(wait));
        } else if (!requests.offer(new Request.Watch(connection, frame))) {
            busy(Refused.of(frame.ref(), Refusal.BUSY));
        }
    }

    private void busy(Refused refused) {
        outlet.send(refused.after(PAUSE_MILLIS));
        outlet.pauseReading(PAUSE_MILLIS);
    }
}
