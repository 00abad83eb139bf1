package dev.klatch.tests.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.Refusal;
import dev.klatch.tests.wire.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Calls as somebody would use them who means ill: floods, what is no signal, and those of others.
final class SignalsSystemTest {
    private static final int SIGNALS = 1_000;

    private final Random random = new Random(9);
    @TempDir Path folder;
    private TestServer server;
    private Talker ana;
    private Talker bob;
    private Talker eve;
    private String staff;

    @BeforeEach
    void theyAreThere() {
        server = TestServer.start(folder);
        ana = Talker.account(server, "ana");
        bob = Talker.account(server, "bob");
        eve = Talker.account(server, "eve");
        staff = ana.privateRoom("staff", bob);
    }

    @AfterEach
    void theyGo() {
        List.of(ana, bob, eve).forEach(Talker::close);
        server.close();
    }

    private String leg() {
        return CommandId.fresh(1_767_225_600_000L, random).text();
    }

    private static long starts(Talker who, String where) {
        JsonNode reply = who.orders("call", "conversation", where, "media", "sound");
        return Talker.accepted(reply).path("seq").asLong();
    }

    private static JsonNode joins(Talker who, String where, long call, String leg) {
        return who.asks(
                "join-call",
                "conversation",
                where,
                "call",
                call,
                "leg",
                leg,
                "muted",
                false,
                "camera",
                false);
    }

    /// A signal of a call in the room `staff`; `what` and `body` as given.
    private Object[] signal(long call, String leg, String to, String what, Object body) {
        return new Object[] {
            "conversation", staff, "call", call, "leg", leg, "to", to, "what", what, "body", body
        };
    }

    private static boolean isDone(JsonNode reply) {
        return reply.path("kind").stringValue("").equals("done");
    }

    @Test
    @DisplayName("ATK-096 signals that are too long or none are refused, and one talks on")
    void broken() {
        String anas = leg();
        String bobs = leg();
        long call = starts(ana, staff);
        joins(ana, staff, call, anas);
        joins(bob, staff, call, bobs);
        String offer = "x".repeat(16_384);
        assertTrue(isDone(ana.asks("signal", signal(call, anas, bobs, "description", offer))));
        Object[][] wrong = {
            signal(call, anas, bobs, "description", offer + "x"),
            signal(call, anas, bobs, "candidate", "x".repeat(1_025)),
            signal(call, anas, bobs, "candidate", ""),
            signal(call, anas, bobs, "candidate", 7),
            signal(call, anas, bobs, "sdp", "x"),
            signal(call, anas, "everybody", "candidate", "x"),
            signal(call, bobs, bobs, "candidate", "x"),
            signal(call, anas, anas, "candidate", "x"),
            signal(call + 1, anas, bobs, "candidate", "x"),
            signal(0, anas, bobs, "candidate", "x"),
        };
        for (Object[] each : wrong) {
            JsonNode reply = ana.asks("signal", each);
            assertEquals("refused", reply.path("kind").stringValue(""), List.of(each).toString());
        }
        assertTrue(isDone(ana.asks("signal", signal(call, anas, bobs, "candidate", "the last"))));
        List<String> signals =
                bob.heard().stream().filter(frame -> frame.contains("\"signal\"")).toList();
        assertEquals(2, signals.size());
    }

    @Test
    @DisplayName("ATK-096 of a thousand candidates at once those within the pace arrive")
    void flood() {
        String anas = leg();
        String bobs = leg();
        long call = starts(ana, staff);
        joins(ana, staff, call, anas);
        joins(bob, staff, call, bobs);
        List<String> frames = new ArrayList<>();
        long last = 0;
        for (int i = 0; i < SIGNALS; i++) {
            ObjectNode frame =
                    ana.frame("signal", signal(call, anas, bobs, "candidate", "number " + i));
            last = frame.path("ref").asLong();
            frames.add(frame.toString());
        }
        long begin = System.nanoTime();
        ana.socket().send(frames.toArray(String[]::new));
        int done = 0;
        int slower = 0;
        for (int replies = 0; replies < SIGNALS; ) {
            JsonNode reply = ana.next();
            if (reply.has("ref") && reply.path("ref").asLong() <= last) {
                replies++;
                done += isDone(reply) ? 1 : 0;
                slower += Talker.isRefused(reply, Refusal.SLOW_DOWN) ? 1 : 0;
            }
        }
        long seconds = 1 + (System.nanoTime() - begin) / 1_000_000_000;
        assertEquals(SIGNALS, done + slower);
        assertTrue(done >= 400 && done <= 400 + 100 * seconds, done + " in " + seconds + " s");
        assertTrue(ana.posts(staff, "still here") > 0);
    }

