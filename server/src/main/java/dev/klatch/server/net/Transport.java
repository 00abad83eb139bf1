package dev.klatch.server.net;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/// How the operating system is asked about sockets.
public enum Transport {
    /// Linux's own way.
    EPOLL,
    /// Java's way, on every system.
    NIO;

    /// The one named by the system property `klatch.transport`, else the best that works here.
    public static Transport preferred() {
        boolean wantsNio = "nio".equals(System.getProperty("klatch.transport"));
        return !wantsNio && Epoll.isAvailable() ? EPOLL : NIO;
    }

    IoHandlerFactory handlers() {
        return this == EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    Class<? extends ServerChannel> serverChannel() {
        return this == EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }
}
