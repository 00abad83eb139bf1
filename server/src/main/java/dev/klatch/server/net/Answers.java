package dev.klatch.server.net;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.klatch.server.http.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandler;

/// Replies as they leave, with the headers that every answer has.
final class Answers {
    private static final int FAREWELL_SECONDS = 5;

    private Answers() {}

    /// A reply whose body is in memory.
    static FullHttpResponse whole(Reply reply, SecurityHeaders headers) {
        return full(reply, headers, reply.body());
    }

    /// A reply without its body, as `HEAD` asks for it. The body is left to the garbage collector:
    /// replies are not pooled.
    static FullHttpResponse withoutBody(Reply reply, SecurityHeaders headers) {
        return full(reply, headers, Unpooled.EMPTY_BUFFER);
    }

    private static FullHttpResponse full(Reply reply, SecurityHeaders headers, ByteBuf body) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, reply.status(), body);
        return complete(response, reply, headers);
    }

    /// A reply whose body is written behind it.
    static HttpResponse head(Reply reply, SecurityHeaders headers) {
        return complete(
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, reply.status()), reply, headers);
    }

    /// Says that nothing more comes from here, and closes when the other side has heard it, or five
    /// seconds later: whoever still sends would lose the answer if it were closed at once.
    static void farewell(ChannelHandlerContext context) {
        SslHandler encryption = context.pipeline().get(SslHandler.class);
        if (encryption != null) {
            encryption.closeOutbound();
        } else if (context.channel() instanceof DuplexChannel channel) {
            channel.shutdownOutput();
        }
        var _ = context.executor().schedule(() -> context.close(), FAREWELL_SECONDS, SECONDS);
    }

    private static <T extends HttpResponse> T complete(
            T response, Reply reply, SecurityHeaders headers) {
        reply.headers().forEach((name, value) -> response.headers().set(name, value));
        headers.add(response.headers());
        if (reply.status().code() != HttpResponseStatus.NO_CONTENT.code()) {
            HttpUtil.setContentLength(response, reply.length());
        }
        return response;
    }
}
