package dev.klatch.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.tests.history.Console;
import dev.klatch.tests.wire.Carrier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of the server while a file comes and while it goes, at instants that nobody chose.
final class KilledTransfersSystemTest {
    private static final int SIZE = 60_000_000;
    private static final int KILLS = 3;

    @TempDir Path folder;
    private final SplittableRandom random = new SplittableRandom(Console.seed("killed transfers"));
    private final byte[] all = Carrier.bytes(SIZE, 31);
    private String token = "";
    private String everyone = "";

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

    @Test
    void afterEachKillItGoesOnAndInTheEndTheBytesAreTheSame() throws Exception {
        String path = "";
        long there = 0;
        for (int i = 1; i <= KILLS; i++) {
            try (KlatchProcess server = KlatchProcess.start(folder);
                    Carrier ana = carrier(server)) {
                path = path.isEmpty() ? ana.begun(SIZE, "a.bin") : path;
                long stands = ana.offset(path);
                assertTrue(stands >= there, stands + " after " + there);
                there = stands + 1 + random.nextLong((SIZE - stands) / 2);
                String where = path;
                Thread bringing = Thread.ofVirtual().start(() -> bring(ana, where, stands));
                killAt(server, path, there);
                bringing.join(Await.DEADLINE);
            }
        }
        int cut;
        try (KlatchProcess server = KlatchProcess.start(folder);
                Carrier ana = carrier(server)) {
            long stands = ana.offset(path);
            assertTrue(stands >= there, stands + " after " + there);
            HttpResponse<byte[]> last = ana.bring(path, stands, rest(stands));
            assertEquals(Carrier.sha256(all), Carrier.header(last, "Klatch-Sha256"));
            cut = 1 + random.nextInt(SIZE / 2);
            try (InputStream in = ana.open(ana.request(path).build()).body()) {
                assertEquals(Carrier.sha256(first(cut)), Carrier.sha256(in.readNBytes(cut)));
                server.kill();
            } catch (IOException gone) {
                throw new UncheckedIOException("before it was killed", gone);
            }
        }
        try (KlatchProcess server = KlatchProcess.start(folder);
                Carrier ana = carrier(server)) {
            HttpResponse<byte[]> rest = ana.fetch(path, "Range", "bytes=" + cut + "-");
            assertEquals(206, rest.statusCode());
            assertTrue(Arrays.equals(rest(cut), rest.body()), "the rest of the download");
        }
        try (Stream<Path> files = Files.walk(folder.resolve("files"))) {
            assertEquals(1, files.filter(Files::isRegularFile).count(), "and nothing else is left");
        }
    }

    private byte[] rest(long from) {
        return Arrays.copyOfRange(all, (int) from, SIZE);
    }

    private byte[] first(int count) {
        return Arrays.copyOf(all, count);
    }

    /// Brings all that is left; the server will be killed meanwhile.
    private void bring(Carrier who, String path, long from) {
        try {
            who.bring(path, from, rest(from));
        } catch (UncheckedIOException killed) {
            assertTrue(killed.getMessage() != null);
        }
    }
}
