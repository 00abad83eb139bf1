package dev.klatch.tests.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.tests.wire.RawConnection;
import dev.klatch.tests.wire.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files that a browser is given.
final class StaticFilesSystemTest {
    @TempDir private static Path folder;
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void filesAreKnownByTheirTagsAndComeCompressed() throws IOException {
        HttpResponse<String> plain = server.send(server.request("/").build());
        assertEquals(200, plain.statusCode());
        assertEquals(
                "text/html; charset=utf-8", plain.headers().firstValue("Content-Type").orElse(""));
        String tag = plain.headers().firstValue("ETag").orElse("");
        assertTrue(tag.matches("\"[0-9a-f]{24}\""), tag);
        HttpResponse<String> same =
                server.send(server.request("/").header("If-None-Match", tag).build());
        assertEquals(304, same.statusCode());
        assertEquals("", same.body());
        HttpResponse<String> page =
                server.send(server.request("/").header("Accept-Encoding", "gzip").build());
        assertTrue(page.headers().firstValue("Content-Encoding").isEmpty(), "BREACH");
        String style = server.send(server.request("/klatch.css").build()).body();
        try (RawConnection connection = RawConnection.to(server.port())) {
            connection.send(
                    String.join(
                            "\r\n",
                            "GET /klatch.css HTTP/1.1",
                            "Host: here",
                            "Accept-Encoding: gzip",
                            "Connection: close",
                            "",
                            ""));
            String head = connection.head().toLowerCase(java.util.Locale.ROOT);
            assertTrue(head.contains("content-encoding: gzip"), head);
            assertTrue(head.contains("vary: accept-encoding"), head);
            byte[] packed = connection.untilClosed();
            var unpacked = new GZIPInputStream(new java.io.ByteArrayInputStream(packed));
            assertEquals(style, new String(unpacked.readAllBytes(), UTF_8));
        }
    }
}
