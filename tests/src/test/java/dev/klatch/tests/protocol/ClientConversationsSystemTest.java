package dev.klatch.tests.protocol;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.klatch.tests.wire.TestServer;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Plays the conversations of `docs/protocol/conversations.json` with clients of the library: what
/// they tell is what the script says.
final class ClientConversationsSystemTest {
    @TempDir Path folder;

    @TestFactory
    Stream<DynamicTest> theClientKeepsToTheScript() {
        return Vectors.list("conversations.json", "conversations").stream()
                .map(conversation -> {
                    String name = conversation.path("name").stringValue();
                    return dynamicTest(name, () -> play(name, conversation));
                });
    }

    private void play(String name, JsonNode conversation) {
        Path place = folder.resolve(Integer.toHexString(name.hashCode()));
        try (TestServer server = TestServer.startUnlimited(place.resolve("data"));
                ClientScript script = new ClientScript(server, place)) {
            script.play(conversation);
        }
    }
}
