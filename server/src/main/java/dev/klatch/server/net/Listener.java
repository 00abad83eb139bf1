package dev.klatch.server.net;

import dev.klatch.server.account.Doorkeeper;
import dev.klatch.server.address.AddressBlock;
import dev.klatch.server.http.Origins;
import dev.klatch.server.http.Routes;
import dev.klatch.server.log.Logs;
import dev.klatch.server.session.Session;
import dev.klatch.server.setting.OnOff;
import dev.klatch.server.tls.Certificates;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one port. Opened once; [#close] takes no new connections and leaves those that are open.
public final class Listener implements AutoCloseable {
    private static final int BODY_BYTES = 8_192;
    private static final int PART_BYTES = 65_536;
    private static final int SEND_BUFFER_BYTES = 131_072;

    /// What makes the session of a connection whose person is known.
    public interface Sessions {
        /// Called on the connection's event loop.
        Session open(
                dev.klatch.core.presence.Connection connection,
                dev.klatch.server.session.Outlet outlet);
    }

    private final EventLoops loops;
    private final Entry entry;
    private final Admission admission;
    private final Front front;
    private @Nullable Channel channel;

    /// Who may be connected, and how long without asking for anything: `most` says how many, the
    /// basic door is there if `plain` says so, `proxies` are believed when they say for whom they
    /// ask, `certificates` are there unless TLS is off, and `heardFromOutside` is called for each
    /// connection that does not come from this machine.
    public record Entry(
            Admission.Most most,
            OnOff plain,
            List<AddressBlock> proxies,
            Duration deadline,
            @Nullable Certificates certificates,
            Logs logs,
            Runnable heardFromOutside) {}

    /// `origins` says which pages are ours.
    public Listener(
            EventLoops loops,
            Routes routes,
            Origins origins,
            Doorkeeper doorkeeper,
            Sessions sessions,
            Entry entry) {
        this.loops = loops;
        this.entry = entry;
        WebSocketUpgrade upgrade =
                new WebSocketUpgrade(
                        loops, entry.logs().offences(), live -> sessions.open(live, live));
        Doors doors = new Doors(entry.plain(), entry.proxies());
        this.admission = new Admission(entry.most(), doors::isProxy);
        this.front = new Front(routes, origins, doors, doorkeeper, upgrade, admission, entry);
    }

    /// Opens the port; 0 takes a free one.
    ///
    /// @return the port
    /// @throws BindException if somebody else has it, or it is not an address of this computer
    public int open(InetSocketAddress address) throws IOException {
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(loops.group())
                        .channel(loops.transport().serverChannel())
                        .option(ChannelOption.SO_BACKLOG, 4_096)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER_BYTES)
                        .childOption(ChannelOption.ALLOCATOR, loops.allocator())
                        .childHandler(new Children());
        var bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            BindException refused = new BindException("cannot bind " + address);
            refused.initCause(bound.cause());
            throw refused;
        }
        channel = bound.channel();
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    /// Prepares each connection that comes in.
    private final class Children extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel child) {
            InetAddress address = child.remoteAddress().getAddress();
            Admitted admitted = Admitted.enter(admission, address);
            if (admitted == null) {
                child.close();
                return;
            }
            child.closeFuture().addListener(gone -> admitted.leave());
            if (!address.isLoopbackAddress()) {
                entry.heardFromOutside().run();
            }
            Culprit culprit = Culprit.of(entry.logs().offences(), child);
            int port = child.localAddress().getPort();
            child.pipeline()
                    .addLast(
                            new FirstBytes(
                                    entry.certificates(),
                                    wire -> http(wire, admitted, port, culprit),
                                    culprit));
        }
    }

    private List<ChannelHandler> http(Wire wire, Admitted admitted, int port, Culprit culprit) {
        HttpDecoderConfig limits =
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(2_048)
                        .setMaxHeaderSize(8_192)
                        .setMaxChunkSize(PART_BYTES);
        return List.of(
                new HttpServerCodec(limits),
                new StrictHttp(),
                new BodyLimit(BODY_BYTES, front.headers(wire), culprit),
                new HttpDoor(front, wire, admitted, port));
    }

    /// How many connections there are.
    public int connections() {
        return admission.size();
    }

    /// Takes no new connections.
    @Override
    public void close() {
        if (channel != null) {
            channel.close().awaitUninterruptibly(2_000);
        }
    }
}
