package dev.klatch.server.session;

import dev.klatch.core.Request;
import dev.klatch.core.Requests;
import dev.klatch.core.journal.Archive;
import dev.klatch.core.limit.TokenBucket;
import dev.klatch.core.presence.Connection;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CallFrame;
import dev.klatch.protocol.ClientFrame;
import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.Command;
import dev.klatch.protocol.Decoded;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Instruction;
import dev.klatch.protocol.PresenceFrame;
import dev.klatch.protocol.Question;
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
    private final TokenBucket instructionPace = new TokenBucket(20, 200);
    private final TokenBucket signalPace = new TokenBucket(400, 10);
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
        this.answering = new Answering(connection, outlet, readers, archive);
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
        outlet.refuse(refused);
        brokenFrames++;
        if (brokenFrames == BROKEN_FRAMES) {
            outlet.close(CloseCode.BROKE_PROTOCOL);
        }
    }

    private void route(ClientFrame frame) {
        switch (frame) {
            case Command command -> command(command);
            case Question question -> answering.answer(question);
            case PresenceFrame.Beat beat -> outlet.send(new Answer.Done(beat.ref()));
            case Instruction instruction -> instruct(instruction);
        }
    }

    private void command(Command command) {
        Refusal no = requests.offer(new Request.Client(connection, command));
        if (no == null) {
            CrashPoint.COMMAND_QUEUED.pass();
        } else {
            later(Refused.of(command.ref(), no).command(command.cid()));
        }
    }

    private void instruct(Instruction frame) {
        TokenBucket pace = frame instanceof CallFrame.SendSignal ? signalPace : instructionPace;
        long wait = pace.take(System.nanoTime() / 1_000_000);
        if (wait > 0) {
            outlet.refuse(Refused.of(frame.ref(), Refusal.SLOW_DOWN).after(wait));
            return;
        }
        Refusal no = requests.offer(new Request.Instructed(connection, frame));
        if (no != null) {
            later(Refused.of(frame.ref(), no));
        }
    }

    private void later(Refused refused) {
        outlet.refuse(refused.after(PAUSE_MILLIS));
        outlet.pauseReading(PAUSE_MILLIS);
    }
}
