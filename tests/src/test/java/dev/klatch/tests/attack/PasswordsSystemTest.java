package dev.klatch.tests.attack;

import static dev.klatch.tests.attack.Intruder.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.ChangePassword;
import dev.klatch.protocol.DeleteAccount;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.SignIn;
import dev.klatch.tests.wire.RawWebSocket;
import dev.klatch.tests.wire.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Guessing passwords, and making the server busy with them.
final class PasswordsSystemTest {
    private static final String CHANGE = "/api/account/password";
    private static final String DELETE = "/api/account/deletion";

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
    @DisplayName("ATK-004 an unknown name is answered like a wrong password, as slowly")
    void enumeration() {
        intruder.account("ana");
        intruder.token(new SignIn.Guest("bob"));
        HttpResponse<String> known = intruder.tries("wrong horse", "ana");
        List<Long> ofKnown = new ArrayList<>();
        List<Long> ofUnknown = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            ofKnown.add(nanos("ana", known));
            ofUnknown.add(nanos("unknown " + i, known));
        }
        nanos("bob", known);
        nanos("\u202enot a name", known);
        long one = median(ofKnown);
        long other = median(ofUnknown);
        assertTrue(Math.max(one, other) < 2 * Math.min(one, other), one + " " + other);
    }

    private long nanos(String name, HttpResponse<String> same) {
        long start = System.nanoTime();
        HttpResponse<String> answer = intruder.tries("wrong horse", name);
        long took = System.nanoTime() - start;
        assertEquals(same.statusCode(), answer.statusCode());
        assertEquals(same.body(), answer.body());
        return took;
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }
}
