package dev.klatch.server.net;

import dev.klatch.protocol.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/// Server-to-client WebSocket frames as bytes (RFC 6455, section 5.2): never masked, never split,
/// so the bytes are the same for every receiver.
final class Frames {
    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_CLOSE = 0x88;
    private static final int FINAL_PONG = 0x8A;
    private static final int HEAD_BYTES = 10;

    private Frames() {}

    static ByteBuf text(ByteBufAllocator allocator, byte[] json) {
        ByteBuf frame = allocator.directBuffer(HEAD_BYTES + json.length);
        return append(frame, FINAL_TEXT, json);
    }

    /// Adds a text frame behind those that are there already.
    static void appendText(ByteBuf frames, byte[] json) {
        append(frames, FINAL_TEXT, json);
    }

    static ByteBuf pong(ByteBufAllocator allocator, byte[] payload) {
        ByteBuf frame = allocator.directBuffer(HEAD_BYTES + payload.length);
        return append(frame, FINAL_PONG, payload);
    }

    static ByteBuf close(ByteBufAllocator allocator, CloseCode code) {
        byte[] reason = code.reason().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        ByteBuf frame = allocator.directBuffer(4 + reason.length);
        frame.writeByte(FINAL_CLOSE);
        frame.writeByte(2 + reason.length);
        frame.writeShort(code.number());
        frame.writeBytes(reason);
        return frame;
    }

    private static ByteBuf append(ByteBuf frame, int head, byte[] payload) {
        int length = payload.length;
        frame.writeByte(head);
        if (length < 126) {
            frame.writeByte(length);
        } else if (length < 65_536) {
            frame.writeByte(126);
            frame.writeShort(length);
        } else {
            frame.writeByte(127);
            frame.writeLong(length);
        }
        frame.writeBytes(payload);
        return frame;
    }

    static byte[] payload(ByteBuf content) {
        return ByteBufUtil.getBytes(content);
    }
}
