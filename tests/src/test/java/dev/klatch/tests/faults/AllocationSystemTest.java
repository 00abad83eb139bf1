package dev.klatch.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.server.KlatchServer;
import dev.klatch.server.ServerSettings;
import dev.klatch.tests.history.Console;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A post to many is encoded once: its cost in memory is that of one frame and a little for each
/// who gets it.
final class AllocationSystemTest {
    private static final int MEMBERS = 1_000;
    private static final int POSTS = 150;

    /// What a member more may add to a post, in bytes. A frame of its own would be 300 and more,
    /// and encoding it several times that.
    private static final long EACH = 64;

    @Test
    void aPostToAThousandMembersIsEncodedOnce(@TempDir Path folder) throws Exception {
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        ServerSettings settings = ServerSettings.of(loopback, folder).withoutLimits();
        List<Wire> members = new ArrayList<>();
        try (KlatchServer server = KlatchServer.start(settings, () -> {})) {
            URI url = URI.create("http://127.0.0.1:" + server.port());
            SplittableRandom random = new SplittableRandom(1);
            Guest ana = Guest.signIn(url, "ana");
            // They never read: what comes fits into the buffers of the kernel.
            Guest bob = Guest.signIn(url, "bob");
            try (Asker author = new Asker(url, ana, random)) {
                measure(author, random);
                long alone = measure(author, random);
                for (int i = 0; i < MEMBERS; i++) {
                    members.add(Wire.open(url, bob.token()));
                }
                measure(author, random);
                long together = measure(author, random);
                Console.say(
                        "allocation: %,d bytes a post, %,d with %,d members more"
                                .formatted(alone, together, MEMBERS));
                assertTrue(together < alone + MEMBERS * EACH, together + " after " + alone);
            }
        } finally {
            members.forEach(Wire::close);
        }
    }

    /// Bytes that a post takes, on the whole.
    private static long measure(Asker author, SplittableRandom random) throws IOException {
        long before = allocated();
        post(author, random);
        return (allocated() - before) / POSTS;
    }

    private static void post(Asker author, SplittableRandom random) throws IOException {
        var welcome = author.welcome();
        String text = "so it goes ".repeat(9);
        for (int i = 0; i < POSTS; i++) {
            CommandId cid = CommandId.fresh(System.currentTimeMillis(), random);
            Answer answer =
                    author.ask(ref ->
                            new MessageFrame.Post(
                                    ref, cid, welcome.epoch(), welcome.everyone(), text));
            assertEquals(Answer.Accepted.class, answer.getClass());
        }
    }

    /// Bytes that the server's own threads have allocated so far.
    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] ids =
                Arrays.stream(threads.dumpAllThreads(false, false))
                        .filter(thread -> thread.getThreadName().startsWith("klatch-"))
                        .mapToLong(thread -> thread.getThreadId())
                        .toArray();
        assertTrue(ids.length >= 3, "the sequencer and two loops at least: " + ids.length);
        return Arrays.stream(threads.getThreadAllocatedBytes(ids)).sum();
    }
}