    @Test
    @DisplayName("ATK-096 a stranger neither calls, joins, declines nor signals")
    void stranger() {
        String anas = leg();
        String mine = leg();
        long call = starts(ana, staff);
        joins(ana, staff, call, anas);
        JsonNode started = eve.orders("call", "conversation", staff, "media", "sound");
        assertTrue(Talker.isRefused(started, Refusal.UNKNOWN_CONVERSATION));
        JsonNode joined = joins(eve, staff, call, mine);
        assertTrue(Talker.isRefused(joined, Refusal.UNKNOWN_CONVERSATION));
        JsonNode taken = joins(eve, staff, call, anas);
        assertTrue(Talker.isRefused(taken, Refusal.UNKNOWN_CONVERSATION));
        for (String kind : List.of("decline-call", "leave-call", "set-leg", "signal")) {
            Object[] members =
                    switch (kind) {
                        case "decline-call" -> new Object[] {"conversation", staff, "call", call};
                        case "leave-call" ->
                                new Object[] {"conversation", staff, "call", call, "leg", anas};
                        case "set-leg" ->
                                new Object[] {
                                    "conversation",
                                    staff,
                                    "call",
                                    call,
                                    "leg",
                                    anas,
                                    "muted",
                                    true,
                                    "camera",
                                    false,
                                    "screen",
                                    false
                                };
                        default -> signal(call, mine, anas, "candidate", "x");
                    };
            assertTrue(Talker.isRefused(eve.asks(kind, members), Refusal.NO_CALL), kind);
        }
        assertTrue(eve.heard().stream().noneMatch(frame -> frame.contains(anas)));
        assertTrue(ana.heard().stream().noneMatch(frame -> frame.contains(mine)));
    }

    @Test
    @DisplayName("ATK-096 nobody rings more than six times at once")
    void ringing() {
        String direct = ana.does("open-direct", "name", "bob");
        int rings = 0;
        JsonNode reply = ana.orders("call", "conversation", direct, "media", "sound");
        while (reply.path("kind").stringValue("").equals("accepted")) {
            rings++;
            Object[] it = {"conversation", direct, "call", reply.path("seq").asLong()};
            assertTrue(isDone(bob.asks("decline-call", it)));
            reply = ana.orders("call", "conversation", direct, "media", "sound");
        }
        assertTrue(Talker.isRefused(reply, Refusal.SLOW_DOWN), reply.toString());
        assertTrue(rings >= 6 && rings <= 8, rings + " times");
    }

    @Test
    @DisplayName("ATK-097 who is banned from a room is out of its call with the next frame")
    void banned() {
        String anas = leg();
        String bobs = leg();
        long call = starts(ana, staff);
        joins(ana, staff, call, anas);
        joins(bob, staff, call, bobs);
        ana.does("ban", "conversation", staff, "person", bob.person());
        JsonNode late = ana.asks("signal", signal(call, anas, bobs, "candidate", "secret"));
        assertTrue(Talker.isRefused(late, Refusal.NOT_IN_CALL));
        JsonNode back = joins(bob, staff, call, bobs);
        assertTrue(Talker.isRefused(back, Refusal.UNKNOWN_CONVERSATION));
        assertTrue(bob.heard().stream().anyMatch(frame -> frame.contains("\"removed\"")));
        assertTrue(bob.heard().stream().noneMatch(frame -> frame.contains("secret")));
        assertTrue(bob.heard().stream().anyMatch(frame -> frame.contains("leg-ended")));
        assertTrue(
                ana.heard().stream()
                        .filter(frame -> frame.startsWith("{\"kind\":\"call\""))
                        .reduce((_, last) -> last)
                        .filter(frame -> !frame.contains(bobs))
                        .isPresent());
    }
}
