package dev.klatch.server.net;

import dev.klatch.protocol.Refusal;
import dev.klatch.server.http.Reply;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;

/// Puts the parts of a request together. One with a longer body than is allowed is refused in the
/// usual form, and the rest of it is thrown away as it comes. Belongs to its event loop.
final class BodyLimit extends HttpObjectAggregator {
    private final SecurityHeaders headers;
    private final Culprit culprit;

    BodyLimit(int bytes, SecurityHeaders headers, Culprit culprit) {
        super(bytes);
        this.headers = headers;
        this.culprit = culprit;
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        culprit.asked(Refusal.FRAME_TOO_LARGE.error());
        var response = HttpDoor.response(Reply.refused(Refusal.FRAME_TOO_LARGE), headers);
        boolean goesOn =
                HttpUtil.isKeepAlive(oversized) && !HttpUtil.is100ContinueExpected(oversized);
        if (!goesOn) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        var sent = context.writeAndFlush(response);
        if (!goesOn) {
            sent.addListener(ChannelFutureListener.CLOSE);
        }
    }
}
