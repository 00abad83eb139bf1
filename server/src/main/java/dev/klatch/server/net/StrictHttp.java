package dev.klatch.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;

/// Lets through only requests that nobody can read in two ways (RFC 9112): what a proxy in front of
/// the server takes for one request must not be two here. The codec refuses most of it; this is the
/// rest. Of bodies it keeps the bytes and not the larger buffers in which they came, so that half a
/// request does not hold much memory while the other half is waited for; but for the bytes of an
/// upload, which are no secret of the server's and wait for nothing. Belongs to its event loop.
final class StrictHttp extends ChannelInboundHandlerAdapter {
    private boolean streamed;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            if (request.decoderResult().isSuccess() && !hasOneReading(request)) {
                request.setDecoderResult(
                        DecoderResult.failure(
                                new IllegalArgumentException("more than one reading")));
            }
            streamed = BodyLimit.isStreamed(request);
        }
        boolean copied =
                !streamed
                        && message instanceof HttpContent content
                        && content.content().isReadable();
        context.fireChannelRead(copied ? alone(context, (HttpContent) message) : message);
    }

    /// The same bytes in a buffer of their size. There may be a password in it, so where they came
    /// from is wiped.
    private static HttpContent alone(ChannelHandlerContext context, HttpContent content) {
        ByteBuf whole = content.content();
        int bytes = whole.readableBytes();
        ByteBuf own = context.alloc().buffer(bytes, bytes);
        own.writeBytes(whole, whole.readerIndex(), bytes);
        whole.setZero(whole.readerIndex(), bytes);
        HttpContent kept = content.replace(own);
        content.release();
        return kept;
    }

    private static boolean hasOneReading(HttpRequest request) {
        HttpHeaders headers = request.headers();
        HttpVersion version = request.protocolVersion();
        boolean newer = version.equals(HttpVersion.HTTP_1_1);
        int hosts = headers.getAll(HttpHeaderNames.HOST).size();
        boolean host = hosts == 1 || (hosts == 0 && !newer);
        return host && (newer || version.equals(HttpVersion.HTTP_1_0)) && hasOneLength(headers);
    }

    private static boolean hasOneLength(HttpHeaders headers) {
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        boolean chunked = codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
        boolean number = lengths.size() == 1 && lengths.getFirst().matches("0|[1-9][0-9]{0,9}");
        return codings.isEmpty() ? lengths.isEmpty() || number : chunked && lengths.isEmpty();
    }
}
