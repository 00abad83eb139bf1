package dev.klatch.server.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// The event loops, one for each processor, and the table of each.
public final class EventLoops implements AutoCloseable {
    private final Transport transport;
    private final MultiThreadIoEventLoopGroup group;
    private final IdentityHashMap<EventLoop, LoopTable> tables = new IdentityHashMap<>();
    private final List<LoopTable> all;
    private final ByteBufAllocator allocator;

    public EventLoops(Transport transport) {
        int count = Math.max(1, Runtime.getRuntime().availableProcessors());
        this.transport = transport;
        this.group =
                new MultiThreadIoEventLoopGroup(
                        count, new DefaultThreadFactory("klatch-loop"), transport.handlers());
        group.forEach(loop -> tables.put((EventLoop) loop, new LoopTable((EventLoop) loop)));
        this.all = List.copyOf(new ArrayList<>(tables.values()));
        // Chunks of 256 KiB: a small server stays small.
        this.allocator = new PooledByteBufAllocator(true, 1, count, 8_192, 5, 256, 64, false);
    }

    Transport transport() {
        return transport;
    }

    MultiThreadIoEventLoopGroup group() {
        return group;
    }

    LoopTable table(EventLoop loop) {
        return Objects.requireNonNull(tables.get(loop));
    }

    List<LoopTable> tables() {
        return all;
    }

    ByteBufAllocator allocator() {
        return allocator;
    }

    /// Ends the loops. Blocks for some seconds at most.
    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5_000);
    }
}
