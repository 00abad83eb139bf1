package dev.klatch.tests.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.klatch.protocol.ClientFrame;
import dev.klatch.protocol.Decoded;
import dev.klatch.protocol.FrameCodec;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The scripts seen from the client: each frame of the server, with values in the places of its
/// words, is one that a client reads, and each frame of a client one that it can write.
final class ScriptFramesTest {
    /// This script is about what is no frame.
    private static final String BROKEN = "a broken frame is refused and the connection goes on";

    @TestFactory
    Stream<DynamicTest> everyFrameOfAScriptIsAFrame() {
        return Vectors.list("conversations.json", "conversations").stream()
                .map(conversation -> {
                    String name = conversation.path("name").stringValue();
                    return dynamicTest(name, () -> look(name, conversation));
                });
    }

    private static void look(String name, JsonNode conversation) {
        for (JsonNode step : conversation.path("steps")) {
            if (step.has("frame")) {
                String text = filled("", step.path("frame")).toString();
                if (step.has("to")) {
                    assertEquals(text, written(FrameCodec.decodeServer(text)));
                } else if (!name.equals(BROKEN)) {
                    Decoded decoded = FrameCodec.decodeClient(text);
                    Object frame =
                            decoded instanceof Decoded.Frame(ClientFrame known) ? known : decoded;
                    assertEquals(text, written(frame));
                }
            }
        }
    }

    private static String written(Object frame) {
        return new String(FrameCodec.encode(frame), UTF_8);
    }

    /// The frame with some value for each word, of the type that the member has.
    private static JsonNode filled(String member, JsonNode template) {
        if (template.isArray()) {
            var list = Vectors.JSON.createArrayNode();
            template.forEach(entry -> list.add(filled(member, entry)));
            return list;
        }
        if (template.isObject()) {
            ObjectNode object = Vectors.JSON.createObjectNode();
            template.properties()
                    .forEach(each ->
                            object.set(each.getKey(), filled(each.getKey(), each.getValue())));
            return object;
        }
        boolean word = template.isString() && template.stringValue().startsWith("$");
        boolean key = template.isString() && template.stringValue().contains(":$");
        if (key) {
            String about = template.stringValue().replaceAll("\\$.*", "p3k9x");
            return Vectors.JSON.getNodeFactory().stringNode(about);
        }
        return word ? Vectors.JSON.readTree(example(member)) : template;
    }

    private static String example(String member) {
        return switch (member) {
            case "person",
                    "people",
                    "mentions",
                    "author",
                    "cross",
                    "nought",
                    "next",
                    "winner",
                    "caller",
                    "ringing" ->
                    "\"p3k9x\"";
            case "conversation", "everyone" -> "\"c1q7\"";
            case "cid", "leg", "from", "to" -> "\"019b76da-b3b8-7000-8000-000000000001\"";
            case "time", "made", "used", "expires", "until", "lastSeen", "started" ->
                    "1767225600000";
            case "bytes", "free", "lasted" -> "4096";
            case "session" -> "\"s7c2\"";
            case "invite" -> "\"i2b9\"";
            case "report" -> "\"r5k1\"";
            case "limits" ->
                    "{\"text\":1,\"frame\":2,\"history\":3,\"cursors\":4,\"beat\":5,\"silence\":6}";
            case "epoch", "version", "who", "message", "code", "device" -> "\"words\"";
            default -> throw new IllegalStateException("no example of " + member);
        };
    }
}
