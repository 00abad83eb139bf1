package dev.klatch.tests.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ClientFrame;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationFrame.CreateRoom;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.MessageFrame.Delete;
import dev.klatch.protocol.MessageFrame.Post;
import dev.klatch.protocol.MessageFrame.ReadHistory;
import dev.klatch.protocol.MessageFrame.Search;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.ServerFrame;
import dev.klatch.tests.wire.RawWebSocket;
import dev.klatch.tests.wire.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Searching with a real server: what was said just now, and what was said before a restart.
final class SearchSystemTest {
    private static final Random RANDOM = new Random(7);

    @TempDir Path folder;

    /// Somebody who sends one frame after another, each after the reply to the one before.
    private static final class Visitor {
        private final RawWebSocket socket;
        private final Notice.Welcome welcome;
        private long ref;

        private Visitor(TestServer server, String name) {
            socket = RawWebSocket.open(server, server.guest(name));
            welcome =
                    assertInstanceOf(Notice.Welcome.class, FrameCodec.decodeServer(socket.text()));
        }

        private interface Asking {
            ClientFrame with(long ref, CommandId cid, String epoch);
        }

        private <T extends Answer> T ask(Class<T> sort, Asking asking) {
            ref++;
            CommandId cid = CommandId.fresh(1_767_225_600_000L, RANDOM);
            ClientFrame frame = asking.with(ref, cid, welcome.epoch());
            socket.send(new String(FrameCodec.encode(frame), StandardCharsets.UTF_8));
            while (true) {
                ServerFrame heard = FrameCodec.decodeServer(socket.text());
                if (heard instanceof Answer answer && answer.ref() == ref) {
                    return assertInstanceOf(sort, answer);
                }
            }
        }

        private long says(ConversationId where, String text) {
            return ask(Answer.Accepted.class, (r, c, e) -> new Post(r, c, e, where, text)).seq();
        }

        private List<Answer.Hit> finds(String query) {
            return ask(Answer.Found.class, (r, _, _) -> new Search(r, query, null, null)).hits();
        }

        private List<Answer.Hit> findsAtLast(String query) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            List<Answer.Hit> hits;
            do {
                assertTrue(System.nanoTime() < deadline, "never found: " + query);
                hits = finds(query);
            } while (hits.isEmpty());
            return hits;
        }

        private void leave() {
            socket.close();
        }
    }

    @Test
    void whatWasSaidIsFoundByThoseWhoMayReadItAndOpensInItsPlace() {
        try (TestServer server = TestServer.startUnlimited(folder)) {
            Visitor ana = new Visitor(server, "ana");
            Visitor eve = new Visitor(server, "eve");
            ConversationId den =
                    ana.ask(
                                    Answer.Accepted.class,
                                    (r, c, e) ->
                                            new CreateRoom(
                                                    r, c, e, "den", null, null, null, null, null))
                            .conversation();
            long said = ana.says(den, "the heron stands in the 池塘");
            ana.says(ana.welcome.everyone(), "a heron for all");
            assertEquals(2, atLast(ana, "heron", 2).size());
            assertEquals(
                    List.of(ana.welcome.everyone()),
                    eve.finds("heron").stream().map(Answer.Hit::conversation).toList());
            Answer.Hit hit = ana.finds("池塘 in:den").getFirst();
            assertEquals(said, hit.seq());
            Answer.History place =
                    ana.ask(
                            Answer.History.class,
                            (r, _, _) ->
                                    new ReadHistory(
                                            r, hit.conversation(), hit.seq() + 1, null, 1L));
            assertEquals(hit.seq(), place.events().getFirst().seq());
            ana.ask(Answer.Accepted.class, (r, c, e) -> new Delete(r, c, e, den, said));
            assertEquals(1, ana.finds("heron").size());
            ana.leave();
            eve.leave();
        }
    }

    private static List<Answer.Hit> atLast(Visitor visitor, String query, int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        List<Answer.Hit> hits = visitor.finds(query);
        while (hits.size() < count) {
            assertTrue(System.nanoTime() < deadline, "found only " + hits);
            hits = visitor.finds(query);
        }
        return hits;
    }

    @Test
    void whatWasSaidBeforeARestartIsFoundAfterIt() {
        try (TestServer server = TestServer.startUnlimited(folder)) {
            Visitor ana = new Visitor(server, "ana");
            ana.says(ana.welcome.everyone(), "remember the kingfisher");
            ana.leave();
        }
        try (TestServer server = TestServer.startUnlimited(folder)) {
            Visitor bob = new Visitor(server, "bob");
            assertEquals(
                    "remember the kingfisher",
                    bob.findsAtLast("kingf* from:ana").getFirst().text());
            bob.leave();
        }
    }
}
