package dev.klatch.tests.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.tests.wire.RawConnection;
import dev.klatch.tests.wire.RawWebSocket;
import dev.klatch.tests.wire.RawWebSocket.Incoming;
import dev.klatch.tests.wire.TestServer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// WebSocket frames that no library would send, and connections that only wait.
final class SocketsSystemTest {
    private static final int PONG = 0x8A;
    private static final int FIRST_PART = 0x01;
    private static final int PART = 0x00;

    private static TestServer server;
    private static String eve;

    @BeforeAll
    static void start() {
        server = TestServer.packaged("--sign-in-deadline", "1");
        eve = server.guest("eve");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /// How a socket ends over which these bytes come.
    private static int end(String hex) {
        try (RawConnection connection = RawConnection.to(server.port())) {
            RawWebSocket socket = RawWebSocket.open(connection, server, eve);
            connection.send(HexFormat.of().parseHex(hex));
            return socket.closeCode();
        }
    }

    private static RawWebSocket socket() {
        RawWebSocket socket = RawWebSocket.open(server, eve);
        socket.text();
        return socket;
    }

    @ParameterizedTest
    @DisplayName("ATK-072 a length is taken for what it is before anything is made for it")
    @CsvSource({
        "81ff7fffffffffffffff01020304, 1009",
        "81ff000000010000000001020304, 1009",
        "81ff000000000001000101020304, 1009",
        "81ffffffffffffffffff01020304, 1002",
        "81fe007d01020304, 1002",
        "81ff000000000000007e01020304, 1002",
        "81ff000000000000fffe01020304, 1002"
    })
    void lengths(String hex, int code) {
        assertEquals(code, end(hex));
    }

    @ParameterizedTest
    @DisplayName("ATK-074, ATK-076 frames that RFC 6455 does not have end the connection")
    @CsvSource({
        "c18001020304, 1002",
        "a18001020304, 1002",
        "918001020304, 1002",
        "838001020304, 1002",
        "878001020304, 1002",
        "8b8001020304, 1002",
        "098001020304, 1002",
        "088001020304, 1002",
        "89fe007e01020304, 1002",
        "8900, 1002",
        "808001020304, 1002",
        "018001020304818001020304, 1002",
        "88810102030402, 1002",
        "888201020304020c, 1006",
        "88820102030402ef, 1006"
    })
    void notOurs(String hex, int code) {
        assertEquals(code, end(hex));
    }

    @Test
    @DisplayName("ATK-074 compression is offered and not taken")
    void compression() {
        try (RawConnection connection = RawConnection.to(server.port())) {
            String offer =
                    "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\nHost:";
            String head =
                    connection
                            .send(RawWebSocket.upgrade(server, eve).replace("Host:", offer))
                            .head();
            assertTrue(head.startsWith("HTTP/1.1 101 "), head);
            assertFalse(head.toLowerCase(Locale.ROOT).contains("extensions"), head);
        }
    }

    @Test
    @DisplayName("ATK-073 a message has so many parts at most")
    void parts() {
        try (RawWebSocket socket = socket()) {
            socket.send(FIRST_PART, (byte) ' ');
            for (int i = 0; i < 1_000; i++) {
                socket.send(PART, (byte) ' ');
            }
            assertEquals(1009, socket.closeCode());
        }
        try (RawWebSocket socket = socket()) {
            socket.send(FIRST_PART);
            for (int i = 0; i < 1_000; i++) {
                socket.send(PART);
            }
            assertEquals(1009, socket.closeCode(), "parts without anything in them, too");
        }
    }

    @Test
    @DisplayName("ATK-073 a message that is begun is ended within seconds")
    void neverFinished() {
        try (RawWebSocket socket = socket()) {
            long begun = System.nanoTime();
            socket.send(FIRST_PART, (byte) '{');
            assertEquals(1009, socket.closeCode());
            assertTrue(System.nanoTime() - begun < 100_000_000_000L);
        }
    }

    @Test
    @DisplayName("ATK-075 pings between the parts of a message are answered; a flood of pongs ends")
    void pings() {
        try (RawWebSocket socket = socket()) {
            socket.send(
                    FIRST_PART, "{\"kind\":\"be".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            socket.send(RawWebSocket.PING, (byte) 1);
            socket.send(0x80, "at\",\"ref\":7}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            List<String> heard = new ArrayList<>();
            while (heard.stream().noneMatch(each -> each.contains("\"ref\":7"))) {
                heard.add(socket.receive().toString());
            }
            assertTrue(heard.contains(new Incoming.Pong(1).toString()), heard.toString());
            socket.send(PONG);
            for (int i = 0; i < 30; i++) {
                socket.send(PONG, (byte) 1);
            }
            assertEquals(4400, socket.closeCode());
        }
    }

    @Test
    @DisplayName(
            "ATK-079, ATK-080 who only opens connections, or sends a byte now and then, loses them")
    void idle() {
        List<RawConnection> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                String start =
                        switch (i % 5) {
                            case 0 -> "";
                            case 1 -> "\u0016";
                            case 2 -> "GET /health HTTP/1.1\r\nX: ";
                            case 3 -> "GE";
                            default ->
                                    String.join(
                                            "\r\n",
                                            "POST /api/session HTTP/1.1",
                                            "Host: here",
                                            "Content-Type: application/json",
                                            "Content-Length: 99",
                                            "",
                                            "{");
                        };
                waiting.add(RawConnection.to(server.port()).send(start));
            }
            long begun = System.nanoTime();
            assertEquals(200, server.send(server.request("/health").build()).statusCode());
            assertTrue(System.nanoTime() - begun < 10_000_000_000L, "others are served meanwhile");
            for (int round = 0; round < 3; round++) {
                waiting.forEach(each -> each.send("a"));
            }
            waiting.forEach(RawConnection::untilClosed);
            assertEquals(200, server.send(server.request("/health").build()).statusCode());
        } finally {
            waiting.forEach(RawConnection::close);
        }
    }
}
