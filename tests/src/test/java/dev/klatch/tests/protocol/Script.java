package dev.klatch.tests.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.klatch.protocol.CommandId;
import dev.klatch.tests.wire.RawWebSocket;
import dev.klatch.tests.wire.TestServer;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Plays one scripted conversation against a real server. The words of the script are explained in
/// `docs/protocol/conversations.json`.
final class Script implements AutoCloseable {
    private static final String LAST_BEAT = "{\"kind\":\"beat\",\"ref\":9007199254740991}";
    private static final String LAST_REPLY = "{\"kind\":\"done\",\"ref\":9007199254740991}";

    private final TestServer server;
    private final Placeholders values = new Placeholders();
    private final Map<String, RawWebSocket> sockets = new LinkedHashMap<>();
    private final Map<String, String> tokens = new HashMap<>();
    private @Nullable JsonNode answer;
    private @Nullable Crowd crowd;
    private final Random random = new Random(7);

    Script(TestServer server) {
        this.server = server;
        JsonNode code = Vectors.JSON.getNodeFactory().stringNode(server.ownership());
        values.bind("$ownership", code);
    }

    void play(JsonNode conversation) {
        int number = 0;
        for (JsonNode step : conversation.path("steps")) {
            number++;
            try {
                if (step.has("from")) {
                    act(step.path("from").stringValue(), step);
                } else {
                    hear(step.path("to").stringValue(), step);
                }
            } catch (RuntimeException | AssertionError broken) {
                throw new AssertionError("step " + number + " " + step, broken);
            }
        }
        sockets.forEach(this::hearsNothingMore);
    }

    /// A beat is answered past the sequencer, so what is heard before its answer is all there is
    /// for a connection whose last command was answered.
    private void hearsNothingMore(String name, RawWebSocket socket) {
        assertEquals(LAST_REPLY, socket.send(LAST_BEAT).text(), name);
    }

    private void act(String name, JsonNode step) {
        if (step.has("frame")) {
            socket(name).send(values.filled(step.path("frame"), this::freshCid).toString());
        } else if (step.has("session")) {
            signIn(name, values.filled(step.path("session"), this::freshCid).toString());
        } else if (step.has("enters")) {
            enter(name);
        } else if (step.has("opens")) {
            String token = tokens.get(step.path("opens").stringValue());
            sockets.put(name, RawWebSocket.open(server, String.valueOf(token)));
        } else if (step.has("closes")) {
            socket(name).sayGoodbye();
        } else if (step.has("crowd")) {
            crowd = new Crowd(server, step.path("crowd").intValue());
        } else if (step.has("leaves")) {
            leave(name);
        } else {
            throw new IllegalStateException("nobody knows how to do this");
        }
    }

    private String freshCid() {
        return CommandId.fresh(1_767_225_600_000L, random).text();
    }

    private void signIn(String name, String body) {
        JsonNode said = Vectors.JSON.readTree(server.postSession(body).body());
        if (said.has("token")) {
            tokens.put(name, said.path("token").stringValue());
        }
        answer = said;
    }

    private void enter(String name) {
        signIn(name, "{\"kind\":\"guest\",\"name\":\"" + name + "\"}");
        sockets.put(name, RawWebSocket.open(server, String.valueOf(tokens.get(name))));
        JsonNode welcome = Vectors.JSON.readTree(socket(name).text());
        assertEquals("welcome", welcome.path("kind").stringValue());
        values.bind("$epoch", welcome.path("epoch"));
        values.bind("$everyone", welcome.path("everyone"));
        values.bind("$" + name, welcome.path("person"));
        ObjectNode arrived = Vectors.JSON.createObjectNode();
        arrived.put("kind", "arrived").put("person", "$" + name);
        arrived.put("name", name).put("role", "guest");
        values.match(arrived, Vectors.JSON.readTree(socket(name).text()));
    }

    private void leave(String name) {
        HttpRequest request =
                server.request("/api/session")
                        .header("Authorization", "Bearer " + tokens.get(name))
                        .DELETE()
                        .build();
        assertEquals(204, server.send(request).statusCode());
    }

    private void hear(String name, JsonNode step) {
        if (step.has("frame")) {
            values.match(step.path("frame"), Vectors.JSON.readTree(socket(name).text()));
        } else if (step.has("session")) {
            values.match(step.path("session"), java.util.Objects.requireNonNull(answer));
        } else {
            assertEquals(step.path("closed").intValue(), socket(name).closeCode());
            socket(name).close();
            sockets.remove(name);
        }
    }

    private RawWebSocket socket(String name) {
        RawWebSocket socket = sockets.get(name);
        if (socket == null) {
            throw new IllegalStateException(name + " has no socket");
        }
        return socket;
    }

    @Override
    public void close() {
        sockets.values().forEach(RawWebSocket::close);
        if (crowd != null) {
            crowd.close();
        }
    }
}
