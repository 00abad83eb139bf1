package dev.klatch.tests.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.Request;
import dev.klatch.server.KlatchServer;
import dev.klatch.server.sequence.SequencerThread;
import dev.klatch.tests.wire.RawConnection;
import dev.klatch.tests.wire.RawWebSocket;
import dev.klatch.tests.wire.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many TLS records carry what happens at once: ana writes while the sequencer is held, so all
/// of it is one batch, and bob is sent it in one turn of his loop.
final class RecordsSystemTest {
    private static final int RECORD_BYTES = 16_384;

    @TempDir private Path folder;

    private static SequencerThread sequencer(TestServer server)
            throws ReflectiveOperationException {
        var klatch = TestServer.class.getDeclaredField("server");
        klatch.setAccessible(true);
        var sequencer = KlatchServer.class.getDeclaredField("sequencer");
        sequencer.setAccessible(true);
        return (SequencerThread) sequencer.get(klatch.get(server));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void hears(RawWebSocket socket, String words) {
        while (!socket.text().contains(words)) {
            // What came before.
        }
    }

    @Test
    void whatHappensInOneTurnIsAsFewRecordsAsHoldIt() throws Exception {
        try (TestServer server = TestServer.startUnlimited(folder);
                TappedConnection tapped = TappedConnection.to(server.port(), server.trust());
                RawWebSocket bob =
                        RawWebSocket.open(tapped.connection(), server, server.guest("bob"));
                RawWebSocket ana =
                        RawWebSocket.open(
                                RawConnection.to(server.port()), server, server.guest("ana"))) {
            String welcome = ana.text();
            hears(ana, "\"kind\":\"arrived\"");
            hears(bob, "\"name\":\"ana\"");
            List<Integer> few = turn(server, tapped, bob, ana, posts(welcome, 20, "a word"));
            assertEquals(1, few.size(), few.toString());
            List<Integer> many =
                    turn(server, tapped, bob, ana, posts(welcome, 20, "x".repeat(4_000)));
            int bytes = many.stream().mapToInt(each -> each).sum();
            assertTrue(bytes > 5 * RECORD_BYTES, many.toString());
            // One run of frames ends at 32 KiB, and so does the write that it is.
            assertTrue(many.size() <= bytes / RECORD_BYTES + 2, many.toString());
        }
    }

    private static String[] posts(String welcome, int count, String text) {
        return IntStream.range(0, count)
                .mapToObj(i -> Posts.post(welcome, text).replace("\"ref\":1", "\"ref\":" + (i + 2)))
                .toArray(String[]::new);
    }

    /// The bytes of each record in which bob is sent these.
    private static List<Integer> turn(
            TestServer server,
            TappedConnection tapped,
            RawWebSocket bob,
            RawWebSocket ana,
            String... posts)
            throws ReflectiveOperationException {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        sequencer(server)
                .put(
                        new Request.OfferOwnership(_ -> {
                            held.countDown();
                            await(released);
                        }));
        await(held);
        int before = tapped.records().size();
        ana.send(posts);
        ana.send("{\"kind\":\"beat\",\"ref\":1000}");
        hears(ana, "\"ref\":1000");
        released.countDown();
        for (int i = 0; i < posts.length; i++) {
            hears(bob, "\"kind\":\"posted\"");
        }
        List<Integer> records = tapped.records();
        return records.subList(before, records.size());
    }
}
