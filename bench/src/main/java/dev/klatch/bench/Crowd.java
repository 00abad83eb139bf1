package dev.klatch.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// The connections of the driver, all on one event loop.
final class Crowd implements AutoCloseable {
    /// Connections being opened at a time: more would overflow the server's queue of new ones.
    private static final int OPENING = 64;

    private static final long SECONDS_TO_OPEN = 120;

    private final URI server;
    private final @Nullable SSLContext trust;
    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final List<Seat> seats = new ArrayList<>();

    Crowd(TargetServer target) {
        this.server = target.url();
        this.trust = target.trust();
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        group = new MultiThreadIoEventLoopGroup(1, io);
        loop = group.next();
        bootstrap =
                new Bootstrap()
                        .group(loop)
                        .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 30_000);
    }

    EventLoop loop() {
        return loop;
    }

    /// Refuses to begin what the limit on open files would break off in the middle.
    static void checkRoom(int connections, OsProcess of, String whose) throws CannotMeasure {
        long limit = of.openFileLimit();
        if (connections + 100L > limit) {
            throw new CannotMeasure(
                    "%d connections need more open files than the %d that %s may have:"
                                    .formatted(connections, limit, whose)
                            + " raise it there with ulimit -n, or measure fewer.");
        }
    }

    /// Opens one connection for each token and waits for the server's welcome on all of them.
    List<Seat> open(List<String> tokens, Seat.Ear ear) throws CannotMeasure, InterruptedException {
        CompletableFuture<List<Seat>> all = new CompletableFuture<>();
        loop.execute(() -> new Opening(tokens, ear, all).more());
        try {
            List<Seat> opened = all.get(SECONDS_TO_OPEN, TimeUnit.SECONDS);
            seats.addAll(opened);
            return opened;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof CannotMeasure reason) {
                throw reason;
            }
            throw new CannotMeasure("Connecting failed: " + failed.getCause(), failed);
        } catch (TimeoutException late) {
            throw new CannotMeasure(
                    "The server did not let all in within " + SECONDS_TO_OPEN + " s.", late);
        }
    }

    /// Opens connections one behind the other, so many at a time. On the event loop only.
    private final class Opening {
        private final Queue<String> waiting;
        private final int wanted;
        private final Seat.Ear ear;
        private final CompletableFuture<List<Seat>> all;
        private final List<Seat> opened = new ArrayList<>();
        private int opening;

        Opening(List<String> tokens, Seat.Ear ear, CompletableFuture<List<Seat>> all) {
            waiting = new ArrayDeque<>(tokens);
            wanted = tokens.size();
            this.ear = ear;
            this.all = all;
        }

        void more() {
            while (opening < OPENING && !waiting.isEmpty()) {
                opening++;
                Seat seat = new Seat(request(waiting.remove()), ear);
                connect(seat)
                        .addListener((ChannelFuture done) -> {
                            if (!done.isSuccess()) {
                                seat.joined().completeExceptionally(done.cause());
                            }
                        });
                seat.joined().whenComplete(this::came);
            }
        }

        private void came(Seat seat, Throwable problem) {
            opening--;
            if (problem != null) {
                all.completeExceptionally(problem);
                return;
            }
            opened.add(seat);
            if (opened.size() == wanted) {
                all.complete(opened);
            }
            more();
        }
    }

    private ChannelFuture connect(Seat seat) {
        return bootstrap
                .clone()
                .handler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                if (trust != null) {
                                    channel.pipeline().addLast(Encryption.handler(trust));
                                }
                                channel.pipeline().addLast(seat);
                            }
                        })
                .connect(server.getHost(), server.getPort());
    }

    private String request(String token) {
        return String.join(
                "\r\n",
                "GET /api/socket HTTP/1.1",
                "Host: " + server.getAuthority(),
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Protocol: klatch.v1",
                "Authorization: Bearer " + token,
                "",
                "");
    }

    /// Runs a task on the event loop and waits for what it returns.
    <T> T ask(Callable<T> task) throws InterruptedException {
        try {
            return loop.submit(task).get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    /// Ends these connections and waits until they are gone.
    void leave() throws InterruptedException {
        ask(() -> {
            seats.forEach(Seat::leave);
            return seats.size();
        });
        seats.clear();
    }

    @Override
    public void close() {
        loop.execute(() -> seats.forEach(Seat::leave));
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
