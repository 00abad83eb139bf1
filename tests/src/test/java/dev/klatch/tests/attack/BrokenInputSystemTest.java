package dev.klatch.tests.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.Refusal;
import dev.klatch.tests.wire.RawConnection;
import dev.klatch.tests.wire.RawWebSocket;
import dev.klatch.tests.wire.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What is no JSON of ours, no text, or no HTTP: it is refused, the log says so in one line, and
/// somebody else goes on talking.
final class BrokenInputSystemTest {
    private Path logs = Path.of("");
    private TestServer server;
    private Talker ana;
    private Talker eve;
    private boolean stopped;

    @BeforeEach
    void start(@TempDir Path folder) {
        logs = folder.resolve("logs");
        server = TestServer.startUnlimited(folder);
        ana = Talker.account(server, "ana");
        eve = Talker.account(server, "eve");
    }

    @AfterEach
    void stop() {
        if (!stopped) {
            stopped = true;
            ana.close();
            eve.close();
            server.close();
        }
    }

    /// All lines of the server's log with this event, when the server has written all.
    private List<String> lines(String event) throws IOException {
        ana.posts(ana.everyone(), "still here");
        stop();
        try (Stream<Path> files = Files.list(logs)) {
            Path log =
                    files.filter(file -> file.getFileName().toString().startsWith("server-"))
                            .findFirst()
                            .orElseThrow();
            List<String> all = Files.readAllLines(log);
            assertFalse(all.stream().anyMatch(line -> line.contains("\"ERROR\"")), "no faults");
            return all.stream().filter(it -> it.contains("\"event\":\"" + event + "\"")).toList();
        }
    }

    private static void isHarmless(String answer) {
        for (String trace : List.of("Exception", "jackson", "dev.klatch", "java.", "\tat ")) {
            assertFalse(answer.contains(trace), answer);
        }
    }

    /// JSON that is none of ours, with `%s` where the conversation stands.
    private static Map<String, Refusal> brokenFrames() {
        Map<String, Refusal> all = new LinkedHashMap<>();
        all.put("{\"kind\":\"join\",\"ref\":1,\"x\":" + "[".repeat(10_000), Refusal.MALFORMED);
        String deep = "{\"a\":".repeat(40) + "1" + "}".repeat(40);
        all.put("{\"kind\":\"join\",\"ref\":1,\"x\":" + deep + "}", Refusal.MALFORMED);
        String digits = "9".repeat(60_000);
        all.put(history("\"limit\":" + digits), Refusal.MALFORMED);
        all.put(history("\"limit\":1e" + "9".repeat(20)), Refusal.WRONG_TYPE);
        all.put(history("\"limit\":NaN"), Refusal.MALFORMED);
        all.put(history("\"limit\":-Infinity"), Refusal.MALFORMED);
        all.put(history("\"limit\":1,\"limit\":2"), Refusal.MALFORMED);
        all.put(history("\"ref\":2"), Refusal.MALFORMED);
        all.put(history("\"__proto__\":{\"role\":\"owner\"}"), Refusal.UNKNOWN_FIELD);
        all.put(history("\"constructor\":1"), Refusal.UNKNOWN_FIELD);
        all.put(history("\"limit\":1") + "x", Refusal.MALFORMED);
        all.put(history("\"limit\":1") + "{}", Refusal.MALFORMED);
        all.put("{\"kind\":\"search\",\"ref\":1,\"query\":\"\\ud800\"}", Refusal.MALFORMED);
        all.put("{\"kind\":\"search\",\"ref\":1,\"query\":\"\\udc00x\"}", Refusal.MALFORMED);
        all.put("{\"kind\":\"search\",\"ref\":1,\"query\":\"a\\u0000b\"}", Refusal.MALFORMED);
        String cursors = "{\"conversation\":\"c1\",\"seq\":0},".repeat(1_500);
        all.put(
                "{\"kind\":\"resume\",\"ref\":1,\"epoch\":\"x\",\"cursors\":["
                        + cursors
                        + "{\"conversation\":\"c1\",\"seq\":0}]}",
                Refusal.OUT_OF_RANGE);
        all.put(
                "{\"kind\":\"resume\",\"ref\":1,\"epoch\":\"x\",\"cursors\":"
                        + "[{\"conversation\":\"c1\",\"seq\":0,\"seq\":1}]}",
                Refusal.MALFORMED);
        all.put("[]", Refusal.MALFORMED);
        all.put("null", Refusal.MALFORMED);
        all.put("", Refusal.MALFORMED);
        return all;
    }

    private static String history(String member) {
        return "{\"kind\":\"read-history\",\"ref\":1,\"conversation\":\"c1\"," + member + "}";
    }

    @Test
    @DisplayName("ATK-063 JSON that is none of ours is refused, and the connection goes on")
    void json() throws IOException {
        Map<String, Refusal> frames = brokenFrames();
        frames.forEach((frame, refusal) -> {
            String begin = frame.substring(0, Math.min(80, frame.length()));
            eve.socket().send(frame);
            JsonNode reply = eve.says("{\"kind\":\"beat\",\"ref\":9001}", 9001);
            assertEquals("done", reply.path("kind").stringValue(), begin);
            String refused = eve.heardBefore();
            assertTrue(
                    refused.contains("\"error\":\"" + refusal.error() + "\""),
                    begin + " " + refused);
            isHarmless(refused);
        });
        assertEquals(frames.size(), lines("refused").size());
    }

