package dev.klatch.server.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/// Messages in parts (RFC 6455, section 5.4): so many parts at most, and all of them within some
/// seconds. Belongs to its event loop.
final class Fragments extends ChannelInboundHandlerAdapter {
    private static final int PARTS = 256;
    private static final int SECONDS = 10;

    private int parts;
    private long message;

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        boolean part =
                read instanceof WebSocketFrame frame
                        && (frame instanceof ContinuationWebSocketFrame
                                || !frame.isFinalFragment());
        if (!part) {
            context.fireChannelRead(read);
            return;
        }
        if (parts == 0) {
            begin(context);
        }
        parts++;
        if (parts > PARTS) {
            ReferenceCountUtil.release(read);
            tooLong(context);
            return;
        }
        if (read instanceof WebSocketFrame frame && frame.isFinalFragment()) {
            parts = 0;
        }
        context.fireChannelRead(read);
    }

    private void begin(ChannelHandlerContext context) {
        message++;
        long begun = message;
        var _ =
                context.executor()
                        .schedule(
                                () -> {
                                    if (parts > 0 && message == begun && !context.isRemoved()) {
                                        tooLong(context);
                                    }
                                },
                                SECONDS,
                                TimeUnit.SECONDS);
    }

    private static void tooLong(ChannelHandlerContext context) {
        context.fireExceptionCaught(new TooLongFrameException("a message in too many parts"));
    }
}
