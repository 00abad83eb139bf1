package dev.klatch.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.tests.history.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Acknowledged means durable, as the kernel sees it: between the receipt of a post and its answer
/// the server waits for the disk.
final class DurableReplySystemTest {
    private static final int POSTS = 20;
    private static final Pattern SYNC_BEGINS = Pattern.compile("\\bf(data)?sync\\(");
    private static final Pattern SYNC_ENDS =
            Pattern.compile("\\bf(data)?sync(\\(\\d+| resumed>)\\) += 0");
    private static final Pattern WRITES = Pattern.compile("\\b(write|writev|sendto|sendmsg)\\(");

    @Test
    void noAnswerLeavesBeforeTheDiskHasTheMessage(@TempDir Path folder) throws Exception {
        List<String> strace =
                List.of(
                        "strace",
                        "-D",
                        "-f",
                        "-s",
                        "2000",
                        "-e",
                        "trace=fdatasync,fsync,read,recvfrom,readv,write,writev,sendto,sendmsg",
                        "-e",
                        "signal=none");
        List<String> cids = new ArrayList<>();
        List<String> lines;
        try (KlatchProcess server = KlatchProcess.start(strace, folder)) {
            Guest ana = Guest.signIn(server.url(), "ana");
            SplittableRandom random = new SplittableRandom(1);
            try (Asker asker = new Asker(server.url(), ana, random)) {
                asker.unmask();
                for (int i = 0; i < POSTS; i++) {
                    CommandId cid = CommandId.fresh(System.currentTimeMillis(), random);
                    cids.add(cid.text());
                    assertTrue(post(asker, cid) instanceof Answer.Accepted);
                }
            }
            server.kill();
            lines = server.awaitLines();
        }
        int syncs = 0;
        for (String cid : cids) {
            int between = syncsBetweenReceiptAndAnswer(lines, cid);
            assertTrue(between >= 1, cid + " was answered before the disk had it");
            syncs += between;
        }
        Console.say("durable replies: " + syncs + " syncs for " + POSTS + " posts");
        assertEquals(POSTS, cids.size());
    }

    private static Answer post(Asker asker, CommandId cid) throws java.io.IOException {
        var welcome = asker.welcome();
        return asker.ask(ref ->
                new MessageFrame.Post(ref, cid, welcome.epoch(), welcome.everyone(), "hello"));
    }

    /// Counts the syncs that began after the post was read and ended before its answer was written.
    private static int syncsBetweenReceiptAndAnswer(List<String> lines, String cid) {
        int syncs = 0;
        boolean received = false;
        boolean syncing = false;
        for (String line : lines) {
            boolean about = line.contains(cid);
            if (about && line.contains("\\\"kind\\\":\\\"post\\\"")) {
                received = true;
            } else if (about && WRITES.matcher(line).find() && line.contains("accepted")) {
                assertTrue(received, "the receipt of " + cid + " was not seen");
                return syncs;
            } else if (received) {
                syncing |= SYNC_BEGINS.matcher(line).find();
                if (syncing && SYNC_ENDS.matcher(line).find()) {
                    syncs++;
                    syncing = false;
                }
            }
        }
        throw new AssertionError("the answer to " + cid + " was not seen");
    }
}
