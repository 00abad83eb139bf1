package dev.klatch.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.server.http.Body;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A body on a connection whose time stands still unless the test moves it.
final class IncomingBodyTest implements Body.Receiver {
    private static final int KIBI = 1_024;

    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
    private final HttpRequest request =
            new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.PATCH, "/api/files/f1");
    private final List<ByteBuf> taken = new ArrayList<>();
    private @Nullable IncomingBody body;
    private Body.@Nullable End end;

    IncomingBodyTest() {
        channel.freezeTime();
    }

    @AfterEach
    void nothingLeaks() {
        taken.forEach(bytes -> assertTrue(bytes.release()));
        channel.finishAndReleaseAll();
    }

    private IncomingBody body() {
        if (body == null) {
            body = new IncomingBody(channel.pipeline().firstContext(), request);
        }
        return body;
    }

    @Override
    public void take(ByteBuf bytes) {
        taken.add(bytes);
    }

    @Override
    public void end(Body.End how) {
        assertNull(end, "it ended twice");
        end = how;
    }

    private int received() {
        return taken.stream().mapToInt(ByteBuf::readableBytes).sum();
    }

    private void receive(long most) {
        body().receive(most, this);
        channel.runPendingTasks();
    }

    private void arrive(int bytes) {
        body().part(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[bytes])));
    }

    private boolean reads() {
        channel.runPendingTasks();
        return channel.config().isAutoRead();
    }

    private void seconds(int seconds) {
        for (int i = 0; i < seconds && end == null; i++) {
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }
    }

    @Test
    @DisplayName("ATK-053 nothing is read of a body before somebody receives it")
    void nothingBefore() {
        request.headers().set("Expect", "100-continue");
        body();
        assertFalse(reads());
        assertNull(channel.readOutbound(), "nobody was told to go on");
        receive(10);
        assertTrue(reads());
        HttpResponse goOn = channel.readOutbound();
        assertEquals(100, goOn.status().code());
    }

    @Test
    void whatCameWithTheHeadIsReceivedFirst() {
        arrive(5);
        arrive(3);
        body().part(LastHttpContent.EMPTY_LAST_CONTENT);
        receive(10);
        assertEquals(8, received());
        assertEquals(Body.End.WHOLE, end);
        assertTrue(body().isWhole() && reads());
    }

    @Test
    void onlySoMuchWaitsAtATime() {
        receive(Long.MAX_VALUE);
        for (int i = 0; i < 4; i++) {
            assertTrue(reads());
            arrive(64 * KIBI);
        }
        assertFalse(reads());
        body().taken(64 * KIBI);
        assertFalse(reads(), "not for every little");
        body().taken(128 * KIBI);
        assertTrue(reads());
    }

    @Test
    @DisplayName("ATK-054 a body ends at the first byte that is not wanted, and no more is read")
    void tooLong() {
        receive(10);
        arrive(10);
        assertNull(end);
        arrive(1);
        assertEquals(Body.End.TOO_LONG, end);
        assertEquals(10, received());
        assertFalse(reads() || body().isWhole());
        body().discard();
        arrive(100);
        assertTrue(reads(), "what still comes is thrown away");
        assertEquals(10, received());
    }

    @Test
    void whatIsNoBodyEndsIt() {
        arrive(5);
        LastHttpContent broken = new DefaultLastHttpContent();
        broken.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("no chunk")));
        body().part(broken);
        receive(10);
        assertEquals(5, received());
        assertEquals(Body.End.MALFORMED, end);
        assertFalse(body().isWhole());
    }

    @Test
    @DisplayName("ATK-054 who brings nothing for half a minute is cut")
    void stalled() {
        receive(1_000_000);
        seconds(24);
        arrive(1);
        seconds(29);
        assertNull(end);
        seconds(7);
        assertEquals(Body.End.TOO_SLOW, end);
    }

    @Test
    @DisplayName("ATK-054 who brings a byte now and then is cut after a minute")
    void byteByByte() {
        receive(1_000_000);
        for (int i = 0; i < 59 && end == null; i++) {
            arrive(1);
            seconds(1);
        }
        assertNull(end);
        seconds(2);
        assertEquals(Body.End.TOO_SLOW, end);
    }

    @Test
    void whoIsSlowButSteadyMayTakeAnHour() {
        receive(Long.MAX_VALUE);
        for (int i = 0; i < 3_600; i++) {
            arrive(1_100);
            body().taken(1_100);
            seconds(1);
        }
        assertNull(end);
    }

    @Test
    void whileTheDiskIsWaitedForNobodyIsTooSlow() {
        receive(Long.MAX_VALUE);
        arrive(256 * KIBI);
        assertFalse(reads());
        seconds(300);
        assertNull(end);
        body().taken(256 * KIBI);
        assertTrue(reads());
        seconds(36);
        assertEquals(Body.End.TOO_SLOW, end);
    }

    @Test
    void aLostConnectionIsToldOnceAndToWhoComesLate() {
        arrive(5);
        body().lose();
        receive(10);
        assertEquals(Body.End.LOST, end);
        assertEquals(0, received());
    }

    @Test
    void whatIsAnsweredIsNotReceivedAnyMore() {
        arrive(5);
        body().discard();
        receive(10);
        assertEquals(Body.End.LOST, end);
        assertEquals(0, received());
    }
}
