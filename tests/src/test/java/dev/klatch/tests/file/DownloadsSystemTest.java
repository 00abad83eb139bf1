package dev.klatch.tests.file;

import static dev.klatch.tests.wire.Carrier.bytes;
import static dev.klatch.tests.wire.Carrier.header;
import static dev.klatch.tests.wire.Carrier.sha256;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.tests.wire.Carrier;
import dev.klatch.tests.wire.RawConnection;
import dev.klatch.tests.wire.TestServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is fetched of a file of a million bytes, over both kinds of lines.
final class DownloadsSystemTest {
    private static final byte[] ALL = bytes(1_000_000, 21);
    private static final String TAG = "\"" + sha256(ALL) + "\"";

    @TempDir static Path folder;
    private static TestServer server;
    private static Carrier ana;
    private static Carrier hidden;
    private static String file;
    private static String secret;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder);
        ana = Carrier.guest(server, "ana");
        hidden = Carrier.encrypted(server, "bob");
        file = ana.uploaded("all.bin", ALL);
        secret = hidden.uploaded("all.bin", ALL);
    }

    @AfterAll
    static void stop() {
        ana.close();
        hidden.close();
        server.close();
    }

    private static void is(int status, int from, int to, HttpResponse<byte[]> answer) {
        assertEquals(status, answer.statusCode());
        assertArrayEquals(Arrays.copyOfRange(ALL, from, to), answer.body());
    }

    @Test
    void allOfItComesOverBothKindsOfLines() {
        is(200, 0, ALL.length, ana.fetch(file));
        is(200, 0, ALL.length, hidden.fetch(secret));
        is(206, 999, 777_777, hidden.fetch(secret, "Range", "bytes=999-777776"));
        HttpResponse<byte[]> answer = ana.fetch(file);
        assertEquals(TAG, header(answer, "ETag"));
        assertEquals("bytes", header(answer, "Accept-Ranges"));
        assertEquals("private, no-cache", header(answer, "Cache-Control"));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-1, 0, 2",
        "bytes=500000-, 500000, 1000000",
        "bytes=0-, 0, 1000000",
        "bytes=-5, 999995, 1000000",
        "bytes=123-65536, 123, 65537"
    })
    void partsComeAsTheyAreAskedFor(String asked, int from, int to) {
        HttpResponse<byte[]> answer = ana.fetch(file, "Range", asked);
        is(206, from, to, answer);
        assertEquals(
                "bytes " + from + "-" + (to - 1) + "/1000000", header(answer, "Content-Range"));
    }

    @Test
    void whatIsNotThereCannotBeAskedFor() {
        HttpResponse<byte[]> answer = ana.fetch(file, "Range", "bytes=1000000-");
        assertEquals(416, answer.statusCode());
        assertEquals("bytes */1000000", header(answer, "Content-Range"));
        is(200, 0, ALL.length, ana.fetch(file, "Range", "bytes=0-1,5-9"));
    }

    @Test
    void whoHasItAlreadyIsToldSo() {
        for (String tags : new String[] {TAG, "W/" + TAG, "\"x\", " + TAG, "*"}) {
            HttpResponse<byte[]> answer = ana.fetch(file, "If-None-Match", tags);
            assertEquals(304, answer.statusCode(), tags);
            assertEquals(TAG, header(answer, "ETag"));
        }
        assertEquals(200, ana.fetch(file, "If-None-Match", "\"x\"").statusCode());
        is(206, 0, 2, ana.fetch(file, "Range", "bytes=0-1", "If-Range", TAG));
        is(200, 0, ALL.length, ana.fetch(file, "Range", "bytes=0-1", "If-Range", "\"x\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                "<!doctype html><script>alert(1)</script>",
                "<?xml version='1.0'?><?xml-stylesheet href='x.xsl'?><a/>",
                "%PDF-1.7 <</OpenAction <</S /JavaScript>>>>",
                "MIME-Version: 1.0\r\nContent-Type: multipart/related",
                "GIF89a<script>alert(1)</script>"
            })
    @DisplayName("ATK-039 what could run in a browser is a file to be saved and nothing else")
    void nothingRuns(String content) {
        for (String name : new String[] {"a.svg", "a.html", "a.xml", "a.pdf", "a.mhtml", "a.png"}) {
            String path = ana.uploaded(name, content.getBytes(UTF_8));
            HttpResponse<byte[]> answer = ana.fetch(path);
            String type = header(answer, "Content-Type");
            assertTrue(
                    type.equals("application/octet-stream")
                            || type.equals("text/plain; charset=utf-8")
                            || type.equals("image/gif"),
                    type);
            assertTrue(header(answer, "Content-Disposition").startsWith("attachment;"), name);
            assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
            assertEquals("same-origin", header(answer, "Cross-Origin-Resource-Policy"));
            assertEquals(
                    "default-src 'none'; frame-ancestors 'none'; sandbox",
                    header(answer, "Content-Security-Policy"));
            assertEquals(404, ana.fetch(path.replace("files", "previews/320")).statusCode());
        }
    }

    @Test
    void smallerPicturesAreMadeWhenTheyAreAskedFor() throws IOException {
        BufferedImage picture = new BufferedImage(900, 600, BufferedImage.TYPE_INT_RGB);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", bytes);
        String path = ana.uploaded("a.jpg", bytes.toByteArray());
        String smaller = path.replace("files", "previews/320");
        HttpResponse<byte[]> answer = ana.fetch(smaller);
        assertEquals(200, answer.statusCode(), Carrier.text(answer));
        assertEquals("image/jpeg", header(answer, "Content-Type"));
        assertEquals("private, max-age=300", header(answer, "Cache-Control"));
        BufferedImage seen = ImageIO.read(new ByteArrayInputStream(answer.body()));
        assertEquals("320 x 213", seen.getWidth() + " x " + seen.getHeight());
        String tag = header(answer, "ETag");
        assertEquals(304, ana.fetch(smaller, "If-None-Match", tag).statusCode());
        assertEquals(404, hidden.fetch(smaller).statusCode(), "no message shows it to bob");
    }

    @Test
    void whoAsksForTheNextThingMeanwhileGetsItInTurn() {
        String ask =
                "GET " + file + " HTTP/1.1\r\nHost: here\r\nAuthorization: " + ana.authorization();
        try (RawConnection line = ana.connect()) {
            line.send(ask + "\r\n\r\n" + ask + "\r\nRange: bytes=7-9\r\n\r\n");
            assertTrue(line.head().startsWith("HTTP/1.1 200 "));
            line.skip(ALL.length);
            assertTrue(line.head().startsWith("HTTP/1.1 206 "));
            line.skip(3);
            line.send("GET /health HTTP/1.1\r\nHost: here\r\n\r\n");
            assertTrue(line.head().startsWith("HTTP/1.1 200 "));
        }
    }

    @Test
    void filesAreClosedAlsoIfNobodyWaitsForTheirEnd() {
        String ask =
                "GET " + file + " HTTP/1.1\r\nHost: here\r\nAuthorization: " + ana.authorization();
        Path bytes = folder.resolve("files").resolve(TAG.substring(1, 3)).resolve(sha256(ALL));
        for (int i = 0; i < 20; i++) {
            ana.fetch(file, "If-None-Match", TAG);
            ana.fetch(file, "Range", "bytes=1000000-");
        }
        assertEquals(0, open(bytes), "closed before there is an answer");
        for (int i = 0; i < 20; i++) {
            try (RawConnection line = ana.connect()) {
                line.send(ask + "\r\n\r\n");
                assertTrue(line.head().startsWith("HTTP/1.1 200 "));
            }
        }
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (open(bytes) > 0) {
            assertTrue(System.nanoTime() < deadline, "open: " + open(bytes));
            Thread.onSpinWait();
        }
    }

    /// How often this file is open in this process, where the system tells it.
    private static long open(Path file) {
        File[] handles = new File("/proc/self/fd").listFiles();
        return handles == null
                ? 0
                : Arrays.stream(handles).filter(each -> leadsTo(each, file)).count();
    }

    private static boolean leadsTo(File handle, Path file) {
        try {
            return handle.toPath().toRealPath().equals(file.toRealPath());
        } catch (IOException gone) {
            return false;
        }
    }
}
