package dev.klatch.tests.file;

import static dev.klatch.tests.wire.Carrier.bytes;
import static dev.klatch.tests.wire.Carrier.header;
import static dev.klatch.tests.wire.Carrier.sha256;
import static dev.klatch.tests.wire.Carrier.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.tests.wire.Carrier;
import dev.klatch.tests.wire.RawConnection;
import dev.klatch.tests.wire.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Uploads by the words of the tus protocol.
final class UploadsSystemTest {
    @TempDir static Path folder;
    private static TestServer server;
    private static Carrier ana;
    private static Carrier bob;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder);
        ana = Carrier.guest(server, "ana");
        bob = Carrier.guest(server, "bob");
    }

    @AfterAll
    static void stop() {
        ana.close();
        bob.close();
        server.close();
    }

    private static void refused(int status, String error, HttpResponse<byte[]> answer) {
        assertEquals(status, answer.statusCode(), text(answer));
        assertTrue(text(answer).contains("\"error\":\"" + error + "\""), text(answer));
    }

    @Test
    void theServerSaysWhatItCanDo() {
        HttpResponse<byte[]> answer =
                ana.send(
                        ana.request("/api/files")
                                .method("OPTIONS", BodyPublishers.noBody())
                                .build());
        assertEquals(204, answer.statusCode());
        assertEquals("1.0.0", header(answer, "Tus-Version"));
        assertEquals("104857600", header(answer, "Tus-Max-Size"));
        assertEquals("sha1,sha256", header(answer, "Tus-Checksum-Algorithm"));
        assertEquals(
                "creation,creation-with-upload,checksum,expiration,termination",
                header(answer, "Tus-Extension"));
    }

    @Test
    void whatIsBroughtInPartsIsThereWhole() {
        byte[] all = bytes(300_000, 1);
        String path = ana.begun(all.length, "Grüße \"1\".bin");
        assertEquals(0, ana.offset(path));
        HttpResponse<byte[]> first = ana.bring(path, 0, Arrays.copyOf(all, 100_000));
        assertEquals(204, first.statusCode(), text(first));
        assertEquals("100000", header(first, "Upload-Offset"));
        assertTrue(header(first, "Upload-Expires").endsWith(" GMT"), first.headers().toString());
        assertEquals("1.0.0", header(first, "Tus-Resumable"));
        HttpResponse<byte[]> stand = ana.stand(path);
        assertEquals("100000", header(stand, "Upload-Offset"));
        assertEquals("300000", header(stand, "Upload-Length"));
        assertEquals("no-store", header(stand, "Cache-Control"));
        assertEquals(
                Carrier.metadata("Grüße \"1\".bin", ana.everyone()),
                header(stand, "Upload-Metadata"));
        HttpResponse<byte[]> last =
                ana.bring(path, 100_000, Arrays.copyOfRange(all, 100_000, all.length));
        assertEquals("300000", header(last, "Upload-Offset"));
        assertEquals(sha256(all), header(last, "Klatch-Sha256"));
        assertEquals(300_000, ana.offset(path));
        assertArrayEquals(all, ana.fetch(path).body());
    }

    @Test
    void oneRequestIsEnough() {
        byte[] all = bytes(70_000, 2);
        HttpResponse<byte[]> answer =
                ana.send(
                        ana.creation(all.length, "a.bin")
                                .header("Content-Type", Carrier.BYTES)
                                .expectContinue(true)
                                .POST(BodyPublishers.ofByteArray(all))
                                .build());
        assertEquals(201, answer.statusCode(), text(answer));
        assertEquals("70000", header(answer, "Upload-Offset"));
        assertEquals(sha256(all), header(answer, "Klatch-Sha256"));
        assertArrayEquals(all, ana.fetch(Carrier.location(answer)).body());
    }

    @Test
    void aFileCanBeEmpty() {
        HttpResponse<byte[]> answer = ana.begin(0, "nothing.txt");
        assertEquals(201, answer.statusCode(), text(answer));
        HttpResponse<byte[]> fetched = ana.fetch(Carrier.location(answer));
        assertEquals(200, fetched.statusCode());
        assertEquals(0, fetched.body().length);
    }

    @Test
    void anUploadOfUnknownLengthInChunksIsTakenToo() {
        byte[] all = bytes(200_000, 3);
        String path = ana.begun(all.length, "chunks.bin");
        var chunks =
                BodyPublishers.ofByteArrays(
                        List.of(Arrays.copyOf(all, 77), Arrays.copyOfRange(all, 77, all.length)));
        HttpResponse<byte[]> answer = ana.bring(path, 0, chunks);
        assertEquals("200000", header(answer, "Upload-Offset"), text(answer));
        assertArrayEquals(all, ana.fetch(path).body());
    }

    @Test
    void aClientWithoutTheMethodNamesItInAHeader() {
        byte[] all = bytes(1_000, 4);
        String path = ana.begun(all.length, "old.bin");
        HttpResponse<byte[]> brought =
                ana.send(
                        ana.request(path)
                                .header("X-HTTP-Method-Override", "PATCH")
                                .header("Content-Type", Carrier.BYTES)
                                .header("Upload-Offset", "0")
                                .POST(BodyPublishers.ofByteArray(all))
                                .build());
        assertEquals(204, brought.statusCode(), text(brought));
        HttpResponse<byte[]> ended =
                ana.send(
                        ana.request(path)
                                .header("X-HTTP-Method-Override", "DELETE")
                                .POST(BodyPublishers.noBody())
                                .build());
        assertEquals(204, ended.statusCode(), text(ended));
        assertEquals(404, ana.stand(path).statusCode());
    }

    @Test
    void bytesForAnotherPlaceAreNotTaken() {
        byte[] all = bytes(1_000, 5);
        String path = ana.begun(all.length, "a.bin");
        assertEquals(204, ana.bring(path, 0, Arrays.copyOf(all, 500)).statusCode());
        refused(409, "offset-mismatch", ana.bring(path, 400, Arrays.copyOf(all, 500)));
        refused(409, "offset-mismatch", ana.bring(path, 600, Arrays.copyOf(all, 400)));
        assertEquals(500, ana.offset(path));
    }

    @Test
    void aPartThatIsNotWhatItsChecksumSaysIsTakenBack() {
        byte[] all = bytes(100_000, 6);
        byte[] first = Arrays.copyOf(all, 40_000);
        byte[] second = Arrays.copyOfRange(all, 40_000, all.length);
        String path = ana.begun(all.length, "a.bin");
        String right = Carrier.checksum("sha1", "SHA-1", first);
        var brought =
                ana.bring(path, 0, BodyPublishers.ofByteArray(first), "Upload-Checksum", right);
        assertEquals(204, brought.statusCode(), text(brought));
        String wrong = Carrier.checksum("sha256", "SHA-256", first);
        var bytes = BodyPublishers.ofByteArray(second);
        refused(460, "checksum-mismatch", ana.bring(path, 40_000, bytes, "Upload-Checksum", wrong));
        assertEquals(40_000, ana.offset(path));
        refused(400, "malformed", ana.bring(path, 40_000, bytes, "Upload-Checksum", "md5 YQ=="));
        String fits = Carrier.checksum("sha256", "SHA-256", second);
        var last = ana.bring(path, 40_000, bytes, "Upload-Checksum", fits);
        assertEquals(sha256(all), header(last, "Klatch-Sha256"), text(last));
        assertArrayEquals(all, ana.fetch(path).body());
    }

    @Test
    void aWholeThatIsNotWhatWasAnnouncedBeginsAnew() {
        byte[] all = bytes(5_000, 7);
        String path = ana.begun(all.length, "a.bin", "sha256", sha256(all));
        refused(460, "checksum-mismatch", ana.bring(path, 0, bytes(5_000, 8)));
        assertEquals(0, ana.offset(path));
        assertEquals(204, ana.bring(path, 0, all).statusCode());
        assertArrayEquals(all, ana.fetch(path).body());
    }

    @Test
    void whatArrivedBeforeTheLineBrokeStays() {
        byte[] all = bytes(2_000_000, 9);
        String path = ana.begun(all.length, "a.bin");
        try (RawConnection line = ana.connect()) {
            line.send(ana.head(path, 0, all.length)).send(Arrays.copyOf(all, 1_300_000));
        }
        untilThere(path, 1_300_000);
        long there = ana.offset(path);
        assertEquals(1_300_000, there);
        byte[] rest = Arrays.copyOfRange(all, (int) there, all.length);
        HttpResponse<byte[]> last = ana.bring(path, there, rest);
        assertEquals(sha256(all), header(last, "Klatch-Sha256"), text(last));
        assertArrayEquals(all, ana.fetch(path).body());
    }

    /// Waits until so much has reached the disk.
    private static void untilThere(String path, long expected) {
        Path bytes = folder.resolve("files/incoming").resolve(path.substring(11));
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (bytes.toFile().length() < expected) {
            assertTrue(System.nanoTime() < deadline, path + " " + bytes.toFile().length());
            Thread.onSpinWait();
        }
    }

    @Test
    void whoComesBackWinsOverALineThatNobodyKnowsIsDead() {
        byte[] all = bytes(1_000_000, 10);
        String path = ana.begun(all.length, "a.bin");
        try (RawConnection dead = ana.connect()) {
            dead.send(ana.head(path, 0, all.length)).send(Arrays.copyOf(all, 400_000));
            untilThere(path, 400_000);
            long there = ana.offset(path);
            assertEquals(400_000, there);
            String told = dead.head();
            assertTrue(told.startsWith("HTTP/1.1 423 "), told);
            assertTrue(told.toLowerCase(Locale.ROOT).contains("connection: close"), told);
            byte[] rest = Arrays.copyOfRange(all, (int) there, all.length);
            HttpResponse<byte[]> last = ana.bring(path, there, rest);
            assertEquals(sha256(all), header(last, "Klatch-Sha256"), text(last));
        }
        assertArrayEquals(all, ana.fetch(path).body());
    }

    @Test
    void whatNobodyWantsAnyMoreIsGone() {
        String path = ana.begun(1_000, "a.bin");
        assertEquals(204, ana.bring(path, 0, bytes(10, 11)).statusCode());
        Path bytes = folder.resolve("files/incoming").resolve(path.substring(11));
        assertTrue(bytes.toFile().exists(), bytes.toString());
        assertEquals(204, ana.send(ana.request(path).DELETE().build()).statusCode());
        assertFalse(bytes.toFile().exists(), bytes.toString());
        refused(404, "unknown-file", ana.bring(path, 10, bytes(10, 11)));
        refused(404, "unknown-file", ana.send(ana.request(path).DELETE().build()));
        refused(404, "unknown-file", ana.fetch(path));
    }

    @Test
    void requestsThatAreNotOfTusAreToldWhatTheyLack() {
        String path = ana.begun(10, "a.bin");
        var other =
                ana.request(path)
                        .setHeader("Tus-Resumable", "0.2.2")
                        .header("Content-Type", Carrier.BYTES)
                        .header("Upload-Offset", "0")
                        .method("PATCH", BodyPublishers.ofByteArray(bytes(10, 1)))
                        .build();
        HttpResponse<byte[]> answer = ana.send(other);
        assertEquals(412, answer.statusCode());
        assertEquals("1.0.0", header(answer, "Tus-Version"));
        var untyped =
                ana.request(path)
                        .header("Content-Type", "text/plain")
                        .header("Upload-Offset", "0")
                        .method("PATCH", BodyPublishers.ofByteArray(bytes(10, 1)))
                        .build();
        assertEquals(415, ana.send(untyped).statusCode());
        var unplaced =
                ana.request(path)
                        .header("Content-Type", Carrier.BYTES)
                        .method("PATCH", BodyPublishers.ofByteArray(bytes(10, 1)))
                        .build();
        refused(400, "missing-field", ana.send(unplaced));
        var endless =
                ana.request("/api/files")
                        .header("Upload-Defer-Length", "1")
                        .POST(BodyPublishers.noBody())
                        .build();
        refused(400, "missing-field", ana.send(endless));
        assertEquals(0, ana.offset(path));
    }

    @Test
    void theSameBytesAreKeptOnce() {
        byte[] all = bytes(50_000, 12);
        String first = ana.uploaded("mine.bin", all);
        String second = bob.uploaded("yours.bin", all);
        assertFalse(first.equals(second));
        String digest = sha256(all);
        Path shelf = folder.resolve("files").resolve(digest.substring(0, 2));
        assertEquals(List.of(digest), List.of(shelf.resolve(digest).toFile().getName()));
        assertArrayEquals(all, ana.fetch(first).body());
        assertArrayEquals(all, bob.fetch(second).body());
        assertEquals(404, bob.fetch(first).statusCode(), "no message shows it to bob");
    }

    @Test
    void sixRequestsBehindEachOtherOnOneLineAreAllAnswered() {
        byte[] all = bytes(30, 13);
        String path = ana.begun(all.length, "a.bin");
        StringBuilder requests = new StringBuilder();
        try (RawConnection line = ana.connect()) {
            for (int i = 0; i < 3; i++) {
                requests.append("GET /health HTTP/1.1\r\nHost: here\r\n\r\n");
                requests.append(ana.head(path, 10L * i, 10)).append("0123456789");
            }
            line.send(requests.toString());
            for (int i = 0; i < 3; i++) {
                assertTrue(line.head().startsWith("HTTP/1.1 200 "));
                line.skip(15);
                assertTrue(line.head().startsWith("HTTP/1.1 204 "));
            }
        }
        assertEquals("012345678901234567890123456789", text(ana.fetch(path)));
    }
}
