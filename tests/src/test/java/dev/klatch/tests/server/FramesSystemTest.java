package dev.klatch.tests.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.ServerFrame;
import dev.klatch.tests.wire.RawWebSocket;
import dev.klatch.tests.wire.RawWebSocket.Incoming;
import dev.klatch.tests.wire.TestServer;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// WebSocket frames that are wrong, and what becomes of the connection.
final class FramesSystemTest {
    private static final int RESERVED_BIT = 0x40;
    private static final int FIRST_PART = 0x01;
    private static final int LAST_PART = 0x80;

    @TempDir static Path folder;
    private static TestServer server;
    private static int guests;

    private RawWebSocket socket;
    private Notice.Welcome welcome;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void enter() {
        guests++;
        socket = RawWebSocket.open(server, server.guest("ana " + guests));
        welcome = assertInstanceOf(Notice.Welcome.class, frame());
    }

    @AfterEach
    void leave() {
        socket.close();
    }

    /// The next frame that is not about who is here: that comes when it comes.
    private ServerFrame frame() {
        while (true) {
            ServerFrame frame = FrameCodec.decodeServer(socket.text());
            switch (frame) {
                case Notice.Arrived _, Notice.Departed _, Notice.PresenceChanged _ -> {}
                default -> {
                    return frame;
                }
            }
        }
    }

    private void isStillThere() {
        socket.send("{\"kind\":\"beat\",\"ref\":4242}");
        assertEquals(new Answer.Done(4242), frame());
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        java.util.Arrays.fill(bytes, (byte) ' ');
        byte[] beat = "{\"kind\":\"beat\",\"ref\":1}".getBytes(UTF_8);
        System.arraycopy(beat, 0, bytes, 0, beat.length);
        return bytes;
    }

    @Test
    void theLargestFrameIsTaken() {
        socket.send(RawWebSocket.TEXT, bytes(65_536));
        assertEquals(new Answer.Done(1), frame());
    }

    @Test
    void aFrameOfOneByteMoreIsTooLarge() {
        socket.send(RawWebSocket.TEXT, bytes(65_537));
        assertEquals(1009, socket.closeCode());
    }

    @Test
    void aMuchLargerFrameIsTooLarge() {
        socket.send(RawWebSocket.TEXT, bytes(1_000_000));
        assertEquals(1009, socket.closeCode());
    }

    @Test
    void partsThatAreTooLargeTogetherAreTooLarge() {
        socket.send(FIRST_PART, bytes(40_000));
        socket.send(LAST_PART, bytes(40_000));
        assertEquals(1009, socket.closeCode());
    }

    @Test
    void aFrameMayComeInParts() {
        byte[] beat = bytes(40_000);
        socket.send(FIRST_PART, java.util.Arrays.copyOf(beat, 10));
        socket.send(LAST_PART, java.util.Arrays.copyOfRange(beat, 10, beat.length));
        assertEquals(new Answer.Done(1), frame());
    }

    @Test
    void binaryFramesBreakTheProtocol() {
        socket.send(RawWebSocket.BINARY, bytes(30));
        assertEquals(4400, socket.closeCode());
    }

