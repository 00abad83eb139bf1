package dev.klatch.tests.tls;

import dev.klatch.tests.wire.RawConnection;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// An encrypted connection of which one sees the bytes that come in, as somebody on the same wire
/// would.
final class TappedConnection implements AutoCloseable {
    private static final int HEAD_BYTES = 5;

    private final Tap tap;
    private final RawConnection connection;

    private TappedConnection(Tap tap, RawConnection connection) {
        this.tap = tap;
        this.connection = connection;
    }

    static TappedConnection to(int port, SSLContext trust) throws IOException {
        Tap tap = new Tap();
        tap.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        SSLSocket socket =
                (SSLSocket) trust.getSocketFactory().createSocket(tap, "127.0.0.1", port, true);
        socket.startHandshake();
        return new TappedConnection(tap, RawConnection.over(socket));
    }

    /// What is said inside.
    RawConnection connection() {
        return connection;
    }

    /// The length of each record that came in so far (RFC 8446, section 5.1).
    List<Integer> records() {
        List<Integer> lengths = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(tap.heard());
        while (bytes.remaining() >= HEAD_BYTES) {
            int length = bytes.getShort(bytes.position() + 3) & 0xFFFF;
            lengths.add(length);
            int next = bytes.position() + HEAD_BYTES + length;
            bytes.position(Math.min(next, bytes.limit()));
        }
        return lengths;
    }

    @Override
    public void close() {
        connection.close();
    }

    private static final class Tap extends Socket {
        private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

        private byte[] heard() {
            synchronized (heard) {
                return heard.toByteArray();
            }
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
                }

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    int count = super.read(into, offset, length);
                    if (count > 0) {
                        synchronized (heard) {
                            heard.write(into, offset, count);
                        }
                    }
                    return count;
                }
            };
        }
    }
}
