package dev.klatch.server.net;

import dev.klatch.server.http.FileSlice;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Sends a part of a file as the body of an answer. Without encryption the system copies it from
/// the disk to the socket; with it small pieces are read while the socket takes them. Who takes
/// nothing for 30 seconds is cut. The file is closed in any case. Belongs to its event loop.
final class FileSending {
    private static final int PIECE = 65_536;
    private static final int PIECES_OF_A_TURN = 4;
    private static final int TICK_SECONDS = 5;
    private static final int QUIET_TICKS = 30 / TICK_SECONDS;

    private final ChannelHandlerContext context;
    private final FileSlice slice;
    private final ChannelPromise done;
    private boolean piecewise;
    private boolean inTurn;
    private long sent;

    FileSending(ChannelHandlerContext context, FileSlice slice) {
        this.context = context;
        this.slice = slice;
        this.done = context.newPromise();
    }

    /// Sends all of it. The future is that of the last byte; where it fails the connection is
    /// closed.
    ChannelFuture send(Wire wire) {
        done.addListener(last -> {
            slice.ended(last.cause());
            if (!last.isSuccess()) {
                context.close();
            }
        });
        if (wire == Wire.PLAIN && slice.length() > 0) {
            DefaultFileRegion region =
                    new DefaultFileRegion(slice.file(), slice.position(), slice.length());
            context.write(region);
            end();
            watch(0, 0, region::transferred);
        } else {
            piecewise = true;
            goOn();
            watch(0, 0, () -> sent);
        }
        return done;
    }

    /// Writes on as far as the socket takes it.
    void goOn() {
        if (!piecewise || inTurn || done.isDone()) {
            return;
        }
        inTurn = true;
        try {
            for (int i = 0; i < PIECES_OF_A_TURN && sent < slice.length(); i++) {
                if (!context.channel().isWritable()) {
                    return;
                }
                piece();
            }
            if (sent == slice.length()) {
                piecewise = false;
                end();
            } else {
                context.executor().execute(this::goOn);
            }
        } catch (IOException unreadable) {
            done.tryFailure(unreadable);
        } finally {
            inTurn = false;
        }
    }

    private void piece() throws IOException {
        int length = (int) Math.min(PIECE, slice.length() - sent);
        ByteBuf piece = context.alloc().buffer(length, length);
        try {
            while (piece.isWritable()) {
                long from = slice.position() + sent + piece.readableBytes();
                if (piece.writeBytes(slice.file(), from, piece.writableBytes()) < 0) {
                    throw new EOFException("a file became shorter");
                }
            }
            sent += length;
            context.writeAndFlush(new DefaultHttpContent(piece.retain()));
        } finally {
            piece.release();
        }
    }

    private void end() {
        context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
                .addListener(last -> {
                    if (last.isSuccess()) {
                        done.trySuccess();
                    } else {
                        done.tryFailure(last.cause());
                    }
                });
    }

    /// The connection is gone.
    void lose() {
        done.tryFailure(new IOException("the connection is gone"));
    }

    private void watch(int quiet, long before, LongSupplier progress) {
        var _ =
                context.executor()
                        .schedule(
                                () -> {
                                    long now = progress.getAsLong();
                                    int quietNow = now == before ? quiet + 1 : 0;
                                    if (done.isDone()) {
                                        return;
                                    }
                                    if (quietNow >= QUIET_TICKS) {
                                        done.tryFailure(new IOException("nothing is taken"));
                                    } else {
                                        watch(quietNow, now, progress);
                                    }
                                },
                                TICK_SECONDS,
                                TimeUnit.SECONDS);
    }
}
