package dev.klatch.tests.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.Chat;
import dev.klatch.core.Delivery;
import dev.klatch.core.FileLimits;
import dev.klatch.core.Limiting;
import dev.klatch.core.Outcome;
import dev.klatch.core.Request;
import dev.klatch.core.Sequencer;
import dev.klatch.core.ServerFacts;
import dev.klatch.core.Witness;
import dev.klatch.core.call.CallTimes;
import dev.klatch.core.journal.Entrance;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.core.time.Time;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.server.sequence.SequencerThread;
import dev.klatch.tests.journal.MemoryJournal;
import dev.klatch.tests.wire.RawWebSocket;
import dev.klatch.tests.wire.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Row D10: what comes while the server is stopping is answered, and with the truth.
final class StoppingSystemTest {
    private static final Time CLOCK =
            new Time() {
                @Override
                public long wallMillis() {
                    return 1_767_225_600_000L;
                }

                @Override
                public long steadyMillis() {
                    return System.nanoTime() / 1_000_000;
                }
            };

    /// Publishes nothing before it is let go.
    private static final class Held implements Delivery {
        private final CountDownLatch publishing = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);

        @Override
        public void publish(List<Outcome> outcomes) {
            if (outcomes.isEmpty()) {
                return;
            }
            publishing.countDown();
            try {
                assertTrue(go.await(60, TimeUnit.SECONDS));
            } catch (InterruptedException stop) {
                await(go);
            }
            for (Outcome outcome : outcomes) {
                if (outcome instanceof Outcome.Settled(Runnable reply)) {
                    reply.run();
                }
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }

    private static Request guest(String name, CompletableFuture<Request.Entry> entry) {
        return new Request.EnterGuest(
                name, new Request.Ticket(TokenHash.of(name)), entry::complete);
    }

    /// Somebody who talks without a pause until the connection ends, and what they heard last.
    private static String hearsTheStop(TestServer server, String name, CountDownLatch talking) {
        try (RawWebSocket socket = RawWebSocket.open(server, server.guest(name))) {
            AtomicBoolean over = new AtomicBoolean();
            Semaphore unanswered = new Semaphore(500);
            Thread talk = Thread.ofVirtual().start(() -> talk(socket, unanswered, over));
            String words = "nothing";
            int heard = 0;
            while (true) {
                switch (socket.receive()) {
                    case RawWebSocket.Incoming.Text(String text) -> {
                        words = text.contains("\"kind\":\"closing\"") ? "the words" : words;
                        unanswered.release();
                        heard++;
                        if (heard == 1_000) {
                            talking.countDown();
                        }
                    }
                    case RawWebSocket.Incoming.Closed closed -> {
                        over.set(true);
                        socket.sayGoodbye();
                        join(talk);
                        return words + " and " + closed.code();
                    }
                    case RawWebSocket.Incoming.Pong _ -> {}
                }
            }
        }
    }

    private static void talk(RawWebSocket socket, Semaphore unanswered, AtomicBoolean over) {
        try {
            for (long ref = 1; !over.get(); ref++) {
                if (unanswered.tryAcquire(10, TimeUnit.MILLISECONDS)) {
                    socket.send("{\"kind\":\"beat\",\"ref\":" + ref + "}");
                }
            }
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }

    private static void join(Thread thread) {
        try {
            assertTrue(thread.join(Duration.ofSeconds(60)));
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }

    @Test
    void d10WhoTalksWhileTheServerStopsHearsItsWordsAllTheSame(@TempDir Path folder) {
        int people = 12;
        CountDownLatch talking = new CountDownLatch(people);
        List<CompletableFuture<String>> all = new ArrayList<>();
        try (TestServer server = TestServer.startUnlimited(folder)) {
            for (int i = 1; i <= people; i++) {
                String name = "guest " + i;
                CompletableFuture<String> heard = new CompletableFuture<>();
                all.add(heard);
                Thread.ofVirtual().start(() -> heard.complete(hearsTheStop(server, name, talking)));
            }
            await(talking);
        }
        for (CompletableFuture<String> each : all) {
            assertEquals("the words and 1012", each.orTimeout(60, TimeUnit.SECONDS).join());
        }
    }

    @Test
    void d10WhatWaitedIsDoneAndWhatComesLaterIsRefusedAsStopping() throws Exception {
        Held held = new Held();
        MemoryJournal journal = new MemoryJournal();
        ServerFacts facts =
                new ServerFacts(
                        "Klatch",
                        "test",
                        journal.epoch(),
                        600_000,
                        1_000,
                        false,
                        Entrance.OPEN,
                        FileLimits.NONE,
                        CallTimes.USUAL);
        Sequencer sequencer =
                new Sequencer(
                        () -> new Chat(journal, CLOCK, new Random(5), facts, Limiting.OFF),
                        journal,
                        held,
                        Witness.NOBODY,
                        _ -> {});
        SequencerThread thread = new SequencerThread(sequencer);
        thread.start();
        CompletableFuture<Request.Entry> first = new CompletableFuture<>();
        CompletableFuture<Request.Entry> second = new CompletableFuture<>();
        assertEquals(null, thread.offer(guest("ana", first)));
        await(held.publishing);
        assertEquals(null, thread.offer(guest("bob", second)));
        Thread closing = Thread.ofPlatform().start(thread::close);
        Refusal refusal = null;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (refusal == null && System.nanoTime() < deadline) {
            refusal = thread.offer(guest("eve", new CompletableFuture<>()));
        }
        assertEquals(Refusal.STOPPING, refusal);
        held.go.countDown();
        closing.join();
        assertTrue(first.get() instanceof Request.Entry.Opened);
        assertTrue(second.get() instanceof Request.Entry.Opened, "it waited already");
        CompletableFuture<Optional<Refused>> late = new CompletableFuture<>();
        thread.put(new Request.EndSession(new PersonId(1), TokenHash.of("ana"), late::complete));
        assertTrue(late.get(60, TimeUnit.SECONDS).orElseThrow().is(Refusal.STOPPING));
    }
}
