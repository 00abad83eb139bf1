package dev.klatch.tests.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A TCP connection to the server, byte by byte. Reading waits at most as long as the deadline.
public final class RawConnection implements AutoCloseable {
    private static final int DEADLINE_MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream in;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(DEADLINE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /// Connects.
    public static RawConnection to(int port) {
        try {
            return new RawConnection(new Socket(InetAddress.getLoopbackAddress(), port));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Over a socket that is connected already.
    public static RawConnection over(Socket socket) throws IOException {
        return new RawConnection(socket);
    }

    /// Connects and encrypts, as one who trusts what this context trusts.
    public static RawConnection encrypted(int port, SSLContext trust) {
        try {
            SSLSocket socket =
                    (SSLSocket)
                            trust.getSocketFactory()
                                    .createSocket(InetAddress.getLoopbackAddress(), port);
            socket.startHandshake();
            return new RawConnection(socket);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Sends these bytes; what the other side has closed already is not an error.
    public RawConnection send(byte... bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException closedThere) {
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return this;
    }

    /// Sends text.
    public RawConnection send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Says that nothing more will be sent.
    public RawConnection endSending() {
        try {
            socket.shutdownOutput();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return this;
    }

    /// All that comes until the other side closes.
    public byte[] untilClosed() {
        try {
            return in.readAllBytes();
        } catch (SocketException reset) {
            return new byte[0];
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The next byte, or -1 at the end.
    int read() throws IOException {
        return in.read();
    }

    byte[] read(int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        return bytes;
    }

    /// Passes over so many bytes.
    public void skip(int count) {
        try {
            in.skipNBytes(count);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The head of an HTTP answer: status line and headers, each ending with CR LF.
    public String head() {
        StringBuilder head = new StringBuilder();
        try {
            while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("closed after: " + head);
                }
                head.append(new String(new byte[] {(byte) next}, ISO_8859_1));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
