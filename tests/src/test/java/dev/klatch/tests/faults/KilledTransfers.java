package dev.klatch.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.tests.wire.Carrier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// One file that is brought to a server and fetched from it, while the server is killed with `kill
/// -9` at these bytes and started again each time.
final class KilledTransfers {
    private final Path folder;
    private final RandomGenerator random;
    private final byte[] all;
    private String token = "";
    private String everyone = "";

    KilledTransfers(Path folder, RandomGenerator random, int size) throws IOException {
        this.folder = folder;
        this.random = random;
        this.all = Carrier.bytes(size, random.nextLong());
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("klatch.conf"), "file-size = 1000\n");
    }

    /// So many bytes, anywhere in the file, the first ones first.
    long[] anywhere(int count) {
        return random.longs(count, 1, all.length).sorted().toArray();
    }

    /// Each so manieth part of the file but the last.
    long[] each(int part) {
        return LongStream.range(1, part).map(i -> i * all.length / part).toArray();
    }

    private Carrier carrier(KlatchProcess server) throws IOException, InterruptedException {
        if (token.isEmpty()) {
            Guest guest = Guest.signIn(server.url(), "ana");
            try (Asker asker = new Asker(server.url(), guest, random)) {
                token = guest.token();
                everyone = asker.welcome().everyone().text();
            }
        }
        return Carrier.at(server.url(), token, everyone);
    }

    /// Brings the file; the path under which it is then.
    String bring(long... kills) throws IOException, InterruptedException {
        String path = "";
        long there = 0;
        for (long kill : kills) {
            try (KlatchProcess server = KlatchProcess.start(folder);
                    Carrier ana = carrier(server)) {
                path = path.isEmpty() ? ana.begun(all.length, "a.bin") : path;
                long stands = ana.offset(path);
                assertTrue(stands >= there, stands + " after " + there);
                there = Math.max(stands, kill);
                String where = path;
                Thread bringing =
                        Thread.ofVirtual().start(() -> bringUntilKilled(ana, where, stands));
                killAt(server, path, there);
                bringing.join(Await.DEADLINE);
            }
        }
        try (KlatchProcess server = KlatchProcess.start(folder);
                Carrier ana = carrier(server)) {
            long stands = ana.offset(path);
            assertTrue(stands >= there, stands + " after " + there);
            HttpResponse<byte[]> last = bring(ana, path, stands);
            assertEquals(Carrier.sha256(all), Carrier.header(last, "Klatch-Sha256"));
        }
        return path;
    }

    private HttpResponse<byte[]> bring(Carrier who, String path, long from) {
        int start = (int) from;
        return who.bring(path, from, BodyPublishers.ofByteArray(all, start, all.length - start));
    }

    private void bringUntilKilled(Carrier who, String path, long from) {
        try {
            bring(who, path, from);
        } catch (UncheckedIOException killed) {
            assertTrue(killed.getMessage() != null);
        }
    }

    /// Kills it when so much of an upload has come.
    private void killAt(KlatchProcess server, String path, long bytes) throws InterruptedException {
        Path incoming = folder.resolve("files/incoming").resolve(path.substring(11));
        long deadline = System.nanoTime() + Await.DEADLINE.toNanos();
        while (incoming.toFile().length() < bytes) {
            assertTrue(System.nanoTime() < deadline, "waited for byte " + bytes);
            Thread.onSpinWait();
        }
        server.kill();
    }

    /// Fetches the file, each time from the byte on that is missing.
    void fetch(String path, long... kills) throws IOException, InterruptedException {
        int there = 0;
        for (long kill :
                LongStream.concat(Arrays.stream(kills), LongStream.of(all.length)).toArray()) {
            try (KlatchProcess server = KlatchProcess.start(folder);
                    Carrier ana = carrier(server);
                    InputStream in =
                            ana.open(
                                            ana.request(path)
                                                    .header("Range", "bytes=" + there + "-")
                                                    .build())
                                    .body()) {
                byte[] part = in.readNBytes((int) kill - there);
                assertEquals(kill - there, part.length);
                assertTrue(
                        Arrays.equals(all, there, (int) kill, part, 0, part.length),
                        "the bytes from " + there + " to " + kill);
                there = (int) kill;
                server.kill();
            }
        }
    }

    /// One content, and nothing of what was on its way.
    void nothingElseIsLeft() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("files"))) {
            assertEquals(1, files.filter(Files::isRegularFile).count(), "and nothing else is left");
        }
    }
}
