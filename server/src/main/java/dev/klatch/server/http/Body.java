package dev.klatch.server.http;

import io.netty.buffer.ByteBuf;

/// The body of a request that comes in part by part and is never in memory as a whole. Nothing of
/// it is read, and nobody is told to go on sending, before somebody receives it.
public interface Body {
    /// What is received.
    interface Receiver {
        /// The next bytes; whoever receives them releases them, and says so with [Body#taken]. On
        /// the connection's event loop.
        void take(ByteBuf bytes);

        /// Nothing more comes. Once, on the connection's event loop.
        void end(End end);
    }

    /// How a body ends.
    enum End {
        /// All of it was there.
        WHOLE,
        /// There is more than was wanted; the rest is not read.
        TOO_LONG,
        /// It came too slowly: nothing for 30 seconds, or less than 1 KiB a second in a minute.
        TOO_SLOW,
        /// It was no body as HTTP has them.
        MALFORMED,
        /// The connection is gone. Nobody hears an answer.
        LOST
    }

    /// How many bytes it says it has, or -1 if it does not say.
    long length();

    /// Begins to read. From any thread, once, and only as long as there is no reply; `most` bytes
    /// are taken and not one more.
    void receive(long most, Receiver receiver);

    /// So many of the bytes that were received are dealt with. From any thread. No more are read as
    /// long as 256 KiB are not.
    void taken(int bytes);
}
