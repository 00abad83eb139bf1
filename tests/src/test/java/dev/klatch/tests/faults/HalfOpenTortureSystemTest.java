package dev.klatch.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.klatch.tests.history.Console;
import dev.klatch.tests.history.HistoryRecorder;
import dev.klatch.tests.history.Report;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A connection over which nothing comes any more, and nobody says so: the client notices by
/// itself, and what was written meanwhile arrives once.
@Tag("torture")
final class HalfOpenTortureSystemTest {
    @Test
    void theClientNoticesTheSilence(@TempDir Path folder) throws Exception {
        HistoryRecorder recorder = new HistoryRecorder();
        try (KlatchProcess server = KlatchProcess.start(folder.resolve("server"));
                FaultProxy proxy = new FaultProxy(server.url());
                ClientDevice ana = new ClientDevice(proxy.url(), "ana", folder, recorder);
                ClientDevice bob = new ClientDevice(server.url(), "bob", folder, recorder)) {
            ana.start();
            bob.start();
            proxy.judgeAnswers(_ -> FaultProxy.Fate.STALL);
            long begin = System.nanoTime();
            ana.post("into the silence");
            ana.awaitOffline(1);
            double seconds = (System.nanoTime() - begin) / 1e9;
            proxy.heal();
            ana.awaitSettled(1);
            bob.post("good to hear you");
            bob.awaitSettled(1);
            Report report = ClientLibrarySystemTest.judge(server.url(), recorder, ana, bob);
            Scene.assertClean(report, recorder.history(), "half-open");
            assertEquals(2, report.totals().acked());
            String words = "the client said so after %.1f s; ".formatted(seconds) + report;
            Console.say("torture, half-open connection: " + words);
            TortureRecord.write("half-open connection", words);
        }
    }
}
