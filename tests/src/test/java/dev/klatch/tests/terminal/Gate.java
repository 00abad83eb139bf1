package dev.klatch.tests.terminal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stands between clients and a server and holds back what a connection carries beyond a number of
/// bytes in one direction, until it is opened, or cuts.
final class Gate implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("(?i)\r\nrange: bytes=([0-9]+)-\r\n");
    private static final int PIECE = 16_384;
    private static final long DEADLINE_NANOS = 60_000_000_000L;

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private int server;
    private long most = Long.MAX_VALUE;
    private final Set<Socket> held = new HashSet<>();
    private long up;
    private final List<Long> asked = new ArrayList<>();

    Gate(int server) throws IOException {
        this.server = server;
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return door.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    /// New connections go to this server.
    synchronized void redirect(int port) {
        server = port;
    }

    /// From now on a connection that has carried so many bytes in one direction carries no more.
    synchronized void holdAfter(long bytes) {
        most = bytes;
    }

    /// Everything passes again.
    synchronized void open() {
        most = Long.MAX_VALUE;
        notifyAll();
    }

    /// Waits until bytes are held back.
    synchronized void awaitHeld(Program client) throws IOException, InterruptedException {
        long end = System.nanoTime() + DEADLINE_NANOS;
        while (held.isEmpty()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("nothing to hold:\n" + client.out() + client.err());
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /// Ends all connections, without a word to either side but that.
    void cut() {
        sockets.forEach(Gate::end);
        sockets.clear();
        synchronized (this) {
            held.removeIf(Socket::isClosed);
            notifyAll();
        }
    }

    /// All bytes that came from clients until now.
    synchronized long up() {
        return up;
    }

    /// From which bytes on clients asked for the rest of a file, in order.
    synchronized List<Long> asked() {
        return List.copyOf(asked);
    }

    private void note(String request) {
        Matcher range = RANGE.matcher(request);
        if (range.find()) {
            asked.add(Long.valueOf(range.group(1)));
        }
    }

    private void listen() {
        try {
            while (true) {
                Socket client = door.accept();
                int port;
                synchronized (this) {
                    port = server;
                }
                connect(client, port);
            }
        } catch (IOException closed) {
            cut();
        }
    }

    private void connect(Socket client, int port) {
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
            sockets.add(client);
            sockets.add(far);
            Thread.ofVirtual().start(() -> pump(client, far, 1));
            Thread.ofVirtual().start(() -> pump(far, client, 0));
        } catch (IOException nobodyThere) {
            end(client);
        }
    }

    private void pump(Socket from, Socket to, int upward) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[PIECE];
            long passed = 0;
            for (int count = in.read(piece); count > 0; count = in.read(piece)) {
                pass(passed + count, to);
                out.write(piece, 0, count);
                passed += count;
                synchronized (this) {
                    up += (long) upward * count;
                    note(upward == 1 ? new String(piece, 0, count, ISO_8859_1) : "");
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (IOException ended) {
            // One side went, so the other goes.
        }
        end(from);
        end(to);
    }

    private synchronized void pass(long bytes, Socket to) throws InterruptedException {
        while (bytes > most && !to.isClosed()) {
            held.add(to);
            notifyAll();
            wait();
        }
        held.remove(to);
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is what was wanted.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
