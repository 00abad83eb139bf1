package dev.klatch.tests.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.tests.wire.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Plays one scripted conversation between clients of the library and a real server. A client hears
/// the replies to what it said, events and notices each in the order of the script; it says more
/// than the script, for it lists and resumes by itself.
final class ClientScript implements AutoCloseable {
    private static final Set<String> OF_CLIENT = Set.of("marked", "state", "beat");

    private final TestServer server;
    private final Path folder;
    private final Placeholders values = new Placeholders();
    private final Map<String, ScriptedClient> clients = new LinkedHashMap<>();
    private final Map<String, String> sessions = new HashMap<>();
    private final Random random = new Random(7);
    private @Nullable JsonNode answer;
    private @Nullable Crowd crowd;

    ClientScript(TestServer server, Path folder) {
        this.server = server;
        JsonNode code = Vectors.JSON.getNodeFactory().stringNode(server.ownership());
        values.bind("$ownership", code);
        this.folder = folder;
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
        clients.forEach((name, client) -> assertEquals("", client.rest(), name + " heard more"));
    }

    private void act(String name, JsonNode step) {
        if (step.has("frame")) {
            client(name).say(values.filled(step.path("frame"), this::freshCid));
        } else if (step.has("session")) {
            signIn(name, values.filled(step.path("session"), this::freshCid).toString());
        } else if (step.has("enters")) {
            enter(name);
        } else if (step.has("opens")) {
            open(name, step.path("opens").stringValue());
        } else if (step.has("closes")) {
            client(name).close();
        } else if (step.has("crowd")) {
            crowd = new Crowd(server, step.path("crowd").intValue());
        } else if (step.has("leaves")) {
            String token =
                    FrameCodec.decodeSession(Objects.requireNonNull(sessions.get(name))).token();
            HttpRequest request =
                    server.request("/api/session")
                            .header("Authorization", "Bearer " + token)
                            .DELETE()
                            .build();
            assertEquals(204, server.send(request).statusCode());
        } else {
            throw new IllegalStateException("nobody knows how to do this");
        }
    }

    private String freshCid() {
        return CommandId.fresh(1_767_225_600_000L, random).text();
    }

    private void signIn(String name, String body) {
        String said = server.postSession(body).body();
        answer = Vectors.JSON.readTree(said);
        if (answer.has("token")) {
            sessions.put(name, said);
        }
    }

    private void open(String name, String whose) {
        String session = Objects.requireNonNull(sessions.get(whose));
        URI address = URI.create("http://127.0.0.1:" + server.port());
        Path state = folder.resolve("state " + clients.size() + " " + name);
        clients.put(name, ScriptedClient.open(address, FrameCodec.decodeSession(session), state));
    }

    private void enter(String name) {
        signIn(name, "{\"kind\":\"guest\",\"name\":\"" + name + "\"}");
        open(name, name);
        JsonNode welcome = client(name).welcome();
        values.bind("$epoch", welcome.path("epoch"));
        values.bind("$everyone", welcome.path("everyone"));
        values.bind("$" + name, welcome.path("person"));
        ObjectNode arrived = Vectors.JSON.createObjectNode();
        arrived.put("kind", "arrived").put("person", "$" + name);
        arrived.put("name", name).put("role", "guest");
        values.match(arrived, client(name).notice());
    }

    private void hear(String name, JsonNode step) {
        if (step.has("session")) {
            values.match(step.path("session"), Objects.requireNonNull(answer));
        } else if (step.has("frame")) {
            hearFrame(name, step.path("frame"));
        } else {
            ScriptedClient closed = clients.remove(name);
            if (closed != null) {
                closed.close();
            }
        }
    }

    private void hearFrame(String name, JsonNode frame) {
        String kind = frame.path("kind").stringValue("");
        if (frame.has("ref")) {
            long ref = frame.path("ref").asLong(0);
            if (client(name).hasSaid(ref)) {
                values.match(frame, client(name).reply(ref));
            } else {
                assertEquals("refused", kind, "a client cannot say this at all");
            }
        } else if (kind.equals("welcome")) {
            values.match(frame, client(name).welcome());
        } else if (frame.has("seq")) {
            values.match(frame, client(name).event());
        } else if (!OF_CLIENT.contains(kind)) {
            values.match(frame, client(name).notice());
        }
    }

    private ScriptedClient client(String name) {
        ScriptedClient client = clients.get(name);
        if (client == null) {
            throw new IllegalStateException(name + " has no client");
        }
        return client;
    }

    @Override
    public void close() {
        clients.values().forEach(ScriptedClient::close);
        if (crowd != null) {
            crowd.close();
        }
    }
}
