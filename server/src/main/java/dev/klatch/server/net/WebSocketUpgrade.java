package dev.klatch.server.net;

import dev.klatch.core.journal.TokenHash;
import dev.klatch.protocol.Door;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.server.http.Reply;
import dev.klatch.server.log.Offences;
import dev.klatch.server.session.Session;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Turns an HTTP connection into a WebSocket (RFC 6455) that speaks `klatch.v1`. The person is
/// known already: a socket is never open before its session.
final class WebSocketUpgrade {
    private static final String SUBPROTOCOL = "klatch.v1";
    private static final WebSocketDecoderConfig CONFIG =
            WebSocketDecoderConfig.newBuilder()
                    .maxFramePayloadLength(Limits.FRAME_BYTES)
                    .allowExtensions(false)
                    .expectMaskedFrames(true)
                    .closeOnProtocolViolation(true)
                    .withUTF8Validator(true)
                    .build();

    private final EventLoops loops;
    private final Offences offences;
    private final Function<LiveConnection, Session> sessions;

    WebSocketUpgrade(
            EventLoops loops, Offences offences, Function<LiveConnection, Session> sessions) {
        this.loops = loops;
        this.offences = offences;
        this.sessions = sessions;
    }

    /// Answers the handshake, or returns the reply that refuses it.
    @Nullable Reply start(
            ChannelHandlerContext context,
            HttpRequest request,
            Doors.Arrival arrival,
            PersonId person,
            TokenHash session) {
        if (!(request instanceof FullHttpRequest whole) || !isUpgrade(request)) {
            return Reply.refused(Refusal.MALFORMED)
                    .with("Sec-WebSocket-Version", "13")
                    .with("Sec-WebSocket-Protocol", SUBPROTOCOL);
        }
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshaker13("", SUBPROTOCOL, CONFIG);
        Channel channel = context.channel();
        LoopTable table = loops.table(channel.eventLoop());
        Culprit culprit = new Culprit(offences, arrival.from());
        Door door = Objects.requireNonNull(arrival.door());
        handshaker
                .handshake(channel, whole)
                .addListener(done -> {
                    if (done.isSuccess()) {
                        ChannelPipeline pipeline = channel.pipeline();
                        pipeline.addLast(
                                new Utf8FrameValidator(),
                                new Fragments(),
                                new WebSocketFrameAggregator(Limits.FRAME_BYTES),
                                new LiveConnection(
                                        door, person, session, table, culprit, sessions));
                        pipeline.remove(context.handler());
                    } else {
                        context.close();
                    }
                });
        return null;
    }

    /// Whether this asks for a WebSocket of our version that speaks our subprotocol.
    private static boolean isUpgrade(HttpRequest request) {
        HttpHeaders headers = request.headers();
        List<String> protocols = headers.getAllAsString(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
        return request.method().equals(HttpMethod.GET)
                && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)
                && headers.contains(
                        HttpHeaderNames.SEC_WEBSOCKET_VERSION,
                        WebSocketVersion.V13.toHttpHeaderValue(),
                        false)
                && protocols.stream()
                        .flatMap(line -> Stream.of(line.split(",", -1)))
                        .anyMatch(offered -> offered.strip().equals(SUBPROTOCOL));
    }

    /// What is answered where no socket can be opened.
    static Reply notHere() {
        return Reply.empty(HttpResponseStatus.UPGRADE_REQUIRED);
    }
}
