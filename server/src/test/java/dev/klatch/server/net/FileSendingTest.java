package dev.klatch.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.server.http.FileSlice;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sending a file to somebody who takes it, and to somebody who does not. The time is that of the
/// channel.
final class FileSendingTest {
    private static final int SIZE = 1_000_000;
    private static final int BLOCKED = 1;

    @TempDir Path folder;
    private final ChannelInboundHandlerAdapter reader = new ChannelInboundHandlerAdapter();
    private final EmbeddedChannel channel = new EmbeddedChannel(reader);
    private FileChannel file;

    @BeforeEach
    void open() throws IOException {
        Path path = folder.resolve("a.bin");
        Files.write(path, new byte[SIZE]);
        file = FileChannel.open(path);
        channel.freezeTime();
    }

    @AfterEach
    void close() throws IOException {
        channel.finishAndReleaseAll();
        file.close();
    }

    private FileSending sending() {
        ChannelHandlerContext context = channel.pipeline().context(reader);
        return new FileSending(context, new FileSlice(file, 0, SIZE));
    }

    private void takes(boolean now) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(BLOCKED, now);
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }
    }

    private int taken() {
        int sum = 0;
        for (Object each = channel.readOutbound(); each != null; each = channel.readOutbound()) {
            HttpContent content = (HttpContent) each;
            sum += content.content().readableBytes();
            content.release();
        }
        return sum;
    }

    @Test
    void whoTakesItGetsAllAndTheFileIsClosed() {
        ChannelFuture done = sending().send(Wire.ENCRYPTED);
        channel.runPendingTasks();
        assertTrue(done.isSuccess());
        assertEquals(SIZE, taken());
        assertFalse(file.isOpen());
        assertTrue(channel.isOpen());
    }

    @Test
    void whoTakesNothingForHalfAMinuteIsCutAndTheFileIsClosed() {
        FileSending sending = sending();
        takes(false);
        ChannelFuture done = sending.send(Wire.ENCRYPTED);
        channel.runPendingTasks();
        pass(29);
        assertFalse(done.isDone());
        assertTrue(channel.isOpen());
        pass(6);
        assertFalse(done.isSuccess());
        assertFalse(channel.isOpen());
        assertFalse(file.isOpen());
    }

    @Test
    void whoIsSlowButTakesSomethingIsNotCut() {
        FileSending sending = sending();
        takes(false);
        ChannelFuture done = sending.send(Wire.ENCRYPTED);
        int all = 0;
        for (int i = 0; i < 3; i++) {
            pass(24);
            assertFalse(done.isDone());
            takes(true);
            sending.goOn();
            takes(false);
            int now = taken();
            assertTrue(now > 0, "took " + now);
            all += now;
        }
        takes(true);
        sending.goOn();
        channel.runPendingTasks();
        assertTrue(done.isSuccess());
        assertEquals(SIZE, all + taken());
    }
}
