package dev.klatch.server.net;

import dev.klatch.protocol.Refusal;
import dev.klatch.server.http.Reply;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;

/// Puts the parts of a request together. One with a longer body than is allowed is refused in the
/// usual form, and the rest of it is thrown away as it comes. What is announced as bytes for an
/// upload goes through part by part instead ([IncomingBody]). Belongs to its event loop.
final class BodyLimit extends HttpObjectAggregator {
    private static final String BYTES = "application/offset+octet-stream";

    private final SecurityHeaders headers;
    private final Culprit culprit;
    private boolean streamed;

    BodyLimit(int bytes, SecurityHeaders headers, Culprit culprit) {
        super(bytes);
        this.headers = headers;
        this.culprit = culprit;
    }

    /// Whether the body of this request is not put together.
    static boolean isStreamed(HttpRequest request) {
        return request.decoderResult().isSuccess()
                && !(request instanceof FullHttpRequest)
                && (request.method().equals(HttpMethod.PATCH)
                        || request.method().equals(HttpMethod.POST))
                && BYTES.equals(request.headers().get(HttpHeaderNames.CONTENT_TYPE));
    }

    @Override
    public boolean acceptInboundMessage(Object message) throws Exception {
        if (message instanceof HttpRequest request) {
            streamed = isStreamed(request);
        }
        return !streamed && super.acceptInboundMessage(message);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        culprit.asked(Refusal.FRAME_TOO_LARGE.error());
        var response = Answers.whole(Reply.refused(Refusal.FRAME_TOO_LARGE), headers);
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
