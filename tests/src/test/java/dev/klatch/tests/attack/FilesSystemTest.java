package dev.klatch.tests.attack;

import static dev.klatch.tests.wire.Carrier.bytes;
import static dev.klatch.tests.wire.Carrier.header;
import static dev.klatch.tests.wire.Carrier.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.SignIn;
import dev.klatch.tests.wire.Carrier;
import dev.klatch.tests.wire.RawConnection;
import dev.klatch.tests.wire.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Uploads and downloads that Eve must not make. Ana owns the server and its room "staff".
final class FilesSystemTest {
    private static TestServer server;
    private static Carrier ana;
    private static Carrier eve;
    private static String staff;

    @BeforeAll
    static void start() {
        server = TestServer.packaged("--file-size", "1", "--quota-person", "3");
        try (Talker owner = Talker.owner(server, "ana")) {
            staff = owner.privateRoom("staff");
            ana = Carrier.of(server, owner.token());
        }
        eve = account("eve");
    }

    private static Carrier account(String name) {
        var session = server.enter(new SignIn.SignUp(name, Intruder.PASSWORD));
        return Carrier.of(server, Objects.requireNonNull(session.token()));
    }

    @AfterAll
    static void stop() {
        ana.close();
        eve.close();
        server.close();
    }

    private static String creation(Carrier who, String conversation, long size) {
        return "POST /api/files HTTP/1.1\r\nHost: here\r\nTus-Resumable: 1.0.0\r\nAuthorization: "
                + who.authorization()
                + "\r\nUpload-Length: "
                + size
                + "\r\nUpload-Metadata: "
                + Carrier.metadata("a.bin", conversation)
                + "\r\nContent-Type: "
                + Carrier.BYTES
                + "\r\nContent-Length: "
                + size
                + "\r\n\r\n";
    }

    /// The answer to a head alone: not one byte of the body is sent.
    private static String answer(String head) {
        try (RawConnection line = eve.connect()) {
            return line.send(head).head();
        }
    }

