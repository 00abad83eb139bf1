package dev.klatch.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SeatTest {
    private static final String ANSWER =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";

    /// Writes down what it is told.
    private static final class Notes implements Seat.Ear {
        final List<String> lines = new ArrayList<>();

        @Override
        public void welcome(Seat seat, String json) {
            lines.add("welcome");
        }

        @Override
        public void posted(Seat seat, ByteBuf in, int at, int length) {
            lines.add(in.toString(at, length, StandardCharsets.UTF_8));
        }

        @Override
        public void accepted(Seat seat) {
            lines.add("accepted");
        }

        @Override
        public void cut(Seat seat, String how) {
            lines.add(how);
        }
    }

    private static void frame(ByteArrayOutputStream out, int opcode, byte[] payload) {
        out.write(0x80 | opcode);
        if (payload.length < 126) {
            out.write(payload.length);
        } else {
            out.write(126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        }
        out.writeBytes(payload);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] stream() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(utf8(ANSWER));
        frame(out, 1, utf8("{\"kind\":\"welcome\"}"));
        frame(out, 1, utf8("{\"kind\":\"arrived\",\"name\":\"bob\"}"));
        frame(out, 1, utf8("{\"kind\":\"posted\",\"text\":\"short\"}"));
        frame(out, 1, utf8("{\"kind\":\"posted\",\"text\":\"" + "long".repeat(60) + "\"}"));
        frame(out, 1, utf8("{\"kind\":\"accepted\",\"ref\":1}"));
        frame(out, 8, new byte[] {0x11, (byte) 0x94, 's', 'l', 'o', 'w'});
        return out.toByteArray();
    }

    private static List<String> read(byte[] stream, int cutAt) {
        Notes notes = new Notes();
        Seat seat = new Seat("GET / HTTP/1.1\r\n\r\n", notes);
        EmbeddedChannel channel = new EmbeddedChannel(seat);
        channel.writeInbound(Unpooled.copiedBuffer(Arrays.copyOf(stream, cutAt)));
        channel.writeInbound(
                Unpooled.copiedBuffer(Arrays.copyOfRange(stream, cutAt, stream.length)));
        channel.finishAndReleaseAll();
        assertEquals(2, seat.posted, "cut at " + cutAt);
        assertTrue(seat.joined().isDone());
        return notes.lines;
    }

    @Test
    void framesAreReadHoweverTheStreamIsCut() {
        byte[] stream = stream();
        List<String> whole = read(stream, stream.length);
        assertEquals(
                List.of(
                        "welcome",
                        "{\"kind\":\"posted\",\"text\":\"short\"}",
                        "{\"kind\":\"posted\",\"text\":\"" + "long".repeat(60) + "\"}",
                        "accepted",
                        "4500 slow"),
                whole);
        for (int cutAt = 1; cutAt < stream.length; cutAt++) {
            assertEquals(whole, read(stream, cutAt), "cut at " + cutAt);
        }
    }

    @Test
    void whatIsSentIsMaskedAndWhole() {
        Seat seat = new Seat("GET / HTTP/1.1\r\n\r\n", (_, _) -> {});
        EmbeddedChannel channel = new EmbeddedChannel(seat);
        ByteBuf request = channel.readOutbound();
        request.release();
        String json = "{\"kind\":\"post\",\"text\":\"" + "x".repeat(200) + "\"}";
        seat.sendText(json);
        ByteBuf frame = channel.readOutbound();
        assertEquals(0x81, frame.readUnsignedByte());
        assertEquals(0x80 | 126, frame.readUnsignedByte());
        int length = frame.readUnsignedShort();
        byte[] mask = new byte[4];
        frame.readBytes(mask);
        byte[] payload = new byte[length];
        frame.readBytes(payload);
        for (int i = 0; i < length; i++) {
            payload[i] ^= mask[i & 3];
        }
        assertEquals(json, new String(payload, StandardCharsets.UTF_8));
        frame.release();
        channel.finishAndReleaseAll();
    }
}
