package dev.klatch.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// One connection of the driver. Reads WebSocket frames by their headers and looks only at the
/// first letters of each, so that a delivery costs the driver next to nothing. On the event loop
/// only, but for `joined`.
final class Seat extends ChannelInboundHandlerAdapter {
    /// Told of the frames that somebody wants to know about. `at` and `length` bound the payload.
    interface Ear {
        /// The first frame of the connection.
        default void welcome(Seat seat, String json) {}

        /// An event `posted` came.
        default void posted(Seat seat, ByteBuf in, int at, int length) {}

        /// A post of this seat was acknowledged.
        default void accepted(Seat seat) {}

        /// This seat is in a conversation from now on.
        default void entered(Seat seat, String json) {}

        /// A frame of this seat was refused.
        default void refused(Seat seat, String json) {}

        /// All that had arrived is read.
        default void readAll(Seat seat) {}

        /// The server ended the connection; the words say how.
        void cut(Seat seat, String how);
    }

    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    /// Where the kind begins in `{"kind":"`.
    private static final int KIND = 9;

    private final String request;
    private final Ear ear;
    private final CompletableFuture<Seat> joined = new CompletableFuture<>();
    private @Nullable ChannelHandlerContext context;
    private @Nullable ByteBuf rest;
    private boolean upgraded;
    private boolean leaving;
    private long lastRef;
    private String ending = "without a word";

    /// Events `posted` so far.
    long posted;

    Seat(String request, Ear ear) {
        this.request = request;
        this.ear = ear;
    }

    /// Done when the server has said `welcome`.
    CompletableFuture<Seat> joined() {
        return joined;
    }

    long nextRef() {
        return ++lastRef;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        active.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        ByteBuf in = (ByteBuf) message;
        ByteBuf before = rest;
        if (before != null) {
            rest = null;
            in = reading.alloc().buffer(before.readableBytes() + in.readableBytes());
            in.writeBytes(before).writeBytes((ByteBuf) message);
            before.release();
            ((ByteBuf) message).release();
        }
        if (upgraded || readAnswer(in)) {
            readFrames(in);
        }
        if (in.isReadable()) {
            rest = in;
        } else {
            in.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext reading) {
        ear.readAll(this);
    }

    private boolean readAnswer(ByteBuf in) {
        int end = endOfHeaders(in);
        if (end < 0) {
            return false;
        }
        String head = in.toString(in.readerIndex(), end, StandardCharsets.US_ASCII);
        in.skipBytes(end);
        upgraded = head.startsWith("HTTP/1.1 101 ");
        if (!upgraded) {
            String line = head.lines().findFirst().orElse("");
            joined.completeExceptionally(
                    new CannotMeasure("The server lets no WebSocket in: " + line));
        }
        return upgraded;
    }

    private static int endOfHeaders(ByteBuf in) {
        for (int at = in.readerIndex(); at + 4 <= in.writerIndex(); at++) {
            if (in.getInt(at) == 0x0D0A0D0A) {
                return at + 4 - in.readerIndex();
            }
        }
        return -1;
    }

    private void readFrames(ByteBuf in) {
        while (in.readableBytes() >= 2) {
            int start = in.readerIndex();
            int head = 2;
            long length = in.getByte(start + 1) & 0x7F;
            if (length >= 126) {
                head = length == 126 ? 4 : 10;
                if (in.readableBytes() < head) {
                    return;
                }
                length = length == 126 ? in.getUnsignedShort(start + 2) : in.getLong(start + 2);
            }
            if (in.readableBytes() < head + length) {
                return;
            }
            int opcode = in.getByte(start) & 0x0F;
            frame(opcode, in, start + head, (int) length);
            in.skipBytes(head + (int) length);
        }
    }

    private void frame(int opcode, ByteBuf in, int at, int length) {
        switch (opcode) {
            case TEXT -> {
                if (length > KIND + 1) {
                    text(in, at, length);
                }
            }
            case CLOSE -> {
                if (length >= 2) {
                    ending =
                            in.getUnsignedShort(at)
                                    + " "
                                    + in.toString(at + 2, length - 2, StandardCharsets.UTF_8);
                }
            }
            case PING -> send(PONG, in.toString(at, length, StandardCharsets.ISO_8859_1));
            default -> {}
        }
    }

    private void text(ByteBuf in, int at, int length) {
        byte first = in.getByte(at + KIND);
        byte second = in.getByte(at + KIND + 1);
        if (first == 'p' && second == 'o') {
            posted++;
            ear.posted(this, in, at, length);
        } else if (first == 'a' && second == 'c') {
            ear.accepted(this);
        } else if (first == 'e' && second == 'n') {
            ear.entered(this, in.toString(at, length, StandardCharsets.UTF_8));
        } else if (first == 'b') {
            sendText("{\"kind\":\"beat\",\"ref\":" + nextRef() + "}");
        } else if (first == 'w') {
            ear.welcome(this, in.toString(at, length, StandardCharsets.UTF_8));
            joined.complete(this);
        } else if (first == 'r' && in.getByte(at + KIND + 2) == 'f') {
            ear.refused(this, in.toString(at, length, StandardCharsets.UTF_8));
        }
    }

    /// Sends a text frame of ASCII.
    void sendText(String json) {
        write(TEXT, json);
        flush();
    }

    /// Queues a text frame of ASCII until [#flush].
    void queueText(String json) {
        write(TEXT, json);
    }

    void flush() {
        if (context != null) {
            context.flush();
        }
    }

    private void send(int opcode, String payload) {
        write(opcode, payload);
        flush();
    }

    private void write(int opcode, String payload) {
        if (context == null) {
            return;
        }
        int length = payload.length();
        int mask = ThreadLocalRandom.current().nextInt();
        ByteBuf out = context.alloc().buffer(length + 14);
        out.writeByte(0x80 | opcode);
        if (length < 126) {
            out.writeByte(0x80 | length);
        } else {
            out.writeByte(0x80 | 126).writeShort(length);
        }
        out.writeInt(mask);
        for (int i = 0; i < length; i++) {
            out.writeByte(payload.charAt(i) ^ mask >>> (24 - 8 * (i & 3)));
        }
        context.write(out, context.voidPromise());
    }

    /// Ends the connection from this side.
    void leave() {
        leaving = true;
        if (context != null) {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        if (rest != null) {
            rest.release();
            rest = null;
        }
        boolean early =
                joined.completeExceptionally(
                        new CannotMeasure("The server ended a connection early: " + ending));
        if (!leaving && !early) {
            ear.cut(this, ending);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext broken, Throwable cause) {
        ending = cause.toString();
        broken.close();
    }
}
