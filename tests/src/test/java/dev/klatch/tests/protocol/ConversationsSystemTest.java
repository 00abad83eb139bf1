package dev.klatch.tests.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.klatch.protocol.ClientFrame;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.ServerFrame;
import dev.klatch.tests.wire.TestServer;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Plays the conversations of `docs/protocol/conversations.json` against a real server.
final class ConversationsSystemTest {
    @TempDir Path folder;

    @TestFactory
    Stream<DynamicTest> theServerKeepsToTheScript() {
        return Vectors.list("conversations.json", "conversations").stream()
                .map(conversation -> {
                    String name = conversation.path("name").stringValue();
                    return dynamicTest(name, () -> play(name, conversation));
                });
    }

    private void play(String name, JsonNode conversation) {
        Path data = folder.resolve(Integer.toHexString(name.hashCode()));
        try (TestServer server = TestServer.startUnlimited(data);
                Script script = new Script(server)) {
            script.play(conversation);
        }
    }

    /// Refusals that no script shows, and where they are shown.
    private static Map<Refusal, String> elsewhere() {
        Map<Refusal, String> places = new EnumMap<>(Refusal.class);
        places.put(Refusal.FRAME_TOO_LARGE, "over HTTP only: HttpSystemTest");
        places.put(Refusal.NOT_SIGNED_IN, "over HTTP only: HttpSystemTest");
        places.put(Refusal.ORIGIN_REFUSED, "over HTTP only: HttpSystemTest");
        places.put(Refusal.SECURE_ONLY, "over HTTP only: DoorSystemTest");
        places.put(Refusal.NOT_FOUND, "over HTTP only: HttpSystemTest");
        places.put(Refusal.METHOD_REFUSED, "over HTTP only: HttpSystemTest");
        places.put(Refusal.SLOW_DOWN, "needs limits: PaceTest, SlowDownSystemTest");
        places.put(Refusal.ANSWER_OUTSTANDING, "needs one write: FramesSystemTest");
        places.put(Refusal.BUSY, "needs a full queue: no test provokes it");
        places.put(Refusal.STORAGE_FULL, "needs a full disk: CommitFailureTest has it in memory");
        places.put(Refusal.UNAVAILABLE, "needs a broken disk: CommitFailureTest");
        places.put(Refusal.STOPPING, "needs a server that stops: no test provokes it");
        places.put(Refusal.INTERNAL, "needs a fault in the rules: CommitFailureTest");
        for (Refusal ofUploads :
                List.of(
                        Refusal.FILE_TOO_LARGE,
                        Refusal.QUOTA,
                        Refusal.CHECKSUM_MISMATCH,
                        Refusal.OFFSET_MISMATCH,
                        Refusal.UPLOAD_TAKEN)) {
            places.put(ofUploads, "over HTTP only: the tests of uploads");
        }
        return places;
    }

    @Test
    void everyKindAndEveryRefusalIsSpoken() {
        Set<String> said = new TreeSet<>();
        Set<String> heard = new TreeSet<>();
        Set<String> refusals = new TreeSet<>();
        for (JsonNode conversation : Vectors.list("conversations.json", "conversations")) {
            for (JsonNode step : conversation.path("steps")) {
                JsonNode frame = step.has("frame") ? step.path("frame") : step.path("session");
                String kind = frame.path("kind").stringValue("");
                (step.has("from") ? said : heard).add(kind);
                if (kind.equals("refused")) {
                    refusals.add(frame.path("error").stringValue());
                }
            }
        }
        Set<String> expected = new TreeSet<>();
        for (Refusal refusal : Refusal.values()) {
            if (!elsewhere().containsKey(refusal)) {
                expected.add(refusal.error());
            }
        }
        assertEquals(expected, refusals);
        assertEquals(Set.of(), missing(Kinds.of(ClientFrame.class), said));
        // A beat comes after fifteen seconds, a closing when the server stops.
        heard.addAll(Set.of("beat", "closing"));
        assertEquals(Set.of(), missing(Kinds.of(ServerFrame.class), heard));
    }

    private static Set<String> missing(Set<String> wanted, Set<String> there) {
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(there);
        return missing;
    }
}
