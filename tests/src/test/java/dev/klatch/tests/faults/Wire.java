package dev.klatch.tests.faults;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// A WebSocket by hand over a plain socket: nothing between a test and the bytes. One thread reads;
/// any thread writes.
final class Wire implements AutoCloseable {
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /// A frame that the server sent; for text frames and the reason of a close frame it is text.
    record Frame(int opcode, ByteBuffer payload) {
        String text() {
            return StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
        }

        /// The code of a close frame; 1005 for one without.
        int closeCode() {
            return payload.remaining() < 2 ? 1005 : payload.getShort(0) & 0xFFFF;
        }
    }

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private volatile boolean plain;

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        out = socket.getOutputStream();
    }

    /// Opens a connection with this token and goes through the upgrade.
    ///
    /// @throws IOException if the server cannot be reached or does not let it in
    static Wire open(URI server, String token) throws IOException {
        return open(server, token, 0);
    }

    /// The same, with a receive buffer of so many bytes in the kernel: how a slow reader shows.
    static Wire open(URI server, String token, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), 10_000);
        Wire wire = new Wire(socket);
        try {
            wire.upgrade(server, token);
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
        return wire;
    }

    private void upgrade(URI server, String token) throws IOException {
        String request =
                String.join(
                        "\r\n",
                        "GET /api/socket HTTP/1.1",
                        "Host: " + server.getAuthority(),
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Protocol: klatch.v1",
                        "Authorization: Bearer " + token,
                        "",
                        "");
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        socket.setSoTimeout((int) Await.DEADLINE.toMillis());
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("ended in the upgrade: " + head);
            }
            head.append((char) next);
        }
        if (!head.toString().startsWith("HTTP/1.1 101 ")) {
            throw new IOException(head.toString());
        }
    }

    /// Reads may take as long as this; then they fail.
    void patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /// The next frame; null when the connection has ended.
    @Nullable Frame read() throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        long length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        return new Frame(first & 0x0F, ByteBuffer.wrap(payload));
    }

    void send(String text) throws IOException {
        send(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void send(int opcode, byte[] payload) throws IOException {
        sendRaw(frame(opcode, payload, plain ? 0 : ThreadLocalRandom.current().nextInt()));
    }

    /// Sends these bytes as they are.
    synchronized void sendRaw(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /// Says that nothing more comes from this side.
    void sendEnd() throws IOException {
        socket.shutdownOutput();
    }

    /// From now on frames are masked with zeros: legal, and to be read by who watches the wire.
    void unmask() {
        plain = true;
    }

    /// A whole frame as a client sends it, with this mask.
    static byte[] frame(int opcode, byte[] payload, int mask) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 1 << 16) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.putInt(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ (mask >>> (24 - 8 * (i & 3)))));
        }
        byte[] bytes = new byte[frame.position()];
        frame.flip().get(bytes);
        return bytes;
    }

    /// Ends the connection at once, without a word, as a machine that loses its network does.
    @Override
    public void close() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            // It is what was wanted.
        }
    }
}
