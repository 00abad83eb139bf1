package dev.klatch.server.net;

import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.protocol.Door;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Role;
import dev.klatch.server.address.Addresses;
import dev.klatch.server.http.Exchange;
import dev.klatch.server.http.FileSlice;
import dev.klatch.server.http.Permission;
import dev.klatch.server.http.Reply;
import dev.klatch.server.http.Route;
import dev.klatch.server.log.LogLine;
import dev.klatch.server.log.ServerLog;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.ReferenceCountUtil;
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
final class HttpDoor extends SimpleChannelInboundHandler<HttpObject> {
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
    private final Queue<Asked> waiting = new ArrayDeque<>(2);
    private @Nullable Asked asked;
    private @Nullable IncomingBody incoming;
    private @Nullable FileSending sending;
    private long idleSince;

    /// A request, and its body if it comes part by part.
    private record Asked(HttpRequest request, @Nullable IncomingBody body) {
        void release() {
            ReferenceCountUtil.release(request);
            if (body != null) {
                body.discard();
            }
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
                                    if (asked == null
                                            && idle >= front.entry().deadline().toNanos()) {
                                        context.close();
                                    } else {
                                        closeWhenIdle(context);
                                    }
                                },
                                front.entry().deadline().toMillis(),
                                TimeUnit.MILLISECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (message instanceof HttpRequest request) {
            incoming = BodyLimit.isStreamed(request) ? new IncomingBody(context, request) : null;
            Asked next = new Asked(ReferenceCountUtil.retain(request), incoming);
            if (asked == null) {
                take(context, next);
            } else if (waiting.size() < WAITING) {
                waiting.add(next);
            } else {
                next.release();
                context.close();
            }
        } else if (message instanceof HttpContent content && incoming != null) {
            incoming.part(content.retain());
        }
    }

    private void take(ChannelHandlerContext context, Asked next) {
        asked = next;
        HttpRequest request = next.request();
        Doors.Arrival arrival = front.doors().arrival(remote(context), wire, request.headers());
        Exchange.Answering answering = answering(context, next, arrival);
        Door door = arrival.door();
        if (request.decoderResult().isFailure()) {
            HttpUtil.setKeepAlive(request, false);
            front.culprit(arrival.from()).asked(Refusal.MALFORMED.error());
            answering.reply(Reply.refused(Refusal.MALFORMED));
        } else if (door == null) {
            HttpUtil.setKeepAlive(request, false);
            front.culprit(arrival.from()).asked(Refusal.SECURE_ONLY.error());
            boolean unknown =
                    front.doors().isUnknownProxy(remote(context), wire, request.headers());
            answering.reply(
                    unknown
                            ? Reply.refused(Refused.of(0, Refusal.SECURE_ONLY, UNKNOWN_PROXY))
                            : Reply.secureOnly(secureLink(context, arrival)));
        } else {
            Exchange.Origin origin =
                    new Exchange.Origin(arrival.from(), door, port, secureLink(context, arrival));
            route(context, new Exchange(request, next.body(), origin, answering), arrival);
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
        String path = exchange.path();
        Route route = front.routes().find(exchange.request().method(), path);
        if (route == null) {
            exchange.reply(notHere(path));
        } else if (!comesFromUs(exchange, route, arrival)) {
            refuse(exchange, Refusal.ORIGIN_REFUSED);
        } else if (route.takes() == Route.Takes.JSON && hasForeignBody(exchange)) {
            refuse(exchange, Refusal.MALFORMED);
        } else {
            admit(context, exchange, route);
        }
    }

    /// No, and a line about it.
    private void refuse(Exchange exchange, Refusal refusal) {
        front.culprit(exchange.from()).asked(refusal.error());
        exchange.reply(Reply.refused(refusal));
    }

    private void secureOnly(Exchange exchange) {
        front.culprit(exchange.from()).asked(Refusal.SECURE_ONLY.error());
        exchange.reply(exchange.secureOnly());
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

    private static boolean hasForeignBody(Exchange exchange) {
        String type = exchange.header(HttpHeaderNames.CONTENT_TYPE);
        boolean json = type != null && type.split(";", -1)[0].strip().equals("application/json");
        return exchange.stream() != null || (exchange.hasBody() && !json);
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
            ChannelHandlerContext context, Asked answered, Doors.Arrival arrival) {
        return new Exchange.Answering() {
            @Override
            public void reply(Reply reply) {
                context.executor().execute(() -> send(context, answered, reply));
            }

            @Override
            public void upgrade(StoredPerson person, TokenHash session) {
                if (!admitted.comesFrom(arrival.from())) {
                    reply(Reply.refused(Refused.of(0, Refusal.BUSY).after(FULL_MILLIS)));
                    return;
                }
                Reply refused =
                        front.upgrade()
                                .start(context, answered.request(), arrival, person.id(), session);
                if (refused != null) {
                    reply(refused);
                } else {
                    answered.release();
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

    private void send(ChannelHandlerContext context, Asked answered, Reply reply) {
        boolean read = answered.body() == null || answered.body().isWhole();
        boolean goesOn = read && HttpUtil.isKeepAlive(answered.request());
        boolean head = answered.request().method().equals(HttpMethod.HEAD);
        FileSlice file = head ? null : reply.file();
        SecurityHeaders headers = front.headers(wire);
        HttpResponse response =
                head
                        ? Answers.withoutBody(reply, headers)
                        : file == null
                                ? Answers.whole(reply, headers)
                                : Answers.head(reply, headers);
        if (!goesOn) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        if (head && reply.file() != null) {
            reply.file().close();
        }
        answered.release();
        ChannelFuture sent =
                file == null ? context.writeAndFlush(response) : send(context, response, file);
        if (!goesOn) {
            // What came behind it is not looked at: it may be a part of what was refused.
            sent.addListener(read ? ChannelFutureListener.CLOSE : _ -> Answers.farewell(context));
        } else if (file == null) {
            next(context);
        } else {
            sent.addListener(_ -> next(context));
        }
    }

    private ChannelFuture send(
            ChannelHandlerContext context, HttpResponse response, FileSlice file) {
        context.write(response);
        sending = new FileSending(context, file);
        return sending.send(wire);
    }

    private void next(ChannelHandlerContext context) {
        asked = null;
        sending = null;
        idleSince = System.nanoTime();
        Asked next = waiting.poll();
        if (next != null) {
            take(context, next);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (sending != null) {
            sending.goOn();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (incoming != null) {
            incoming.lose();
        }
        if (sending != null) {
            sending.lose();
        }
        waiting.forEach(Asked::release);
        waiting.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("an HTTP connection broke", cause);
        context.close();
    }
}
