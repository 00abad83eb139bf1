package dev.klatch.tests.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.SplittableRandom;

/// Stands between clients and a server and passes all on in packets of other sizes, from one byte
/// to many messages at once.
final class SmallPackets implements AutoCloseable {
    private static final int MOST = 4_000;

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final SplittableRandom random;
    private final int server;

    SmallPackets(int server, long seed) throws IOException {
        this.server = server;
        random = new SplittableRandom(seed);
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return door.getLocalPort();
    }

    private void listen() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), server);
                pump(client, far, random.split());
                pump(far, client, random.split());
            }
        } catch (IOException closed) {
            // Nobody comes any more.
        }
    }

    private static void pump(Socket from, Socket to, SplittableRandom sizes) throws IOException {
        to.setTcpNoDelay(true);
        Thread.ofVirtual()
                .start(() -> {
                    try (from;
                            to) {
                        InputStream in = from.getInputStream();
                        OutputStream out = to.getOutputStream();
                        byte[] packet = new byte[MOST];
                        int read = in.read(packet, 0, size(sizes));
                        while (read > 0) {
                            out.write(packet, 0, read);
                            read = in.read(packet, 0, size(sizes));
                        }
                    } catch (IOException ended) {
                        // One side went, so the other goes.
                    }
                });
    }

    private static int size(SplittableRandom sizes) {
        return sizes.nextInt(8) == 0 ? sizes.nextInt(1, MOST) : sizes.nextInt(1, 40);
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