    @Test
    @DisplayName("ATK-053 without a session nothing of an upload is read, only its head")
    void withoutSession() {
        String none = creation(eve, eve.everyone(), 1_000).replace(eve.authorization(), "Bearer x");
        String answer = answer(none);
        assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
        assertTrue(answer.toLowerCase(Locale.ROOT).contains("connection: close"), answer);
        String polite = answer(none.replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"));
        assertTrue(polite.startsWith("HTTP/1.1 401 "), polite);
        String page = none.replace("Authorization: Bearer x", "Cookie: klatch=x");
        assertTrue(answer(page).startsWith("HTTP/1.1 403 "), "from the page of another");
    }

    @Test
    @DisplayName("ATK-053 into a room where one is not nothing is read, and nobody learns of it")
    void foreignRoom() {
        String there = answer(creation(eve, staff, 1_000));
        String nowhere = answer(creation(eve, "c1", 1_000));
        assertTrue(there.startsWith("HTTP/1.1 4"), there);
        assertEquals(nowhere.lines().toList(), there.lines().toList());
        HttpResponse<byte[]> asked =
                eve.send(
                        eve.request("/api/files")
                                .header("Upload-Length", "5")
                                .header("Upload-Metadata", Carrier.metadata("a", staff))
                                .POST(BodyPublishers.noBody())
                                .build());
        assertTrue(text(asked).contains("unknown-conversation"), text(asked));
    }

    @Test
    @DisplayName("ATK-053 the upload of another, one that is over and one that never was are alike")
    void foreignUpload() {
        String foreign = ana.begun(1_000, "a.bin");
        String over = eve.begun(1_000, "a.bin");
        assertEquals(204, eve.send(eve.request(over).DELETE().build()).statusCode());
        String file = ana.uploaded("b.bin", bytes(10, 1));
        for (String path : new String[] {foreign, over, file, "/api/files/f1", "/api/files/x"}) {
            String answer = answer(eve.head(path, 0, 1_000));
            assertTrue(answer.startsWith("HTTP/1.1 404 "), path + answer);
            assertEquals(404, eve.stand(path).statusCode());
            assertEquals(404, eve.fetch(path).statusCode());
            assertEquals(404, eve.send(eve.request(path).DELETE().build()).statusCode());
        }
        assertEquals(0, ana.offset(foreign), "nothing was added, and it is still there");
    }

    @Test
    @DisplayName(
            "ATK-054 more than was announced is refused at its head, or at the first byte more")
    void tooLong() {
        HttpResponse<byte[]> large = eve.begin(2_000_000, "a.bin");
        assertEquals(413, large.statusCode());
        assertTrue(text(large).contains("\"limit\":1048576"), text(large));
        String path = eve.begun(1_000, "a.bin");
        assertTrue(answer(eve.head(path, 0, 1_001)).startsWith("HTTP/1.1 413 "));
        try (RawConnection line = eve.connect()) {
            line.send(eve.head(path, 0, -1));
            String chunk = "190\r\n" + "x".repeat(400) + "\r\n";
            line.send(chunk).send(chunk).send(chunk);
            String answer = line.head();
            assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
            for (int i = 0; i < 100; i++) {
                line.send(chunk);
            }
            line.untilClosed();
        }
        assertEquals(0, eve.offset(path), "what came with a lie is not kept");
        assertEquals(204, eve.bring(path, 0, bytes(1_000, 2)).statusCode());
    }

    @Test
    @DisplayName("ATK-054 chunks that are none end the request, and what came before them stays")
    void malformed() {
        String path = eve.begun(1_000, "a.bin");
        try (RawConnection line = eve.connect()) {
            line.send(eve.head(path, 0, -1) + "5\r\nabcde\r\nzz\r\nabcde\r\n0\r\n\r\n");
            line.send("GET /health HTTP/1.1\r\nHost: here\r\n\r\n");
            String all = new String(line.untilClosed(), UTF_8);
            assertTrue(all.startsWith("HTTP/1.1 400 "), all);
            assertFalse(all.contains("{\"status\""), all);
        }
        assertEquals(5, eve.offset(path));
    }

    @Test
    @DisplayName("ATK-054 forms, other types and long heads are not taken for a file")
    void otherTypes() {
        String path = eve.begun(1_000, "a.bin");
        for (String type : new String[] {"multipart/form-data; boundary=a", "image/png", "a"}) {
            HttpResponse<byte[]> answer =
                    eve.send(
                            eve.request(path)
                                    .header("Content-Type", type)
                                    .header("Upload-Offset", "0")
                                    .method("PATCH", BodyPublishers.ofString("--a\r\n".repeat(500)))
                                    .build());
            assertEquals(415, answer.statusCode(), type);
        }
        String parts = "--a\r\nX: y\r\n\r\n".repeat(100_000);
        String form =
                eve.head(path, 0, parts.length()).replace(Carrier.BYTES, "multipart/form-data");
        assertTrue(answer(form).startsWith("HTTP/1.1 413 "), "a form");
        String lengthy =
                eve.head(path, 0, 5).replace("Host:", "X: " + "y".repeat(1_000_000) + "\r\nHost:");
        try (RawConnection line = eve.connect()) {
            byte[] told = line.send(lengthy).untilClosed();
            String words = new String(told, StandardCharsets.US_ASCII);
            assertTrue(words.isEmpty() || words.startsWith("HTTP/1.1 4"), "a head");
        }
        assertEquals(0, eve.offset(path));
    }

    @Test
    @DisplayName("ATK-055 one person has so much room and so many uploads, and no more")
    void quotas() {
        try (Carrier bob = account("bob")) {
            for (int i = 0; i < 3; i++) {
                bob.uploaded("a.bin", bytes(1_000_000, i));
            }
            HttpResponse<byte[]> full = bob.begin(1_000_000, "a.bin");
            assertEquals(413, full.statusCode());
            assertTrue(text(full).contains("\"error\":\"quota\""), text(full));
            int begun = 0;
            while (begun < 100 && bob.begin(1, "tiny").statusCode() == 201) {
                begun++;
            }
            assertEquals(50, begun, "tiny files");
            var session = server.enter(new SignIn.WithPassword("bob", Intruder.PASSWORD));
            try (Talker talker = new Talker(server, session)) {
                assertTrue(talker.posts(bob.everyone(), "all is well") > 0);
            }
        }
    }

    @ParameterizedTest
    @DisplayName("ATK-042, ATK-052 no spelling of a path leads to a file")
    @ValueSource(
            strings = {
                "/api/files/..",
                "/api/files/../files/f1",
                "/api/files/%66",
                "/api/files/f1/",
                "/api/files/f1/x",
                "/api/files//f1",
                "/api/files/F1",
                "/api/files/f1%00",
                "/api/files/f1;x",
                "/api/files/..%2f..%2fklatch.db",
                "/api/files/*",
                "/api/files/",
                "/api/files/f-1",
                "/api/files/f1234567890123456789012345",
                "/api/previews/320/../f1",
                "/api/previews/321/f1",
                "/api/previews/*/f1"
            })
    void traversal(String path) {
        try (RawConnection line = eve.connect()) {
            line.send(
                    "GET "
                            + path
                            + " HTTP/1.1\r\nHost: here\r\nAuthorization: "
                            + eve.authorization()
                            + "\r\nConnection: close\r\n\r\n");
            String answer = new String(line.untilClosed(), UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 404 "), path + answer);
        }
    }

    @Test
    @DisplayName("ATK-083 the name of a file adds no header to an answer")
    void splitting() {
        String path = eve.uploaded("a\r\nSet-Cookie: a=b\r\n\r\n<script>.txt", bytes(10, 3));
        HttpResponse<byte[]> answer = eve.fetch(path);
        assertEquals("", header(answer, "Set-Cookie"));
        assertEquals(10, answer.body().length);
    }
}
