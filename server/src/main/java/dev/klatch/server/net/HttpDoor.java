package dev.klatch.server.net;

import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.protocol.Door;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Role;
import dev.klatch.server.account.Doorkeeper;
import dev.klatch.server.address.Addresses;
import dev.klatch.server.http.Exchange;
import dev.klatch.server.http.Origins;
import dev.klatch.server.http.Permission;
import dev.klatch.server.http.Reply;
import dev.klatch.server.http.Route;
import dev.klatch.server.http.Routes;
import dev.klatch.server.log.LogLine;
import dev.klatch.server.log.ServerLog;
import dev.klatch.server.tls.Certificates;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes HTTP requests, one after the other, and lets each reach its route only if it may. Belongs
/// to its event loop.
final class HttpDoor extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(HttpDoor.class);
    private static final String SITE = "Sec-Fetch-Site";
    private static final String UNKNOWN_PROXY =
            "A proxy asks that this server does not know. Its operator has to list it: proxies.";
    private static final int WAITING = 16;
    private static final long FULL_MILLIS = 10_000;

    private final Front front;
    private final Wire wire;
    private final Admitted admitted;
    private final int port;
    private final Queue<FullHttpRequest> waiting = new ArrayDeque<>(2);
    private boolean answering;
    private long idleSince;

    /// What all connections have in common.
    record Front(
            Routes routes,
            Origins origins,
            Doors doors,
            Doorkeeper doorkeeper,
            WebSocketUpgrade upgrade,
            Admission admission,
            Listener.Entry entry) {

        SecurityHeaders headers(Wire wire) {
            Certificates certificates = entry.certificates();
            boolean trusted = certificates != null && certificates.authority() == null;
            return wire == Wire.ENCRYPTED && trusted
                    ? SecurityHeaders.ENCRYPTED_ONLY
                    : SecurityHeaders.USUAL;
        }
    }

    HttpDoor(Front front, Wire wire, Admitted admitted, int port) {
        this.front = front;
        this.wire = wire;
        this.admitted = admitted;
        this.port = port;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        idleSince = System.nanoTime();
        closeWhenIdle(context);
    }

    /// Who opens a connection and asks for nothing loses it, whatever else they send.
    private void closeWhenIdle(ChannelHandlerContext context) {
        var _ =
                context.executor()
                        .schedule(
                                () -> {
                                    if (context.isRemoved()) {
                                        return;
                                    }
                                    long idle = System.nanoTime() - idleSince;
                                    if (!answering && idle >= front.entry().deadline().toNanos()) {
                                        context.close();
                                    } else {
                                        closeWhenIdle(context);
                                    }
                                },
                                front.entry().deadline().toMillis(),
                                TimeUnit.MILLISECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (!answering) {
            answering = true;
            take(context, request);
        } else if (waiting.size() < WAITING) {
            waiting.add(request.retain());
        } else {
            context.close();
        }
    }

    private void take(ChannelHandlerContext context, FullHttpRequest request) {
        request.retain();
        Doors.Arrival arrival = front.doors().arrival(remote(context), wire, request.headers());
        Exchange.Answering answering = answering(context, request, arrival);
        Door door = arrival.door();
        if (request.decoderResult().isFailure()) {
            HttpUtil.setKeepAlive(request, false);
            culprit(arrival.from()).asked(Refusal.MALFORMED.error());
            answering.reply(Reply.refused(Refusal.MALFORMED));
        } else if (door == null) {
            HttpUtil.setKeepAlive(request, false);
            culprit(arrival.from()).asked(Refusal.SECURE_ONLY.error());
            boolean unknown =
                    front.doors().isUnknownProxy(remote(context), wire, request.headers());
            answering.reply(
                    unknown
                            ? Reply.refused(Refused.of(0, Refusal.SECURE_ONLY, UNKNOWN_PROXY))
                            : Reply.secureOnly(secureLink(context, arrival)));
        } else {
            Exchange.Origin origin =
                    new Exchange.Origin(arrival.from(), door, port, secureLink(context, arrival));
            route(context, new Exchange(request, origin, answering), arrival);
        }
    }

    private static InetAddress remote(ChannelHandlerContext context) {
        return ((InetSocketAddress) context.channel().remoteAddress()).getAddress();
    }

    /// The link to the same address with encryption; which one leads through a proxy is not known.
    private @Nullable String secureLink(ChannelHandlerContext context, Doors.Arrival arrival) {
        if (arrival.proxied() || front.entry().certificates() == null) {
            return null;
        }
        InetAddress here = ((InetSocketAddress) context.channel().localAddress()).getAddress();
        return "https://" + Addresses.host(here) + ":" + port;
    }

    private void route(ChannelHandlerContext context, Exchange exchange, Doors.Arrival arrival) {
        FullHttpRequest request = exchange.request();
        String uri = request.uri();
        int question = uri.indexOf('?');
        String path = question < 0 ? uri : uri.substring(0, question);
        Route route = front.routes().find(request.method(), path);
        if (route == null) {
            exchange.reply(notHere(path));
        } else if (!comesFromUs(exchange, route, arrival)) {
            refuse(exchange, Refusal.ORIGIN_REFUSED);
        } else if (hasForeignBody(request)) {
            refuse(exchange, Refusal.MALFORMED);
        } else {
            admit(context, exchange, route);
        }
    }

    /// No, and a line about it.
    private void refuse(Exchange exchange, Refusal refusal) {
        culprit(exchange.from()).asked(refusal.error());
        exchange.reply(Reply.refused(refusal));
    }

    private void secureOnly(Exchange exchange) {
        culprit(exchange.from()).asked(Refusal.SECURE_ONLY.error());
        exchange.reply(exchange.secureOnly());
    }

    private Culprit culprit(InetAddress from) {
        return new Culprit(front.entry().logs().offences(), from);
    }

    /// Whoever names an origin must name one of ours; a cookie without an origin changes nothing
    /// and opens nothing. Browsers name none where a page of ours reads, and say by another header
    /// that it is ours, but not on lines without encryption.
    private boolean comesFromUs(Exchange exchange, Route route, Doors.Arrival arrival) {
        String origin = exchange.header(HttpHeaderNames.ORIGIN);
        boolean reads =
                route.method().equals(HttpMethod.GET) && route.permission() == Permission.ANYBODY;
        if (origin == null) {
            String site = exchange.header(SITE);
            boolean ours = site == null || site.equals("same-origin") || site.equals("none");
            boolean own = route.permission() == Permission.SIGNED_IN_TO_READ && ours;
            return reads || own || exchange.header(HttpHeaderNames.COOKIE) == null;
        }
        Door door = exchange.door();
        return reads
                || front.origins().allows(origin, door, port)
                || (arrival.proxied() && front.origins().allowsUsualPort(origin, door));
    }

    private static boolean hasForeignBody(FullHttpRequest request) {
        String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE);
        boolean json = type != null && type.split(";", -1)[0].strip().equals("application/json");
        return request.content().isReadable() && !json;
    }

    private void admit(ChannelHandlerContext context, Exchange exchange, Route route) {
        if (route.permission() == Permission.ANYBODY) {
            handle(exchange, route);
            return;
        }
        if (route.permission() == Permission.WITH_PASSWORD && exchange.door() == Door.BASIC) {
            secureOnly(exchange);
            return;
        }
        String token = exchange.token();
        if (token == null) {
            notSignedIn(exchange, route);
            return;
        }
        front.doorkeeper()
                .personOf(token)
                .thenAccept(
                        person -> context.executor().execute(() -> handle(exchange, route, person)))
                .exceptionally(failure -> {
                    LOG.warn("could not look a session up", failure);
                    exchange.reply(Reply.refused(Refusal.UNAVAILABLE));
                    return null;
                });
    }

    /// Whoever asks whether they are signed in is told, and has done nothing wrong.
    private void notSignedIn(Exchange exchange, Route route) {
        if (route.permission() == Permission.SIGNED_IN_TO_READ) {
            exchange.reply(Reply.refused(Refusal.NOT_SIGNED_IN));
        } else {
            refuse(exchange, Refusal.NOT_SIGNED_IN);
        }
    }

    private void handle(Exchange exchange, Route route, Optional<StoredPerson> person) {
        if (person.isEmpty()) {
            refuse(exchange, Refusal.NOT_SIGNED_IN);
        } else if (exchange.door() == Door.BASIC && person.get().role() != Role.GUEST) {
            secureOnly(exchange);
        } else {
            exchange.signedIn(person.get());
            handle(exchange, route);
        }
    }

    private static void handle(Exchange exchange, Route route) {
        try {
            route.handler().handle(exchange);
        } catch (RuntimeException fault) {
            LOG.error("fault in {}", route.path(), fault);
            exchange.reply(Reply.refused(Refusal.INTERNAL));
        }
    }

    private Exchange.Answering answering(
            ChannelHandlerContext context, FullHttpRequest request, Doors.Arrival arrival) {
        return new Exchange.Answering() {
            @Override
            public void reply(Reply reply) {
                context.executor().execute(() -> send(context, request, reply));
            }

            @Override
            public void upgrade(StoredPerson person, TokenHash session) {
                if (!admitted.comesFrom(arrival.from())) {
                    reply(Reply.refused(Refused.of(0, Refusal.BUSY).after(FULL_MILLIS)));
                    return;
                }
                Reply refused =
                        front.upgrade().start(context, request, arrival, person.id(), session);
                if (refused != null) {
                    reply(refused);
                } else {
                    request.release();
                    connected(context, person, arrival.from().getHostAddress());
                }
            }
        };
    }

    /// Notes who is connected from where, and when no longer.
    private void connected(ChannelHandlerContext context, StoredPerson person, String from) {
        ServerLog log = front.entry().logs().server();
        log.note(connection("connected", person, from));
        context.channel()
                .closeFuture()
                .addListener(gone -> log.note(connection("disconnected", person, from)));
    }

    private LogLine connection(String event, StoredPerson person, String from) {
        return LogLine.of(event)
                .with("name", person.name())
                .with("from", from)
                .with("connections", front.admission().size());
    }

    private Reply notHere(String path) {
        return front.routes().knows(path)
                ? Reply.refused(Refusal.METHOD_REFUSED).with("Allow", front.routes().methods(path))
                : Reply.refused(Refusal.NOT_FOUND);
    }

    /// A reply with the headers that every answer has.
    static FullHttpResponse response(Reply reply, SecurityHeaders headers) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, reply.status(), reply.body());
        reply.headers().forEach((name, value) -> response.headers().set(name, value));
        headers.add(response.headers());
        if (reply.status().code() != HttpResponseStatus.NO_CONTENT.code()) {
            HttpUtil.setContentLength(response, reply.body().readableBytes());
        }
        return response;
    }

    private void send(ChannelHandlerContext context, FullHttpRequest request, Reply reply) {
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        boolean head = request.method().equals(HttpMethod.HEAD);
        var response = response(reply, front.headers(wire));
        if (head) {
            response = response.replace(io.netty.buffer.Unpooled.EMPTY_BUFFER);
        }
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        request.release();
        var sent = context.writeAndFlush(response);
        if (keepAlive) {
            next(context);
        } else {
            // What came behind it is not looked at: it may be a part of what was refused.
            sent.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void next(ChannelHandlerContext context) {
        answering = false;
        idleSince = System.nanoTime();
        FullHttpRequest request = waiting.poll();
        if (request != null) {
            channelRead0(context, request);
            request.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        waiting.forEach(FullHttpRequest::release);
        waiting.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("an HTTP connection broke", cause);
        context.close();
    }
}