    @Test
    void textIsUtf8() {
        for (byte[] wrong :
                new byte[][] {
                    {'{', (byte) 0xFF, '}'},
                    {(byte) 0xC0, (byte) 0x80},
                    {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                    {'a', (byte) 0xE4, (byte) 0xB8}
                }) {
            socket.send(RawWebSocket.TEXT, wrong);
            assertEquals(1007, socket.closeCode(), java.util.HexFormat.of().formatHex(wrong));
            socket.close();
            enter();
        }
    }

    @Test
    void clientsMaskTheirFrames() {
        socket.send(RawWebSocket.TEXT | RawWebSocket.UNMASKED, bytes(30));
        assertEquals(1002, socket.closeCode());
    }

    @Test
    void reservedBitsAreNotUsed() {
        socket.send(RawWebSocket.TEXT | RESERVED_BIT, bytes(30));
        assertEquals(1002, socket.closeCode());
    }

    @Test
    void aHundredBrokenFramesAreEnough() {
        for (int i = 0; i < 99; i++) {
            socket.send("hello");
            assertTrue(assertInstanceOf(Refused.class, frame()).is(Refusal.MALFORMED));
        }
        isStillThere();
        socket.send("hello");
        assertInstanceOf(Refused.class, frame());
        assertEquals(4400, socket.closeCode());
    }

    @Test
    void pingsAreAnsweredButNotAFlood() {
        socket.send(RawWebSocket.PING, (byte) 1, (byte) 2, (byte) 3);
        assertEquals(new Incoming.Pong(3), socket.receive());
        for (int i = 0; i < 30; i++) {
            socket.send(RawWebSocket.PING);
        }
        Incoming incoming = socket.receive();
        while (incoming instanceof Incoming.Pong) {
            incoming = socket.receive();
        }
        assertEquals(4400, assertInstanceOf(Incoming.Closed.class, incoming).code());
    }

    @Test
    void aGoodbyeIsAnswered() {
        socket.sayGoodbye();
        assertEquals(1000, socket.closeCode());
    }

    @Test
    void oneQuestionAtATimeIsPutToTheArchive() {
        String ask = "{\"kind\":\"read-history\",\"ref\":%d,\"conversation\":\"%s\"}";
        String everyone = welcome.everyone().text();
        socket.send(ask.formatted(1, everyone), ask.formatted(2, everyone));
        Refused refused = assertInstanceOf(Refused.class, frame());
        assertTrue(refused.is(Refusal.ANSWER_OUTSTANDING) && refused.retry());
        assertEquals(2, refused.ref());
        assertEquals(1, assertInstanceOf(Answer.History.class, frame()).ref());
        socket.send(ask.formatted(3, everyone));
        assertEquals(3, assertInstanceOf(Answer.History.class, frame()).ref());
    }

    @Test
    void whoIsTooFastIsToldWhenToSendAgain() {
        Random random = new Random(5);
        for (int ref = 1; ref <= 150; ref++) {
            CommandId cid = CommandId.fresh(welcome.time(), random);
            var post =
                    new MessageFrame.Post(ref, cid, welcome.epoch(), welcome.everyone(), "hello");
            socket.send(new String(FrameCodec.encode(post), UTF_8));
        }
        int accepted = 0;
        for (int ref = 1; ref <= 150; ref++) {
            if (frame() instanceof Refused refused) {
                assertTrue(refused.is(Refusal.SLOW_DOWN) && refused.retry(), "" + refused);
                Long wait = refused.retryAfter();
                assertTrue(wait != null && wait > 0 && wait <= 2_000, "" + refused);
            } else {
                accepted++;
            }
        }
        assertTrue(accepted >= 120 && accepted < 150, "" + accepted);
    }

    @Test
    void badInputIsRefusedAndNothingIsLost() {
        String cid = CommandId.fresh(welcome.time(), new Random(6)).text();
        String post =
                "{\"kind\":\"post\",\"ref\":%d,\"cid\":\"%s\",\"epoch\":\"%s\","
                        + "\"conversation\":\"%s\",\"text\":\"%s\"}";
        String everyone = welcome.everyone().text();
        socket.send(post.formatted(1, cid, welcome.epoch(), everyone, "a".repeat(16_385)));
        isRefused(Refusal.TEXT_TOO_LONG);
        socket.send(post.formatted(2, cid, welcome.epoch(), "cabc", "hello"));
        isRefused(Refusal.UNKNOWN_CONVERSATION);
        socket.send(post.formatted(3, cid, "another", everyone, "hello"));
        isRefused(Refusal.EPOCH_CHANGED);
        socket.send("[".repeat(60_000));
        isRefused(Refusal.MALFORMED);
        socket.send(post.formatted(4, cid, welcome.epoch(), everyone, "a".repeat(16_384)));
        assertEquals(4, assertInstanceOf(Answer.Accepted.class, frame()).ref());
        isStillThere();
    }

    private void isRefused(Refusal refusal) {
        assertTrue(assertInstanceOf(Refused.class, frame()).is(refusal));
    }
}
