package dev.klatch.tests.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.tests.wire.RawConnection;
import dev.klatch.tests.wire.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Many who open connections and do not sign in, and what that costs.
final class WaitingSystemTest {
    private static final int OF_EACH = 400;
    private static final int FIRST = 30;
    private static final long KIBIBYTES = 8;
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    /// Nothing, the first byte of TLS, half a hello, half a head, and half a body.
    private static List<byte[]> beginnings() {
        byte[] hello = HexFormat.of().parseHex("16030100c8010000c40303" + "78".repeat(60));
        String head = "GET /health HTTP/1.1\r\nX: " + "a".repeat(200);
        String body =
                """
                POST /api/session HTTP/1.1\r
                Host: here\r
                Content-Type: application/json\r
                Content-Length: 8000\r
                \r
                """
                        + "a".repeat(4_000);
        return List.of(
                new byte[0],
                new byte[] {0x16},
                hello,
                head.getBytes(StandardCharsets.UTF_8),
                body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("ATK-079 who waits before the sign-in costs 8 KiB in the mean, and delays nobody")
    void memory() throws IOException, InterruptedException {
        try (TestServer server = TestServer.packaged("--sign-in-deadline", "300")) {
            List<RawConnection> all = opened(server, FIRST);
            try {
                long before = resident(server);
                all.addAll(opened(server, OF_EACH));
                long start = System.nanoTime();
                assertEquals(200, server.send(server.request("/health").build()).statusCode());
                long took = System.nanoTime() - start;
                assertTrue(took < TimeUnit.SECONDS.toNanos(10), took + " ns");
                long grown = resident(server) - before;
                int many = OF_EACH * beginnings().size();
                assertTrue(grown <= KIBIBYTES * many, grown + " KiB for " + many);
            } finally {
                all.forEach(RawConnection::close);
            }
        }
    }

    private static List<RawConnection> opened(TestServer server, int ofEach) {
        List<RawConnection> opened = new ArrayList<>();
        for (byte[] beginning : beginnings()) {
            for (int i = 0; i < ofEach; i++) {
                opened.add(RawConnection.to(server.port()).send(beginning));
            }
        }
        return opened;
    }

    /// What the process has in memory, in KiB, when its garbage is gone.
    private static long resident(TestServer server) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        String process = Long.toString(server.process());
        int status =
                new ProcessBuilder(jcmd.toString(), process, "GC.run")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
        assertEquals(0, status);
        Matcher said = RESIDENT.matcher(Files.readString(Path.of("/proc", process, "status")));
        assertTrue(said.find());
        return Long.parseLong(said.group(1));
    }
}
