package dev.klatch.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.ConversationId;
import dev.klatch.tests.history.Console;
import dev.klatch.tests.history.Report;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who takes nothing is cut off, hurts nobody, and misses nothing.
final class SlowConsumerSystemTest {
    private static final int SMALL_BUFFER = 8 * 1024;
    private static final String LONG_TEXT = "word ".repeat(1_600);

    /// More than what fits into the outbox and the buffers of both kernels.
    private static final int MESSAGES = 400;

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @DisplayName("ATK-081 a reader that stops is cut off, hurts nobody, and catches up")
    void aReaderThatStopsIsCutOffAndCatchesUp(String transport, @TempDir Path folder)
            throws IOException, InterruptedException {
        long seed = Console.seed("slow consumer, " + transport);
        try (KlatchProcess server = KlatchProcess.start(folder, "-Dklatch.transport=" + transport);
                Scene scene = new Scene(server.url(), seed)) {
            scene.connect(server.url());
            TestDevice ana = scene.devices().getFirst();
            TestDevice eve = scene.devices().getLast();
            eve.cut();
            Wire narrow = Wire.open(server.url(), eve.guest().token(), SMALL_BUFFER);
            narrow.patience(0);
            eve.connect(narrow);
            eve.stopReading();
            ConversationId everyone = scene.everyone();
            for (int i = 0; i < MESSAGES; i++) {
                ana.post(everyone, LONG_TEXT);
                ana.awaitAcked(i + 1);
            }
            eve.readOn();
            assertEquals(CloseCode.SLOW_CONSUMER.number(), eve.awaitEnd());
            eve.connect(server.url());
            scene.check(server.url());
            Report report = scene.checkFromTheEnd(server.url());
            Console.say("slow consumer, " + transport + ": " + report);
            Scene.assertClean(report, scene.recorder().history(), "slow consumer " + transport);
        }
    }
}
