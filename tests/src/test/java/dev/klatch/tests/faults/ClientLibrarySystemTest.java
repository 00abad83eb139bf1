package dev.klatch.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.ConversationId;
import dev.klatch.tests.history.Console;
import dev.klatch.tests.history.HistoryChecker;
import dev.klatch.tests.history.HistoryRecorder;
import dev.klatch.tests.history.Reader;
import dev.klatch.tests.history.Report;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people use: the client library, against the same faults.
final class ClientLibrarySystemTest {
    private static final int MESSAGES = 60;
    private static final int KILLS = 3;

    @Test
    void answersThatAreLostAreNoticedAndNothingIsShownTwice(@TempDir Path folder)
            throws IOException, InterruptedException {
        long seed = Console.seed("client library, lost answers");
        SplittableRandom random = new SplittableRandom(seed);
        HistoryRecorder recorder = new HistoryRecorder();
        try (KlatchProcess server = KlatchProcess.start(folder.resolve("server"));
                FaultProxy proxy = new FaultProxy(server.url());
                ClientDevice ana = new ClientDevice(proxy.url(), "ana", folder, recorder);
                ClientDevice bob = new ClientDevice(proxy.url(), "bob", folder, recorder)) {
            ana.start();
            bob.start();
            proxy.harmAnswers("{\"kind\":\"accepted\"", FaultProxy.Fate.CUT, 0.3, random.split());
            proxy.harmRequests("{\"kind\":\"post\"", FaultProxy.Fate.DOUBLE, 0.1, random.split());
            write(ana, bob);
            ana.awaitSettled(MESSAGES);
            bob.awaitSettled(MESSAGES);
            int cuts = proxy.cuts();
            proxy.heal();
            Report report = judge(server.url(), recorder, ana, bob);
            Console.say("client library: " + cuts + " connections cut; " + report);
            Scene.assertClean(report, recorder.history(), "client library, seed " + seed);
            assertTrue(cuts > MESSAGES / 6, "only " + cuts + " answers were lost");
            assertEquals(2 * MESSAGES, report.totals().acked());
        }
    }

    @Test
    void framesThatVanishAreNoticedByTheirPlacesAndRepaired(@TempDir Path folder)
            throws IOException, InterruptedException {
        long seed = Console.seed("client library, swallowed frames");
        SplittableRandom random = new SplittableRandom(seed);
        HistoryRecorder recorder = new HistoryRecorder();
        try (KlatchProcess server = KlatchProcess.start(folder.resolve("server"));
                FaultProxy proxy = new FaultProxy(server.url());
                ClientDevice ana = new ClientDevice(proxy.url(), "ana", folder, recorder);
                ClientDevice bob = new ClientDevice(server.url(), "bob", folder, recorder)) {
            ana.start();
            bob.start();
            String posted = "{\"kind\":\"posted\"";
            proxy.harmAnswers(posted, FaultProxy.Fate.SWALLOW, 0.2, random.split());
            write(ana, bob);
            ana.awaitSettled(MESSAGES);
            bob.awaitSettled(MESSAGES);
            proxy.heal();
            bob.post("the last one");
            bob.awaitSettled(MESSAGES + 1);
            Report report = judge(server.url(), recorder, ana, bob);
            int swallowed = proxy.swallowed();
            Console.say("client library: " + swallowed + " frames swallowed; " + report);
            Scene.assertClean(report, recorder.history(), "swallowed frames, seed " + seed);
            assertTrue(swallowed > 0, "nothing was swallowed");
        }
    }

    @Test
    void nothingIsLostOrDoubledWhenTheServerIsKilled(@TempDir Path folder)
            throws IOException, InterruptedException {
        long seed = Console.seed("client library, kills");
        SplittableRandom random = new SplittableRandom(seed);
        HistoryRecorder recorder = new HistoryRecorder();
        Path data = folder.resolve("server");
        KlatchProcess server = KlatchProcess.start(data);
        try (FaultProxy proxy = new FaultProxy(server.url());
                ClientDevice ana = new ClientDevice(proxy.url(), "ana", folder, recorder);
                ClientDevice bob = new ClientDevice(proxy.url(), "bob", folder, recorder)) {
            ana.start();
            bob.start();
            for (int i = 1; i <= KILLS; i++) {
                write(ana, bob);
                ana.awaitSettled((i - 1) * MESSAGES + random.nextInt(MESSAGES / 2));
                server.kill();
                server = KlatchProcess.start(data);
                proxy.redirect(server.url());
                ana.awaitSettled(i * MESSAGES);
                bob.awaitSettled(i * MESSAGES);
            }
            Report report = judge(server.url(), recorder, ana, bob);
            Console.say("client library, kills: " + report);
            Scene.assertClean(report, recorder.history(), "client kills, seed " + seed);
            assertEquals(2L * KILLS * MESSAGES, report.totals().acked());
        } finally {
            server.close();
        }
    }

    private static void write(ClientDevice ana, ClientDevice bob) {
        for (int i = 0; i < MESSAGES; i++) {
            ana.post("ana says " + i);
            bob.post("bob says " + i);
        }
    }

    /// Reads the history as a third person, who was never cut off.
    static Report judge(URI server, HistoryRecorder recorder, ClientDevice ana, ClientDevice bob)
            throws IOException, InterruptedException {
        Guest eve = Guest.signIn(server, "eve");
        ConversationId everyone = ana.everyone();
        for (String person : new String[] {ana.person(), bob.person(), eve.person()}) {
            recorder.allowed(person, everyone.text(), 1, HistoryRecorder.OPEN);
        }
        try (Asker asker = new Asker(server, eve, new SplittableRandom(1))) {
            Reader reader = new Reader(eve.person(), "walk");
            recorder.whole(reader, everyone.text(), 1);
            asker.after(everyone, 0).forEach(it -> recorder.seen(reader, Entries.of(it)));
            long head = asker.head(everyone);
            ana.finish(head);
            bob.finish(head);
        }
        return HistoryChecker.check(recorder.history());
    }
}
