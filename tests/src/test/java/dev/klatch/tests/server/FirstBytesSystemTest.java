package dev.klatch.tests.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.server.setting.Declared;
import dev.klatch.server.setting.Encryption;
import dev.klatch.tests.wire.RawConnection;
import dev.klatch.tests.wire.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One port, told apart by its first bytes.
final class FirstBytesSystemTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.packaged();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static byte[] answer(byte... bytes) {
        try (RawConnection connection = RawConnection.to(server.port())) {
            return connection.send(bytes).untilClosed();
        }
    }

    @Test
    void tlsIsToldWhenItIsNotSpokenHere(@TempDir Path other) {
        byte[] hello = {0x16, 0x03, 0x01, 0x00, 0x05, 0x01, 0x00, 0x00, 0x01, 0x03};
        try (TestServer plain =
                        TestServer.start(other, usual -> usual.with(Declared.TLS, Encryption.OFF));
                RawConnection connection = RawConnection.to(plain.port())) {
            assertArrayEquals(
                    new byte[] {0x15, 3, 3, 0, 2, 2, 70}, connection.send(hello).untilClosed());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CAP LS 302\r\n",
                "NICK ana\r\n",
                "PASS secret\r\n",
                "USER ana 0 * :Ana\r\n"
            })
    @DisplayName("ATK-086 a line protocol is answered with one line and is closed")
    void ircIsAnsweredWithOneLineOfWords(String line) {
        String words = new String(answer(line.getBytes(UTF_8)), UTF_8);
        assertTrue(words.startsWith("ERROR :") && words.endsWith("\r\n"), words);
        assertEquals(1, words.lines().count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000\u0000\u0000\u0000",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "get / HTTP/1.1\r\n",
                "GETT / HTTP/1.1\r\n",
                "nick ana\r\n",
                " GET /\r\n",
                "\r\n\r\n",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "{\"kind\":\"beat\",\"ref\":1}"
            })
    void anythingElseIsClosedWithoutAWord(String bytes) {
        assertEquals("", new String(answer(bytes.getBytes(UTF_8)), UTF_8));
    }

    @Test
    void httpMayComeByteByByte() {
        try (RawConnection connection = RawConnection.to(server.port())) {
            String request = "GET /health HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";
            for (byte each : request.getBytes(UTF_8)) {
                connection.send(each);
            }
            String answer = new String(connection.untilClosed(), UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
            assertTrue(answer.endsWith("\r\n\r\n{\"status\":\"ok\"}"), answer);
        }
    }

    @Test
    void whoSaysTooLittleIsClosedAfterTenSeconds() {
        List<RawConnection> silent = new ArrayList<>();
        long start = System.nanoTime();
        for (String beginning : List.of("", "G", "GET", "OPTIONS", "NIC")) {
            silent.add(RawConnection.to(server.port()).send(beginning));
        }
        for (RawConnection connection : silent) {
            assertEquals(0, connection.untilClosed().length);
            connection.close();
        }
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(waited.compareTo(Duration.ofSeconds(9)) > 0, waited.toString());
        assertTrue(waited.compareTo(Duration.ofSeconds(19)) < 0, waited.toString());
    }
}
