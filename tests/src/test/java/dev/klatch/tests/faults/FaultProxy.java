package dev.klatch.tests.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stands between clients and the server on 127.0.0.1 and harms what passes. It knows the frames of
/// WebSocket, so that it can aim. Each direction of each connection has a virtual thread.
final class FaultProxy implements AutoCloseable {
    /// What to do with a whole frame, header included.
    enum Fate {
        PASS,
        /// Passed twice.
        DOUBLE,
        /// Not passed, and the connection goes on.
        SWALLOW,
        /// Not passed, and the connection ends.
        CUT,
        /// Half of its bytes are passed, then the connection ends.
        CUT_INSIDE,
        /// It and all after it in its direction wait until the proxy is healed.
        STALL
    }

    /// Decides about each frame. Called from the thread of its direction.
    interface Judge {
        Fate fate(String text);
    }

    private static final Pattern UPGRADE = Pattern.compile("(?i)\r\nupgrade: *websocket\r\n");
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");

    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CountDownLatch healed = new CountDownLatch(1);
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicInteger swallowed = new AtomicInteger();
    private volatile URI server;
    private volatile Judge fromServer = _ -> Fate.PASS;
    private volatile Judge fromClient = _ -> Fate.PASS;
    private volatile long delayMillis;

    FaultProxy(URI server) throws IOException {
        this.server = server;
        listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("fault proxy").start(this::listen);
    }

    /// With probability `p` a frame to the client whose text holds `part` meets this fate.
    void harmAnswers(String part, Fate fate, double p, RandomGenerator random) {
        fromServer = text -> hit(text, part, p, random) ? fate : Fate.PASS;
    }

    /// With probability `p` a frame from the client whose text holds `part` meets this fate.
    void harmRequests(String part, Fate fate, double p, RandomGenerator random) {
        fromClient = text -> hit(text, part, p, random) ? fate : Fate.PASS;
    }

    private static boolean hit(String text, String part, double p, RandomGenerator random) {
        synchronized (random) {
            return text.contains(part) && random.nextDouble() < p;
        }
    }

    /// Asks this judge about each frame from the server.
    void judgeAnswers(Judge judge) {
        fromServer = judge;
    }

    /// Asks this judge about each frame from the client.
    void judgeRequests(Judge judge) {
        fromClient = judge;
    }

    /// Frames of connections made from now on take so long, in each direction.
    FaultProxy delay(long millis) {
        delayMillis = millis;
        return this;
    }

    /// From now on all passes unharmed, and what was stalled goes on.
    void heal() {
        fromServer = _ -> Fate.PASS;
        fromClient = _ -> Fate.PASS;
        healed.countDown();
    }

    /// New connections go to this server.
    void redirect(URI to) {
        server = to;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /// Connections that it cut.
    int cuts() {
        return cuts.get();
    }

    /// Frames that it swallowed.
    int swallowed() {
        return swallowed.get();
    }

    private void listen() {
        try {
            while (true) {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> connect(client));
            }
        } catch (IOException closed) {
            sockets.forEach(FaultProxy::end);
        }
    }

    private void connect(Socket client) {
        sockets.add(client);
        Socket far;
        try {
            far = new Socket(server.getHost(), server.getPort());
            far.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
        } catch (IOException unreachable) {
            end(client);
            return;
        }
        sockets.add(far);
        Thread.ofVirtual().start(() -> pump(far, client, text -> fromServer.fate(text)));
        Thread.ofVirtual().start(() -> pump(client, far, text -> fromClient.fate(text)));
    }

    private void pump(Socket from, Socket to, Judge judge) {
        try (SlowLine slow = new SlowLine(to.getOutputStream(), delayMillis)) {
            Passing passing = new Passing(from.getInputStream(), to.getOutputStream(), slow);
            if (passing.upgrade()) {
                while (passing.frame(judge)) {
                    // Frame by frame, until the end.
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (IOException broken) {
            // Both sides learn of it below.
        }
        end(from);
        end(to);
    }

    private static void end(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            // It is what was wanted.
        }
    }

    /// One direction of a connection: first HTTP, then frames.
    private final class Passing {
        private final InputStream in;
        private final OutputStream out;
        private final SlowLine frames;

        Passing(InputStream in, OutputStream out, SlowLine frames) {
            this.frames = frames;
            this.in = new java.io.BufferedInputStream(in, 1 << 16);
            this.out = out;
        }

        /// Passes requests or answers on up to the upgrade; false when there is no more.
        boolean upgrade() throws IOException {
            while (true) {
                String head = head();
                out.write(head.getBytes(StandardCharsets.ISO_8859_1));
                if (head.isEmpty() || UPGRADE.matcher(head).find()) {
                    return !head.isEmpty();
                }
                Matcher length = LENGTH.matcher(head);
                out.write(in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0));
            }
        }

        /// The head of the next request or answer; empty at the end.
        private String head() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return "";
                }
                head.append((char) next);
            }
            return head.toString();
        }

        /// Passes one frame on; false when there is no more.
        boolean frame(Judge judge) throws IOException, InterruptedException {
            byte[] head = in.readNBytes(2);
            if (head.length < 2) {
                return false;
            }
            int size = head[1] & 0x7F;
            byte[] more = in.readNBytes(size == 126 ? 2 : size == 127 ? 8 : 0);
            long length = size < 126 ? size : 0;
            for (byte part : more) {
                length = (length << 8) | (part & 0xFF);
            }
            byte[] mask = in.readNBytes((head[1] & 0x80) == 0 ? 0 : 4);
            byte[] payload = in.readNBytes((int) length);
            Fate fate = judge.fate(text(payload, mask));
            byte[] whole = whole(head, more, mask, payload);
            switch (fate) {
                case PASS -> frames.write(whole);
                case DOUBLE -> {
                    frames.write(whole);
                    frames.write(whole);
                }
                case STALL -> {
                    healed.await();
                    frames.write(whole);
                }
                case CUT_INSIDE -> {
                    cuts.incrementAndGet();
                    frames.write(Arrays.copyOf(whole, whole.length / 2));
                    return false;
                }
                case CUT -> {
                    cuts.incrementAndGet();
                    return false;
                }
                case SWALLOW -> swallowed.incrementAndGet();
            }
            return true;
        }

        private static byte[] whole(byte[]... parts) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (byte[] part : parts) {
                all.writeBytes(part);
            }
            return all.toByteArray();
        }

        private static String text(byte[] payload, byte[] mask) {
            byte[] plain = payload.clone();
            for (int i = 0; mask.length > 0 && i < plain.length; i++) {
                plain[i] ^= mask[i & 3];
            }
            return new String(plain, StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        healed.countDown();
        sockets.forEach(FaultProxy::end);
    }
}
