package dev.klatch.tests.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.klatch.server.setting.Declared;
import dev.klatch.tests.history.Console;
import dev.klatch.tests.wire.Carrier;
import dev.klatch.tests.wire.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Large files cost the server no more memory than small ones.
final class LargeFilesSystemTest {
    private static final long SIZE = 200_000_000;

    /// Less where everything is encrypted, which takes long before the second compiler has come.
    private static final long ENCRYPTED_SIZE = 30_000_000;

    /// What the server's threads may make on the heap, in bytes: a fifth of what would be there if
    /// the bytes were there once.
    private static final long LITTLE = 40_000_000;

    @TempDir Path folder;
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(folder, settings -> settings.with(Declared.FILE_SIZE, 1_000));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /// Bytes that are made while they are read.
    private static final class Endless extends InputStream {
        private long left;
        private byte next;

        private Endless(long size) {
            this.left = size;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("in parts only");
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            for (int i = 0; i < count; i++) {
                into[offset + i] = next++;
            }
            left -= count;
            return count;
        }
    }

    private static BodyPublisher publisher(long size) {
        return BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(() -> new Endless(size)), size);
    }

    private static String sha256(InputStream in) throws IOException {
        try (in) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[65_536];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// What the server's threads have allocated on the heap until now.
    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (ThreadInfo each : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (each != null
                    && (each.getThreadName().startsWith("klatch-loop")
                            || each.getThreadName().startsWith("klatch-files"))) {
                sum += Math.max(0, threads.getThreadAllocatedBytes(each.getThreadId()));
            }
        }
        return sum;
    }

    private static void bothWays(Carrier who, String line, long size) throws IOException {
        String expected = sha256(new Endless(size));
        String path = who.begun(size, "large.bin");
        long heap = allocated();
        long start = System.nanoTime();
        HttpResponse<byte[]> brought = who.bring(path, 0, publisher(size));
        long up = System.nanoTime() - start;
        assertEquals(204, brought.statusCode(), Carrier.text(brought));
        assertEquals(expected, Carrier.header(brought, "Klatch-Sha256"));
        long middle = allocated();
        start = System.nanoTime();
        String fetched = sha256(who.open(who.request(path).build()).body());
        long down = System.nanoTime() - start;
        assertEquals(expected, fetched);
        long end = allocated();
        Console.say(
                "%d MB, %s: up %,d MB/s with %,d bytes of heap, down %,d MB/s with %,d"
                        .formatted(
                                size / 1_000_000,
                                line,
                                size * 1_000 / up,
                                middle - heap,
                                size * 1_000 / down,
                                end - middle));
        assertTrue(middle - heap < LITTLE, "up: " + (middle - heap));
        assertTrue(end - middle < LITTLE, "down: " + (end - middle));
    }

    @Test
    void aLargeFileIsNeverInMemory() throws IOException {
        try (Carrier ana = Carrier.guest(server, "ana")) {
            bothWays(ana, "plain", SIZE);
        }
        try (Carrier bob = Carrier.encrypted(server, "bob")) {
            bothWays(bob, "encrypted", ENCRYPTED_SIZE);
        }
    }

    @Test
    void whoReadsNothingMakesNothingWait() throws IOException {
        try (Carrier ana = Carrier.encrypted(server, "ana")) {
            String path = ana.begun(ENCRYPTED_SIZE, "large.bin");
            assertEquals(204, ana.bring(path, 0, publisher(ENCRYPTED_SIZE)).statusCode());
            long before = allocated();
            List<InputStream> open = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                open.add(ana.open(ana.request(path).build()).body());
            }
            assertEquals(200, ana.send(ana.request("/health").build()).statusCode());
            assertTrue(allocated() - before < LITTLE, "" + (allocated() - before));
            for (InputStream each : open) {
                each.close();
            }
        }
    }

    @Test
    void fiftyAtATimeCostLittle() {
        int size = 4_000_000;
        List<Carrier> people = new ArrayList<>();
        List<CompletableFuture<String>> uploads = new ArrayList<>();
        long before = allocated();
        for (int i = 0; i < 10; i++) {
            people.add(Carrier.guest(server, "guest " + (char) ('a' + i)));
        }
        for (int i = 0; i < 50; i++) {
            Carrier who = people.get(i % people.size());
            String path = who.begun(size, "a.bin");
            uploads.add(
                    CompletableFuture.supplyAsync(
                            () ->
                                    Carrier.header(
                                            who.bring(path, 0, publisher(size)), "Klatch-Sha256"),
                            task -> Thread.ofVirtual().start(task)));
        }
        String first = uploads.getFirst().join();
        assertEquals(64, first.length());
        uploads.forEach(each -> assertEquals(first, each.join()));
        assertTrue(allocated() - before < LITTLE, "" + (allocated() - before));
        people.forEach(Carrier::close);
    }
}
