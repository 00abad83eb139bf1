package dev.klatch.tests.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.tests.wire.Carrier;
import dev.klatch.tests.wire.TestServer;
import io.tus.java.client.ProtocolException;
import io.tus.java.client.TusClient;
import io.tus.java.client.TusURLMemoryStore;
import io.tus.java.client.TusUpload;
import io.tus.java.client.TusUploader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A client of the tus protocol that knows nothing of this server, as its authors publish it.
final class OtherClientSystemTest {
    private static final int SIZE = 7_654_321;
    private static final int REQUEST = 1_000_000;
    private static final int CHUNK = 65_536;

    @TempDir Path folder;
    private final byte[] all = Carrier.bytes(SIZE, 17);
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private TusClient client(Carrier who, String scheme) throws IOException {
        SSLContext trust = server.trust();
        TusClient client =
                new TusClient() {
                    @Override
                    public void prepareConnection(HttpURLConnection connection) {
                        super.prepareConnection(connection);
                        if (connection instanceof HttpsURLConnection encrypted) {
                            encrypted.setSSLSocketFactory(trust.getSocketFactory());
                        }
                    }
                };
        String base = scheme + "://127.0.0.1:" + server.port();
        client.setUploadCreationURL(URI.create(base + "/api/files").toURL());
        client.setHeaders(Map.of("Authorization", who.authorization()));
        client.enableResuming(new TusURLMemoryStore());
        return client;
    }

    private TusUpload upload(Carrier who) throws IOException {
        Path file = folder.resolve("photo.bin");
        Files.write(file, all);
        TusUpload upload = new TusUpload(file.toFile());
        upload.setMetadata(Map.of("filename", "Straße 1.bin", "conversation", who.everyone()));
        return upload;
    }

    private static void bringTheRest(TusUploader uploader) throws IOException, ProtocolException {
        uploader.setChunkSize(CHUNK);
        uploader.setRequestPayloadSize(REQUEST);
        while (uploader.uploadChunk() > -1) {
            assertTrue(uploader.getOffset() <= SIZE);
        }
        uploader.finish();
    }

    private void isThere(Carrier who, TusUploader uploader) {
        assertArrayEquals(all, who.fetch(uploader.getUploadURL().getPath()).body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void itBringsAFile(String scheme) throws IOException, ProtocolException {
        try (Carrier ana = Carrier.guest(server, "ana")) {
            TusUploader uploader = client(ana, scheme).createUpload(upload(ana));
            bringTheRest(uploader);
            isThere(ana, uploader);
        }
    }

    /// It leaves off in the middle of a request, whose connection stays open, and begins anew.
    @Test
    void itGoesOnWhereItLeftOff() throws IOException, ProtocolException {
        try (Carrier ana = Carrier.guest(server, "ana")) {
            TusClient client = client(ana, "http");
            TusUploader first = client.createUpload(upload(ana));
            first.setChunkSize(CHUNK);
            first.setRequestPayloadSize(REQUEST);
            for (int i = 0; i < 40; i++) {
                first.uploadChunk();
            }
            TusUploader again = client.resumeOrCreateUpload(upload(ana));
            assertEquals(first.getUploadURL(), again.getUploadURL());
            assertTrue(again.getOffset() >= 2 * REQUEST, "stands at " + again.getOffset());
            assertTrue(again.getOffset() < SIZE, "stands at " + again.getOffset());
            bringTheRest(again);
            isThere(ana, again);
        }
    }

    @Test
    void itUnderstandsARefusal() throws IOException {
        try (Carrier ana = Carrier.guest(server, "ana")) {
            TusUpload huge = upload(ana);
            huge.setSize(1L << 40);
            TusClient client = client(ana, "http");
            ProtocolException refused =
                    assertThrows(ProtocolException.class, () -> client.createUpload(huge));
            assertEquals(413, refused.getCausingConnection().getResponseCode());
        }
    }
}
