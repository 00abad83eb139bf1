package dev.klatch.server.net;

import dev.klatch.server.tls.Certificates;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds out by its first bytes what a new connection speaks: HTTP, TLS or IRC; whatever is nothing
/// of these, or says too little for ten seconds, is closed. Inside of TLS there is HTTP alone.
/// Belongs to its event loop.
final class FirstBytes extends ByteToMessageDecoder {
    private static final int DECIDING_BYTES = 16;
    private static final int DECIDING_SECONDS = 10;
    private static final int TLS_HANDSHAKE = 0x16;

    /// RFC 8446, section 6: a fatal alert `protocol_version`, in a record of TLS 1.2.
    private static final byte[] TLS_ALERT = {0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x46};

    private static final Set<String> HTTP =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");
    private static final Set<String> IRC = Set.of("CAP", "NICK", "PASS", "USER");
    private static final String NO_IRC =
            "ERROR :This Klatch server does not speak IRC yet. Please come with a browser.\r\n";

    private final Wire wire;
    private final @Nullable Certificates certificates;
    private final Function<Wire, List<ChannelHandler>> http;
    private final Culprit culprit;

    /// `certificates` is null where TLS is off; `http` makes the handlers for a connection that
    /// speaks HTTP.
    FirstBytes(
            @Nullable Certificates certificates,
            Function<Wire, List<ChannelHandler>> http,
            Culprit culprit) {
        this(Wire.PLAIN, certificates, http, culprit);
    }

    private FirstBytes(
            Wire wire,
            @Nullable Certificates certificates,
            Function<Wire, List<ChannelHandler>> http,
            Culprit culprit) {
        this.wire = wire;
        this.certificates = certificates;
        this.http = http;
        this.culprit = culprit;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        var _ =
                context.executor()
                        .schedule(
                                () -> {
                                    if (!context.isRemoved()) {
                                        culprit.asked("too-slow");
                                        context.close();
                                    }
                                },
                                DECIDING_SECONDS,
                                TimeUnit.SECONDS);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (!in.isReadable()) {
            return;
        }
        if (in.getUnsignedByte(in.readerIndex()) == TLS_HANDSHAKE && wire == Wire.PLAIN) {
            encrypt(context, in);
            return;
        }
        String start =
                in.toString(
                        in.readerIndex(),
                        Math.min(in.readableBytes(), DECIDING_BYTES),
                        StandardCharsets.US_ASCII);
        int space = start.indexOf(' ');
        String word = space < 0 ? start : start.substring(0, space);
        if (space >= 0 && HTTP.contains(word)) {
            goOnAs(context, http.apply(wire));
        } else if (space >= 0 && IRC.contains(word) && wire == Wire.PLAIN) {
            last(context, in, Unpooled.copiedBuffer(NO_IRC, StandardCharsets.US_ASCII));
        } else if (space >= 0 || cannotBecomeKnown(word)) {
            in.skipBytes(in.readableBytes());
            culprit.asked("unknown-protocol");
            context.close();
        }
    }

    private void encrypt(ChannelHandlerContext context, ByteBuf in) {
        if (certificates == null) {
            last(context, in, Unpooled.wrappedBuffer(TLS_ALERT));
            return;
        }
        goOnAs(
                context,
                List.of(
                        certificates.handler(),
                        new FirstBytes(Wire.ENCRYPTED, certificates, http, culprit)));
    }

    private void goOnAs(ChannelHandlerContext context, List<ChannelHandler> handlers) {
        for (ChannelHandler handler : handlers) {
            context.pipeline().addLast(handler);
        }
        context.pipeline().remove(this);
    }

    private static boolean cannotBecomeKnown(String word) {
        return word.length() >= DECIDING_BYTES
                || (HTTP.stream().noneMatch(known -> known.startsWith(word))
                        && IRC.stream().noneMatch(known -> known.startsWith(word)));
    }

    private static void last(ChannelHandlerContext context, ByteBuf in, ByteBuf words) {
        in.skipBytes(in.readableBytes());
        context.writeAndFlush(words).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
