package dev.klatch.tests.attack;

import static dev.klatch.tests.attack.Intruder.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.klatch.protocol.ChangePassword;
import dev.klatch.protocol.DeleteAccount;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.SignIn;
import dev.klatch.tests.wire.RawWebSocket;
import dev.klatch.tests.wire.TestServer;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Guessing passwords, and making the server busy with them.
final class PasswordsSystemTest {
    private static final String CHANGE = "/api/account/password";
    private static final String DELETE = "/api/account/deletion";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private TestServer server;
    private Intruder intruder;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = TestServer.start(folder);
        intruder = new Intruder(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("ATK-001 after ten wrong passwords even the right one waits; who is in stays in")
    void guessing() {
        String token = intruder.account("ana");
        try (RawWebSocket known = RawWebSocket.open(server, token)) {
            for (int i = 0; i < 10; i++) {
                assertEquals(401, intruder.tries("wrong horse", "ANA").statusCode());
            }
            HttpResponse<String> right = intruder.tries(PASSWORD, "ana");
            assertEquals(429, right.statusCode());
            assertTrue(Intruder.isRefused(right, Refusal.SLOW_DOWN));
            assertTrue(right.headers().firstValue("Retry-After").isPresent());
            assertTrue(intruder.comesInWith(token), "a device that is known");
            known.send("{\"kind\":\"beat\",\"ref\":1}");
            String heard = known.text();
            while (!heard.contains("\"ref\":1")) {
                heard = known.text();
            }
        }
    }

    @Test
    @DisplayName("ATK-010 each way that takes a password counts the tries of all")
    void oneThrottleForAllWays() {
        String token = intruder.account("ana");
        for (int i = 0; i < 5; i++) {
            ChangePassword change = new ChangePassword("wrong horse", "another horse");
            assertEquals(401, intruder.orders(CHANGE, token, change).statusCode());
            DeleteAccount delete = new DeleteAccount("wrong horse", DeleteAccount.Messages.KEEP);
            assertEquals(401, intruder.orders(DELETE, token, delete).statusCode());
        }
        ChangePassword right = new ChangePassword(PASSWORD, "another horse");
        assertEquals(429, intruder.orders(CHANGE, token, right).statusCode());
        assertEquals(429, intruder.tries(PASSWORD, "ana").statusCode());
        DeleteAccount delete = new DeleteAccount(PASSWORD, DeleteAccount.Messages.KEEP);
        assertEquals(429, intruder.orders(DELETE, token, delete).statusCode());
    }

    @Test
    @DisplayName("ATK-003 hundreds of sign-ins with long passwords do not hold up who is in")
    void hashing() {
        String token = intruder.account("ana");
        String huge = "x".repeat(1_000_000);
        assertEquals(413, intruder.tries(huge, "ana").statusCode());
        String long1025 = "x".repeat(1_025);
        HttpResponse<String> tooLong = intruder.tries(long1025, "ana");
        assertTrue(Intruder.isRefused(tooLong, Refusal.PASSWORD_INVALID), tooLong.body());
        try (RawWebSocket socket = RawWebSocket.open(server, token)) {
            List<CompletableFuture<Integer>> flood = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                String name = "nobody " + i;
                flood.add(
                        CompletableFuture.supplyAsync(
                                () -> intruder.tries("y".repeat(1_024), name).statusCode()));
            }
            long start = System.nanoTime();
            for (int i = 1; i <= 20; i++) {
                socket.send("{\"kind\":\"list-people\",\"ref\":" + i + "}");
                String wanted = "\"ref\":" + i + ",";
                String heard = socket.text();
                while (!heard.contains(wanted)) {
                    heard = socket.text();
                }
            }
            assertTrue(System.nanoTime() - start < 20_000_000_000L, "chat was held up");
            List<Integer> statuses = flood.stream().map(CompletableFuture::join).toList();
            assertTrue(
                    statuses.stream().allMatch(status -> status == 401 || status == 503),
                    statuses.toString());
        }
    }

    @Test
    @DisplayName("ATK-004 an unknown name is answered like a wrong password, with the same work")
    void enumeration() {
        List<String> accounts = List.of("ana", "bob", "carl");
        accounts.forEach(intruder::account);
        intruder.token(new SignIn.Guest("gus"));
        HttpResponse<String> same = intruder.tries("wrong horse", "nobody");
        List<Work> ofKnown = new ArrayList<>();
        List<Work> ofUnknown = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            for (String name : accounts) {
                ofKnown.add(work(name, same));
                ofUnknown.add(work("no " + name + " " + i, same));
            }
        }
        work("gus", same);
        work("\u202enot a name", same);
        isAlike(1.01, ofKnown, ofUnknown, Work::bytes);
        isAlike(1.15, ofKnown, ofUnknown, Work::processor);
        isAlike(1.5, ofKnown, ofUnknown, Work::clock);
    }

    /// What the threads that hash did for one answer: bytes of memory, which Argon2 takes the same
    /// amount of each time; nanoseconds of a processor; and nanoseconds until it was there.
    private record Work(long bytes, long processor, long clock) {}

    private Work work(String name, HttpResponse<String> same) {
        Work before = hashed();
        long start = System.nanoTime();
        HttpResponse<String> answer = intruder.tries("wrong horse", name);
        long took = System.nanoTime() - start;
        Work after = hashed();
        assertEquals(same.statusCode(), answer.statusCode());
        assertEquals(same.body(), answer.body());
        return new Work(
                after.bytes() - before.bytes(), after.processor() - before.processor(), took);
    }

    /// All that was hashed so far.
    private static Work hashed() {
        long bytes = 0;
        long processor = 0;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("klatch-hashing")) {
                bytes += THREADS.getThreadAllocatedBytes(thread.threadId());
                processor += THREADS.getThreadCpuTime(thread.threadId());
            }
        }
        return new Work(bytes, processor, 0);
    }

    private static void isAlike(
            double factor, List<Work> known, List<Work> unknown, ToLongFunction<Work> measure) {
        long one = median(known, measure);
        long other = median(unknown, measure);
        assertTrue(one > 0 && other > 0, "nothing was measured");
        assertTrue(Math.max(one, other) < factor * Math.min(one, other), one + " and " + other);
    }

    private static long median(List<Work> all, ToLongFunction<Work> measure) {
        return all.stream().mapToLong(measure).sorted().toArray()[all.size() / 2];
    }
}