    @Test
    @DisplayName("ATK-063 JSON that is none of ours is refused over HTTP, too")
    void jsonOverHttp() {
        String begin = "{\"kind\":\"guest\",\"name\":";
        for (String body :
                List.of(
                        begin + "[".repeat(8_000),
                        begin + "9".repeat(8_000) + "}",
                        begin + "\"bob\",\"name\":\"ana\"}",
                        begin + "\"\\ud800\"}",
                        begin + "{\"$ne\":1}}",
                        begin + "NaN}",
                        begin + "\"bob\"} {}",
                        begin + "\"bob\",\"__proto__\":{}}",
                        "",
                        "null",
                        "\u0000")) {
            HttpResponse<String> answer = server.postSession(body);
            assertEquals(400, answer.statusCode(), body);
            isHarmless(answer.body());
        }
    }

    @Test
    @DisplayName("ATK-068 a text frame that is no UTF-8 closes its connection with 1007")
    void invalidText() throws IOException {
        int closed = 0;
        for (byte[] bytes :
                List.of(
                        bytes(0x80),
                        bytes(0xC0, 0xAF),
                        bytes(0xC1, 0xBF),
                        bytes(0xE0, 0x80, 0xAF),
                        bytes(0xED, 0xA0, 0x80),
                        bytes(0xED, 0xBF, 0xBF),
                        bytes(0xF0, 0x80, 0x80, 0x80),
                        bytes(0xF4, 0x90, 0x80, 0x80),
                        bytes(0xF8, 0x88, 0x80, 0x80, 0x80),
                        bytes(0xFF),
                        bytes(0xE2, 0x82))) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            text.writeBytes("{\"kind\":\"search\",\"ref\":1,\"query\":\"".getBytes(UTF_8));
            text.writeBytes(bytes);
            text.writeBytes("\"}".getBytes(UTF_8));
            try (Talker other = eve.again(server)) {
                other.socket().send(RawWebSocket.TEXT, text.toByteArray());
                assertEquals(CloseCode.INVALID_TEXT.number(), other.socket().closeCode());
            }
            closed++;
        }
        List<String> cut = lines("cut");
        assertEquals(closed, cut.size());
        assertTrue(cut.stream().allMatch(line -> line.contains("\"code\":1007")), cut.toString());
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    @DisplayName("ATK-068 letters at the edges of Unicode arrive as they were written")
    void edges() {
        for (String text :
                List.of(
                        "\ud800\udc00 \udbff\udfff \uffff \ufffe",
                        "z\u0301\u0302\u0303" + "\u0334".repeat(8_000),
                        "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 \ud83c\udde9\ud83c\uddea",
                        "x".repeat(Limits.TEXT_BYTES),
                        "\ud83d\ude00".repeat(Limits.TEXT_BYTES / 4),
                        "\u202eright to left\u202c \u2066and apart\u2069",
                        "\u001b[2J\u0007\u009b31m")) {
            long seq = eve.posts(eve.everyone(), text);
            Object[] page = {"conversation", ana.everyone(), "after", seq - 1, "limit", 1};
            JsonNode read = ana.asks("read-history", page).path("events").path(0);
            assertEquals(text, read.path("text").stringValue());
        }
        for (String text : List.of("x".repeat(Limits.TEXT_BYTES + 1), "\u20ac".repeat(5_462))) {
            JsonNode reply = eve.orders("post", "conversation", eve.everyone(), "text", text);
            assertTrue(Talker.isRefused(reply, Refusal.TEXT_TOO_LONG), reply.toString());
        }
        JsonNode nothing = eve.orders("post", "conversation", eve.everyone(), "text", "a\u0000b");
        assertTrue(Talker.isRefused(nothing, Refusal.MALFORMED), nothing.toString());
        eve.socket().send("{\"kind\":\"" + "x".repeat(Limits.FRAME_BYTES) + "\"}");
        assertEquals(CloseCode.TOO_LARGE.number(), eve.socket().closeCode());
    }

    @Test
    @DisplayName("ATK-068 bytes that are no text are no name either")
    void invalidNames() {
        for (byte[] name : List.of(bytes(0xC0, 0xAF), bytes(0x62, 0xFF), bytes(0xED, 0xA0, 0x80))) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes("{\"kind\":\"guest\",\"name\":\"b".getBytes(UTF_8));
            body.writeBytes(name);
            body.writeBytes("\"}".getBytes(UTF_8));
            HttpRequest request =
                    server.request("/api/session")
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                            .build();
            assertEquals(400, server.send(request).statusCode());
        }
    }

    @Test
    @DisplayName("ATK-047 of a flood of bad requests some are in the log, and how many are not")
    void floodOfBadRequests() throws IOException {
        int requests = 300;
        for (int i = 0; i < requests; i++) {
            String bad =
                    i % 3 == 0 ? "\u0016\u0003" : i % 3 == 1 ? "hello\r\n\r\n" : "GET /\r\n\r\n";
            try (RawConnection connection = RawConnection.to(server.port())) {
                connection.send(bad).endSending().untilClosed();
            }
        }
        List<String> bad = lines("bad-request");
        assertTrue(bad.size() >= 30 && bad.size() < 60, bad.size() + " lines");
        long leftOut = 0;
        for (String line : bad) {
            assertTrue(line.contains("\"from\":\"127.0.0.1\""), line);
            int at = line.indexOf("\"leftOut\":");
            leftOut += at < 0 ? 0 : Long.parseLong(line.substring(at + 10).replaceAll("\\D", ""));
        }
        assertTrue(leftOut <= requests - bad.size(), leftOut + " are said to be left out");
    }
}
