package dev.klatch.tests.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.klatch.protocol.ClientFrame;
import dev.klatch.protocol.Decoded;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.ServerFrame;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Runs the frames in `docs/protocol`.
final class FrameVectorsTest {
    @TestFactory
    Stream<DynamicTest> aClientFrameIsWrittenAsItWasRead() {
        return Vectors.frames("client-frames.json").stream()
                .map(text ->
                        dynamicTest(
                                shortened(text),
                                () ->
                                        assertEquals(
                                                text,
                                                switch (FrameCodec.decodeClient(text)) {
                                                    case Decoded.Frame(ClientFrame frame) ->
                                                            written(frame);
                                                    case Decoded.Broken(Refused no) -> written(no);
                                                })));
    }

    @TestFactory
    Stream<DynamicTest> aServerFrameIsWrittenAsItWasRead() {
        return Vectors.frames("server-frames.json").stream()
                .map(text ->
                        dynamicTest(
                                shortened(text),
                                () -> assertEquals(text, written(FrameCodec.decodeServer(text)))));
    }

    @TestFactory
    Stream<DynamicTest> aBrokenFrameIsRefusedByNumber() {
        return Vectors.list("refused.json", "frames").stream()
                .map(vector ->
                        dynamicTest(vector.path("why").stringValue(), () -> isRefused(vector)));
    }

    private static void isRefused(JsonNode vector) {
        Decoded decoded = FrameCodec.decodeClient(vector.path("frame").stringValue());
        if (!(decoded instanceof Decoded.Broken(Refused no))) {
            throw new AssertionError("taken: " + decoded);
        }
        Refusal refusal = Refusal.named(vector.path("error").stringValue());
        if (refusal == null) {
            throw new AssertionError("no such refusal");
        }
        JsonNode said = Vectors.JSON.readTree(written(no));
        assertEquals(refusal.number(), no.code());
        assertEquals(refusal.error(), no.error());
        assertEquals(refusal.retry(), no.retry());
        for (String member : Set.of("ref", "field", "limit", "cid")) {
            assertEquals(vector.path(member), said.path(member), member);
        }
    }

    @TestFactory
    Stream<DynamicTest> aClientTakesWhatANewerServerSends() {
        return Vectors.list("tolerant.json", "frames").stream()
                .map(vector ->
                        dynamicTest(
                                vector.path("why").stringValue(),
                                () -> {
                                    String frame = vector.path("frame").stringValue();
                                    assertEquals(
                                            vector.path("becomes").stringValue(),
                                            written(FrameCodec.decodeServer(frame)));
                                }));
    }

    @Test
    void whatIsNoFrameAtAllIsNotTakenFromAServer() {
        for (String text : Set.of("", "null", "[]", "{\"kind\":\"posted\"}", "{", "<html>")) {
            assertThrows(IllegalArgumentException.class, () -> FrameCodec.decodeServer(text), text);
        }
    }

    @Test
    void everyKindHasAVector() {
        assertEquals(Kinds.of(ClientFrame.class), kinds("client-frames.json"));
        assertEquals(Kinds.of(ServerFrame.class), kinds("server-frames.json"));
    }

    @Test
    void everyRefusalOfTheFrameItselfHasAVector() {
        Set<String> expected =
                Stream.of(Refusal.values())
                        .filter(refusal -> refusal.number() < 200)
                        .filter(refusal -> refusal != Refusal.FRAME_TOO_LARGE)
                        .map(Refusal::error)
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> seen =
                Vectors.list("refused.json", "frames").stream()
                        .map(vector -> vector.path("error").stringValue())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, seen);
    }

    private static Set<String> kinds(String file) {
        return Vectors.frames(file).stream()
                .map(text -> Vectors.JSON.readTree(text).path("kind").stringValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String written(Object frame) {
        return new String(FrameCodec.encode(frame), UTF_8);
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60);
    }
}
