package dev.klatch.server.net;

import dev.klatch.core.Request.Parting;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.core.presence.Connection;
import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Door;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.ServerFrame;
import dev.klatch.server.fault.CrashPoint;
import dev.klatch.server.log.LogLine;
import dev.klatch.server.session.Outlet;
import dev.klatch.server.session.Session;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One WebSocket: its queue of frames to send and its frames that come in. The queue is bounded:
/// who takes too little is cut, never waited for and never skipped. Belongs to its event loop.
final class LiveConnection extends SimpleChannelInboundHandler<WebSocketFrame>
        implements Connection, Outlet {
    private static final Logger LOG = LoggerFactory.getLogger(LiveConnection.class);
    private static final long LAST_WORDS_MILLIS = 5_000;
    private static final long STUCK_MILLIS = 30_000;

    private final Door door;
    private final PersonId person;
    private final TokenHash tokenHash;
    private final LoopTable table;
    private final Culprit culprit;
    private final Session session;
    private final Set<ConversationId> subscriptions = new HashSet<>(4);
    private final Heartbeat heartbeat = new Heartbeat();
    private ChannelHandlerContext context;
    private Parting parting = Parting.LOST;
    private boolean cut;
    private boolean touched;
    private boolean author;
    private long stuckBytes;
    private long stuckSince;

    /// `context` is set when the handler is added, before anything else can happen.
    @SuppressWarnings("NullAway.Init")
    LiveConnection(
            Door door,
            PersonId person,
            TokenHash tokenHash,
            LoopTable table,
            Culprit culprit,
            Function<LiveConnection, Session> sessions) {
        this.door = door;
        this.person = person;
        this.tokenHash = tokenHash;
        this.table = table;
        this.culprit = culprit;
        this.session = sessions.apply(this);
    }

    @Override
    public PersonId person() {
        return person;
    }

    @Override
    public TokenHash session() {
        return tokenHash;
    }

    /// How it came in.
    Door door() {
        return door;
    }

    LoopTable table() {
        return table;
    }

    Set<ConversationId> subscriptions() {
        return subscriptions;
    }

    /// Whether it wrote something in the run that is being delivered.
    boolean isAuthor() {
        return author;
    }

    void isAuthor(boolean is) {
        author = is;
    }

    boolean isOpen() {
        return !cut && context.channel().isActive();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        heartbeat.heard(System.nanoTime());
        if (added.channel().isActive()) {
            table.add(this);
            session.begin();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext gone) {
        table.remove(this);
        session.end(parting);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext from, WebSocketFrame frame) {
        heartbeat.heard(System.nanoTime());
        if (cut) {
            if (frame instanceof CloseWebSocketFrame) {
                context.close();
            }
            return;
        }
        switch (frame) {
            case TextWebSocketFrame text -> session.receive(text.text());
            case PingWebSocketFrame ping -> pong(ping);
            case PongWebSocketFrame _ -> keepsPace();
            case CloseWebSocketFrame close -> {
                parting = Parting.CLOSED;
                close(CloseCode.NORMAL);
            }
            case BinaryWebSocketFrame binary -> close(CloseCode.BROKE_PROTOCOL);
            default -> {}
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext read) {
        flushIfTouched();
    }

    private void pong(PingWebSocketFrame ping) {
        if (keepsPace()) {
            enqueue(Frames.pong(context.alloc(), Frames.payload(ping.content())));
        }
    }

    /// Whether there are not too many pings and pongs; if there are, this is the end.
    private boolean keepsPace() {
        boolean few = heartbeat.pinged(System.nanoTime());
        if (!few) {
            close(CloseCode.BROKE_PROTOCOL);
        }
        return few;
    }

    @Override
    public void send(ServerFrame frame) {
        enqueue(Frames.text(context.alloc(), FrameCodec.encode(frame)));
    }

    @Override
    public void refuse(Refused refused) {
        culprit.did(
                LogLine.warning("refused")
                        .with("sender", person.text())
                        .with("error", refused.error())
                        .with("field", refused.field()));
        send(refused);
    }

    /// Puts a frame that others are sent as well into the queue.
    void sendShared(ByteBuf frame) {
        enqueue(frame.retainedDuplicate());
    }

    private void enqueue(ByteBuf frame) {
        if (!isOpen()) {
            frame.release();
            return;
        }
        if (pendingBytes() + frame.readableBytes() > Limits.OUTBOX_BYTES) {
            frame.release();
            close(CloseCode.SLOW_CONSUMER);
            return;
        }
        context.write(frame, context.voidPromise());
        if (!touched) {
            touched = true;
            table.touch(this);
        }
    }

    private long pendingBytes() {
        ChannelOutboundBuffer queue = context.channel().unsafe().outboundBuffer();
        return queue == null ? 0 : queue.totalPendingWriteBytes();
    }

    /// Writes what waits to the socket, at once: called at the end of each turn of the loop.
    void flushIfTouched() {
        if (touched) {
            touched = false;
            context.flush();
            CrashPoint.FLUSHED.pass();
        }
    }

    @Override
    public void close(CloseCode code) {
        if (!isOpen()) {
            return;
        }
        cut = true;
        table.remove(this);
        noteCut(code);
        ChannelFuture said = context.writeAndFlush(Frames.close(context.alloc(), code));
        if (parting == Parting.CLOSED) {
            said.addListener(ChannelFutureListener.CLOSE);
        }
        // What still comes in is thrown away until the other side closes, too: to close with
        // something unread in the socket takes back what is on its way there (RFC 1122, 4.2.2.13).
        context.channel().config().setAutoRead(true);
        later(() -> context.close(), LAST_WORDS_MILLIS);
    }

    /// Done when the connection is gone.
    ChannelFuture gone() {
        return context.channel().closeFuture();
    }

    /// Writes down why, if it is for something that it did.
    private void noteCut(CloseCode code) {
        switch (code) {
            case NORMAL, RESTARTING, SIGNED_OUT, BUSY, SILENT -> {}
            case PROTOCOL_ERROR, INVALID_TEXT, TOO_LARGE, BROKE_PROTOCOL, SLOW_CONSUMER, FAILED ->
                    culprit.did(
                            LogLine.warning("cut")
                                    .with("sender", person.text())
                                    .with("code", code.number())
                                    .with("why", code.reason()));
        }
    }

    @Override
    public void pauseReading(long millis) {
        context.channel().config().setAutoRead(false);
        later(() -> context.channel().config().setAutoRead(true), millis);
    }

    @Override
    public boolean hasRoomForAnswer() {
        return pendingBytes() < Limits.OUTBOX_BYTES_FOR_ANSWER;
    }

    @Override
    public void execute(Runnable task) {
        context.executor()
                .execute(() -> {
                    task.run();
                    flushIfTouched();
                });
    }

    @Override
    public void later(Runnable task, long millis) {
        var _ =
                context.executor()
                        .schedule(
                                () -> {
                                    task.run();
                                    flushIfTouched();
                                },
                                millis,
                                TimeUnit.MILLISECONDS);
    }

    /// Looks after the connection, about once a second: asks who is quiet, frees who is silent,
    /// cuts who takes nothing.
    void watch(long nanos) {
        switch (heartbeat.state(nanos)) {
            case WELL -> {}
            case QUIET -> send(new Notice.Beat());
            case SILENT -> close(CloseCode.SILENT);
        }
        long pending = pendingBytes();
        if (pending == 0 || pending != stuckBytes) {
            stuckBytes = pending;
            stuckSince = nanos;
        } else if (nanos - stuckSince > TimeUnit.MILLISECONDS.toNanos(STUCK_MILLIS)) {
            close(CloseCode.SLOW_CONSUMER);
        }
        flushIfTouched();
    }

    /// What the decoder closed the connection with.
    private static CloseCode broken(CorruptedFrameException said) {
        boolean text =
                said instanceof CorruptedWebSocketFrameException frame
                        && frame.closeStatus().code() == CloseCode.INVALID_TEXT.number();
        return text ? CloseCode.INVALID_TEXT : CloseCode.PROTOCOL_ERROR;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext where, Throwable cause) {
        switch (cause) {
            case TooLongFrameException tooLong -> close(CloseCode.TOO_LARGE);
            case CorruptedFrameException said -> {
                noteCut(broken(said));
                where.close();
            }
            case io.netty.handler.codec.PrematureChannelClosureException half -> where.close();
            case IOException lost -> where.close();
            // What else is broken by it nobody knows: whoever started the server starts it again.
            case OutOfMemoryError full -> Runtime.getRuntime().halt(70);
            default -> {
                LOG.error("fault on a connection of {}", person, cause);
                close(CloseCode.FAILED);
            }
        }
    }
}
