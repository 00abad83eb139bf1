package dev.klatch.tests.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.ByteBuffer;

/// A WebSocket (RFC 6455), frame by frame: honest by default, and able to say anything.
public final class RawWebSocket implements AutoCloseable {
    /// First bytes of whole messages.
    public static final int TEXT = 0x81;

    public static final int BINARY = 0x82;
    public static final int CLOSE = 0x88;
    public static final int PING = 0x89;
    private static final int PONG = 0x8A;

    /// Not masked, as only a server may send it.
    public static final int UNMASKED = 0x100;

    private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};

    private final RawConnection connection;

    private RawWebSocket(RawConnection connection) {
        this.connection = connection;
    }

    /// What came in.
    public sealed interface Incoming {
        /// A text message.
        record Text(String text) implements Incoming {}

        /// A pong with so many bytes.
        record Pong(int bytes) implements Incoming {}

        /// The other side closes; 1006: without a word.
        record Closed(int code, String reason) implements Incoming {}
    }

    /// Opens a socket with this session; the upgrade must succeed.
    public static RawWebSocket open(TestServer server, String token) {
        return open(RawConnection.to(server.port()), server, token);
    }

    /// The same over a connection that is there.
    public static RawWebSocket open(RawConnection connection, TestServer server, String token) {
        return upgraded(connection, upgrade(server, token));
    }

    /// Opens a socket with this request for it.
    public static RawWebSocket upgraded(String request, TestServer server) {
        return upgraded(RawConnection.to(server.port()), request);
    }

    private static RawWebSocket upgraded(RawConnection connection, String request) {
        connection.send(request);
        String head = connection.head();
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new AssertionError(head);
        }
        return new RawWebSocket(connection);
    }

    /// The request for a socket.
    public static String upgrade(TestServer server, String token) {
        return "GET /api/socket HTTP/1.1\r\nHost: 127.0.0.1:"
                + server.port()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Protocol: klatch.v1\r\nAuthorization: Bearer "
                + token
                + "\r\n\r\n";
    }

    /// Sends text messages, all in one write.
    public RawWebSocket send(String... texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String text : texts) {
            bytes.writeBytes(frame(TEXT, text.getBytes(UTF_8)));
        }
        connection.send(bytes.toByteArray());
        return this;
    }

    /// Sends one frame with this first byte.
    public RawWebSocket send(int first, byte... payload) {
        connection.send(frame(first, payload));
        return this;
    }

    private static byte[] frame(int first, byte... payload) {
        int mask = (first & UNMASKED) == 0 ? 0x80 : 0;
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
        frame.put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) (mask | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) (mask | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (mask | 127)).putLong(payload.length);
        }
        if (mask != 0) {
            frame.put(MASK);
        }
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (mask == 0 ? payload[i] : payload[i] ^ MASK[i % 4]));
        }
        byte[] bytes = new byte[frame.position()];
        frame.flip().get(bytes);
        return bytes;
    }

    /// The next message.
    public Incoming receive() {
        try {
            int first = connection.read();
            if (first < 0) {
                return new Incoming.Closed(1006, "");
            }
            byte[] payload = connection.read(length());
            return switch (first) {
                case TEXT -> new Incoming.Text(new String(payload, UTF_8));
                case CLOSE -> closed(payload);
                case PONG -> new Incoming.Pong(payload.length);
                default -> throw new AssertionError("frame " + Integer.toHexString(first));
            };
        } catch (SocketException | EOFException broken) {
            return new Incoming.Closed(1006, String.valueOf(broken.getMessage()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private int length() throws IOException {
        int length = connection.read();
        return switch (length) {
            case 126 -> ByteBuffer.wrap(connection.read(2)).getShort() & 0xFFFF;
            case 127 -> Math.toIntExact(ByteBuffer.wrap(connection.read(8)).getLong());
            default -> length;
        };
    }

    private static Incoming closed(byte... payload) {
        return new Incoming.Closed(
                ByteBuffer.wrap(payload).getShort() & 0xFFFF,
                new String(payload, 2, payload.length - 2, UTF_8));
    }

    /// The next message, which must be text.
    public String text() {
        Incoming incoming = receive();
        if (incoming instanceof Incoming.Text(String text)) {
            return text;
        }
        throw new AssertionError("not a text: " + incoming);
    }

    /// The code with which the other side closes, after any number of texts.
    public int closeCode() {
        while (true) {
            if (receive() instanceof Incoming.Closed closed) {
                return closed.code();
            }
        }
    }

    /// Says goodbye, without waiting for the answer.
    public void sayGoodbye() {
        send(CLOSE, (byte) 0x03, (byte) 0xE8);
    }

    @Override
    public void close() {
        connection.close();
    }
}
