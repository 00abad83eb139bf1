package dev.klatch.tests.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.Refusal;
import dev.klatch.tests.wire.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Frames that are all allowed, and far too many of them.
final class FloodSystemTest {
    private static final int FRAMES = 600;

    /// What anybody may send at once after connecting, and what comes back while the test runs.
    private static final int AT_MOST = 120 + 60;

    @TempDir Path folder;

    @Test
    @DisplayName("ATK-077 a flood of what is allowed is slowed down, and others go on talking")
    void floods() throws IOException {
        try (TestServer server = TestServer.start(folder);
                Talker ana = Talker.account(server, "ana")) {
            for (String kind :
                    List.of("post", "react", "create-room", "join", "typing", "set-profile")) {
                try (Talker eve = Talker.account(server, "eve of " + kind)) {
                    flood(eve, frame(eve, kind));
                }
                long start = System.nanoTime();
                ana.posts(ana.everyone(), "after the flood of " + kind);
                long took = System.nanoTime() - start;
                assertTrue(took < TimeUnit.SECONDS.toNanos(10), kind + " held up others: " + took);
            }
        }
        try (Stream<Path> files = Files.list(folder.resolve("logs"))) {
            long lines = 0;
            for (Path file : files.toList()) {
                lines +=
                        Files.readAllLines(file).stream()
                                .filter(line -> line.contains("slow-down"))
                                .count();
            }
            assertTrue(lines > 0 && lines < 6 * 60, lines + " lines about the floods");
        }
    }

    private static Supplier<ObjectNode> frame(Talker who, String kind) {
        String everyone = who.everyone();
        return switch (kind) {
            case "post" -> () -> who.command("post", "conversation", everyone, "text", "x");
            case "react" -> {
                long seq = who.posts(everyone, "mine");
                Object[] members = {
                    "conversation", everyone, "target", seq, "reaction", "ok", "on", true
                };
                yield () -> who.command("react", members);
            }
            case "create-room" -> {
                List<Integer> count = new ArrayList<>();
                yield () -> {
                    count.add(1);
                    return who.command("create-room", "name", "room " + count.size());
                };
            }
            case "join" -> () -> who.command("join", "conversation", everyone);
            case "typing" -> () -> who.frame("typing", "conversation", everyone);
            case "set-profile" -> () -> who.frame("set-profile", "status", "busy");
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static void flood(Talker who, Supplier<ObjectNode> frames) {
        long last = 0;
        for (int i = 0; i < FRAMES; i++) {
            ObjectNode frame = frames.get();
            last = frame.path("ref").asLong();
            who.socket().send(frame.toString());
        }
        int slowed = 0;
        int answered = 0;
        while (answered < FRAMES) {
            JsonNode heard = who.next();
            if (heard.has("ref")) {
                answered++;
                if (Talker.isRefused(heard, Refusal.SLOW_DOWN)) {
                    slowed++;
                    assertTrue(heard.path("retryAfter").asLong() > 0, heard.toString());
                    assertTrue(heard.path("retry").asBoolean(), heard.toString());
                }
            }
        }
        assertTrue(slowed >= FRAMES - AT_MOST, slowed + " were slowed down, up to " + last);
        assertEquals(FRAMES, answered);
    }
}
