package dev.klatch.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Measures a storm of TLS handshakes.
@Command(
        name = "handshakes",
        mixinStandardHelpOptions = true,
        description = {
            "Opens so many TLS connections, each with a whole handshake, and closes them again.",
            "Goes with --tls. The driver's own half of each handshake costs about as much."
        })
final class HandshakesCommand implements Callable<Integer> {
    private static final long MOST_SECONDS = 300;

    /// What was measured.
    record Figures(
            int handshakes,
            int atOnce,
            double seconds,
            double serverMillisEach,
            double serverCores,
            int failed) {}

    @Spec private @Nullable CommandSpec spec;
    @Mixin private TargetOptions target = new TargetOptions();

    @Option(names = "--connections", defaultValue = "2000", description = "${DEFAULT-VALUE}")
    private int connections;

    @Option(
            names = "--at-once",
            defaultValue = "64",
            description = "How many handshakes are under way at a time; ${DEFAULT-VALUE}")
    private int atOnce;

    @Option(
            names = "--warm-up",
            paramLabel = "HANDSHAKES",
            defaultValue = "500",
            description = "How many come before those that are measured; ${DEFAULT-VALUE}")
    private int warmUp;

    @Override
    public Integer call() throws CannotMeasure, InterruptedException {
        Path folder = TargetOptions.freshFolder();
        try (TargetServer server = target.server(folder)) {
            if (server.trust() == null) {
                throw new CannotMeasure("Handshakes are those of TLS: say --tls.");
            }
            storm(server, warmUp);
            Figures figures = storm(server, connections);
            Commands.out(spec)
                    .printf(
                            """

                            handshakes          %,d in %.2f s, %,d at once
                            server CPU          %.2f ms a handshake, %.2f cores
                            failed              %,d
                            """,
                            figures.handshakes,
                            figures.seconds,
                            figures.atOnce,
                            figures.serverMillisEach,
                            figures.serverCores,
                            figures.failed)
                    .flush();
            new Results(target.results()).add("handshakes", figures, row(figures));
        } finally {
            TargetOptions.delete(folder);
        }
        return 0;
    }

    private Figures storm(TargetServer server, int count)
            throws CannotMeasure, InterruptedException {
        SSLContext trust = Objects.requireNonNull(server.trust());
        Semaphore free = new Semaphore(atOnce);
        AtomicInteger failed = new AtomicInteger();
        MultiThreadIoEventLoopGroup group =
                new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        Duration before = server.process().cpu();
        long begin = System.nanoTime();
        try {
            for (int i = 0; i < count; i++) {
                take(free, 1);
                shake(group, server, trust, failed, free);
            }
            take(free, atOnce);
            double seconds = (System.nanoTime() - begin) / 1e9;
            double cpu = server.process().cpu().minus(before).toNanos() / 1e9;
            return new Figures(
                    count,
                    atOnce,
                    seconds,
                    cpu * 1_000 / Math.max(1, count),
                    cpu / seconds,
                    failed.get());
        } finally {
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private static void take(Semaphore free, int count) throws CannotMeasure, InterruptedException {
        if (!free.tryAcquire(count, MOST_SECONDS, TimeUnit.SECONDS)) {
            throw new CannotMeasure("The handshakes did not end within " + MOST_SECONDS + " s.");
        }
    }

    private static void shake(
            MultiThreadIoEventLoopGroup group,
            TargetServer server,
            SSLContext trust,
            AtomicInteger failed,
            Semaphore free) {
        new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                SslHandler encryption = Encryption.handler(trust);
                                channel.pipeline().addLast(encryption);
                                channel.closeFuture().addListener(gone -> free.release());
                                encryption
                                        .handshakeFuture()
                                        .addListener(done -> {
                                            if (!done.isSuccess()) {
                                                failed.incrementAndGet();
                                            }
                                            channel.close();
                                        });
                            }
                        })
                .connect(server.url().getHost(), server.url().getPort());
    }

    private static Map<String, String> row(Figures it) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("handshakes", Integer.toString(it.handshakes));
        row.put("at once", Integer.toString(it.atOnce));
        row.put("s", "%.2f".formatted(it.seconds));
        row.put("server ms each", "%.2f".formatted(it.serverMillisEach));
        row.put("server cores", "%.2f".formatted(it.serverCores));
        row.put("failed", Integer.toString(it.failed));
        return row;
    }
}
