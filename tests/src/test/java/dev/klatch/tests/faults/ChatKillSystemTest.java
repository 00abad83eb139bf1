package dev.klatch.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.Event;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The terminal client is killed between Enter and reply. What was written is sent by the next
/// start and is there once, whether the server had it already or not.
final class ChatKillSystemTest {
    /// Where the message was when the client died.
    enum Moment {
        /// On its way to the server, and it never came.
        BEFORE_THE_SERVER_HAD_IT,
        /// Stored, and the reply on its way back.
        BEFORE_THE_REPLY_CAME
    }

    @ParameterizedTest
    @EnumSource
    void whatWasWrittenIsThereOnce(Moment moment, @TempDir Path folder) throws Exception {
        try (KlatchProcess server = KlatchProcess.start(folder.resolve("server"));
                FaultProxy proxy = new FaultProxy(server.url())) {
            CountDownLatch passing = new CountDownLatch(1);
            FaultProxy.Judge hold =
                    text -> {
                        if (!text.contains(part(moment))) {
                            return FaultProxy.Fate.PASS;
                        }
                        passing.countDown();
                        return FaultProxy.Fate.SWALLOW;
                    };
            switch (moment) {
                case BEFORE_THE_SERVER_HAD_IT -> proxy.judgeRequests(hold);
                case BEFORE_THE_REPLY_CAME -> proxy.judgeAnswers(hold);
            }
            try (ChatProcess chat = ChatProcess.start(proxy.url(), "ana", folder)) {
                chat.type("hello, is there anybody");
                assertTrue(passing.await(Await.DEADLINE.toSeconds(), TimeUnit.SECONDS));
                chat.kill();
            }
            boolean stored = moment == Moment.BEFORE_THE_REPLY_CAME;
            assertEquals(stored ? 1 : 0, countOfHellos(server.url(), "bob"));
            proxy.heal();
            try (ChatProcess chat = ChatProcess.start(proxy.url(), "ana", folder)) {
                chat.endOfInput();
                assertEquals(0, chat.awaitExit(), chat.output());
            }
            assertEquals(1, countOfHellos(server.url(), "eve"));
        }
    }

    private static String part(Moment moment) {
        return switch (moment) {
            case BEFORE_THE_SERVER_HAD_IT -> "{\"kind\":\"post\",";
            case BEFORE_THE_REPLY_CAME -> "{\"kind\":\"accepted\",";
        };
    }

    private static long countOfHellos(URI server, String reader)
            throws IOException, InterruptedException {
        Guest guest = Guest.signIn(server, reader);
        try (Asker asker = new Asker(server, guest, new SplittableRandom(1))) {
            List<Event> events = asker.after(asker.welcome().everyone(), 0);
            return events.stream()
                    .filter(it -> it instanceof Event.Posted posted && isHello(posted))
                    .count();
        }
    }

    private static boolean isHello(Event.Posted posted) {
        return posted.text().equals("hello, is there anybody") && posted.name().equals("ana");
    }
}
