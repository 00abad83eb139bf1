package dev.klatch.server.net;

import dev.klatch.server.http.Body;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The body of a request that is not put together. From its head on nothing is read from the
/// connection until somebody receives it; what came with the head (one read of the socket at most)
/// waits. Belongs to its event loop but for what [Body] says.
final class IncomingBody implements Body {
    private static final int MOST_WAITING = 1 << 18;
    private static final int TICK_SECONDS = 5;
    private static final int QUIET_TICKS = 30 / TICK_SECONDS;
    private static final int TICKS = 60 / TICK_SECONDS;
    private static final long LEAST_BYTES = 60 * 1_024;

    private final ChannelHandlerContext context;
    private final HttpRequest request;
    private final Queue<ByteBuf> early = new ArrayDeque<>(4);
    private final AtomicInteger waiting = new AtomicInteger();
    private final long[] cameInTick = new long[TICKS];
    private @Nullable Receiver receiver;
    private @Nullable End ended;
    private long most;
    private long received;
    private boolean whole;
    private boolean discarded;

    /// Stops reading.
    IncomingBody(ChannelHandlerContext context, HttpRequest request) {
        this.context = context;
        this.request = request;
        reading(false);
    }

    private void reading(boolean on) {
        context.channel().config().setAutoRead(on);
    }

    @Override
    public long length() {
        return HttpUtil.getContentLength(request, -1L);
    }

    @Override
    public void receive(long wanted, Receiver by) {
        context.executor().execute(() -> begin(wanted, by));
    }

    private void begin(long wanted, Receiver by) {
        if (discarded || ended == End.LOST) {
            by.end(End.LOST);
            return;
        }
        End before = ended;
        ended = null;
        receiver = by;
        most = wanted;
        if (HttpUtil.is100ContinueExpected(request) && early.isEmpty() && !whole) {
            context.writeAndFlush(
                    new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1,
                            HttpResponseStatus.CONTINUE,
                            context.alloc().buffer(0)));
        }
        while (!early.isEmpty() && ended == null) {
            deliver(by, early.remove());
        }
        if (before != null) {
            end(before);
        } else if (whole) {
            end(End.WHOLE);
        } else if (ended == null) {
            reading(waiting.get() < MOST_WAITING);
            watch(1, 0);
        }
    }

    /// The next part; it is released here or by whoever receives it.
    void part(HttpContent content) {
        if (ended != null || discarded || content.decoderResult().isFailure()) {
            ReferenceCountUtil.release(content);
            if (content.decoderResult().isFailure()) {
                end(End.MALFORMED);
            }
        } else if (!content.content().isReadable()) {
            ReferenceCountUtil.release(content);
        } else if (receiver == null) {
            early.add(content.content());
        } else {
            deliver(receiver, content.content());
        }
        if (content instanceof LastHttpContent && content.decoderResult().isSuccess()) {
            whole = true;
            if (receiver != null) {
                end(End.WHOLE);
            }
        }
    }

    private void deliver(Receiver by, ByteBuf bytes) {
        int length = bytes.readableBytes();
        if (received + length > most) {
            bytes.release();
            end(End.TOO_LONG);
            return;
        }
        received += length;
        if (waiting.addAndGet(length) >= MOST_WAITING) {
            reading(false);
        }
        by.take(bytes);
    }

    @Override
    public void taken(int bytes) {
        int left = waiting.addAndGet(-bytes);
        if (left < MOST_WAITING / 2 && left + bytes >= MOST_WAITING / 2) {
            context.executor().execute(this::readOn);
        }
    }

    private void readOn() {
        if (ended == null && !discarded) {
            reading(true);
        }
    }

    private void end(End how) {
        if (ended != null) {
            return;
        }
        ended = how;
        if (receiver != null || how == End.LOST) {
            release();
        }
        reading(how == End.WHOLE || how == End.LOST);
        if (receiver != null) {
            receiver.end(how);
        }
    }

    /// Who brings too little is not waited for. While we do not read ourselves nothing is counted.
    private void watch(int tick, long before) {
        var _ =
                context.executor()
                        .schedule(
                                () -> {
                                    if (ended != null || discarded) {
                                        return;
                                    }
                                    if (!context.channel().config().isAutoRead()) {
                                        watch(1, received);
                                        return;
                                    }
                                    cameInTick[tick % TICKS] = received - before;
                                    if (isSlow(tick)) {
                                        end(End.TOO_SLOW);
                                    } else {
                                        watch(tick + 1, received);
                                    }
                                },
                                TICK_SECONDS,
                                TimeUnit.SECONDS);
    }

    private boolean isSlow(int ticks) {
        long sum = 0;
        for (int i = 0; i < TICKS && i < ticks; i++) {
            sum += cameInTick[(ticks - i) % TICKS];
            if (i == QUIET_TICKS - 1 && sum == 0) {
                return true;
            }
        }
        return ticks >= TICKS && sum < LEAST_BYTES;
    }

    /// Whether all of it was read.
    boolean isWhole() {
        return whole && ended != End.TOO_LONG;
    }

    /// The request is answered: what still comes of the body is thrown away.
    void discard() {
        if (!discarded) {
            discarded = true;
            release();
            reading(true);
        }
    }

    /// The connection is gone.
    void lose() {
        end(End.LOST);
    }

    private void release() {
        early.forEach(ByteBuf::release);
        early.clear();
    }
}
