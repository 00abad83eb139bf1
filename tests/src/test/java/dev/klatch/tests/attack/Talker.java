package dev.klatch.tests.attack;

import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.SessionOpened;
import dev.klatch.protocol.SignIn;
import dev.klatch.tests.wire.RawWebSocket;
import dev.klatch.tests.wire.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Somebody with one connection who says frames that they make up themselves, one after the other,
/// and keeps all that they hear.
final class Talker implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Random RANDOM = new Random(7);

    private final RawWebSocket socket;
    private final SessionOpened session;
    private final List<String> heard = new ArrayList<>();
    private final JsonNode welcome;
    private long ref;

    /// With this session; welcomed when it returns.
    Talker(TestServer server, SessionOpened session) {
        this.session = session;
        socket = RawWebSocket.open(server, token());
        welcome = next();
    }

    /// A new account.
    static Talker account(TestServer server, String name) {
        return new Talker(server, server.enter(new SignIn.SignUp(name, Intruder.PASSWORD)));
    }

    /// The owner of a server that has none yet.
    static Talker owner(TestServer server, String name) {
        SignIn signUp = new SignIn.SignUp(name, Intruder.PASSWORD, server.ownership());
        return new Talker(server, server.enter(signUp));
    }

    /// The same person on one more connection.
    Talker again(TestServer server) {
        return new Talker(server, session);
    }

    String token() {
        return Objects.requireNonNull(session.token());
    }

    String person() {
        return session.person().text();
    }

    String everyone() {
        return welcome.path("everyone").stringValue();
    }

    RawWebSocket socket() {
        return socket;
    }

    JsonNode next() {
        String text = socket.text();
        heard.add(text);
        return JSON.readTree(text);
    }

    /// A frame with this number and these members: names and values in turn.
    ObjectNode frame(String kind, Object... members) {
        ObjectNode frame = JSON.createObjectNode();
        frame.put("kind", kind);
        frame.put("ref", ++ref);
        for (int i = 0; i < members.length; i += 2) {
            frame.set((String) members[i], JSON.valueToTree(members[i + 1]));
        }
        return frame;
    }

    /// Asks or instructs, and returns the reply.
    JsonNode asks(String kind, Object... members) {
        return says(frame(kind, members));
    }

    /// A command, with a new `cid` and the epoch of now.
    ObjectNode command(String kind, Object... members) {
        ObjectNode frame = JSON.createObjectNode();
        frame.put("kind", kind);
        frame.put("ref", ++ref);
        frame.put("cid", CommandId.fresh(1_767_225_600_000L, RANDOM).text());
        frame.set("epoch", welcome.path("epoch"));
        for (int i = 0; i < members.length; i += 2) {
            frame.set((String) members[i], JSON.valueToTree(members[i + 1]));
        }
        return frame;
    }

    /// Sends a command and returns the reply.
    JsonNode orders(String kind, Object... members) {
        return says(command(kind, members));
    }

    /// Sends this, under a number of its own, and returns the reply.
    JsonNode says(ObjectNode frame) {
        frame.put("ref", ++ref);
        return says(frame.toString(), ref);
    }

    /// Sends this as it is, and returns the reply with this number.
    JsonNode says(String frame, long number) {
        socket.send(frame);
        JsonNode reply = next();
        while (!reply.has("ref") || reply.path("ref").asLong() != number) {
            reply = next();
        }
        return reply;
    }

    /// Sends a command, which is accepted; the conversation that it was about.
    String does(String kind, Object... members) {
        return accepted(orders(kind, members)).path("conversation").stringValue();
    }

    /// Says something, which is accepted; its seq.
    long posts(String conversation, String text) {
        return accepted(orders("post", "conversation", conversation, "text", text))
                .path("seq")
                .asLong();
    }

    /// A private room, into which these are brought.
    String privateRoom(String title, Talker... others) {
        String room = does("create-room", "name", title, "access", "private");
        List<String> people = List.of(others).stream().map(Talker::person).toList();
        if (!people.isEmpty()) {
            does("invite", "conversation", room, "people", people);
        }
        return room;
    }

    static JsonNode accepted(JsonNode reply) {
        if (!reply.path("kind").stringValue("").equals("accepted")) {
            throw new AssertionError(reply.toString());
        }
        return reply;
    }

    static boolean isRefused(JsonNode reply, Refusal refusal) {
        return reply.path("error").stringValue("").equals(refusal.error());
    }

    /// All that was heard so far, when nothing that was decided before is still on its way: a
    /// refusal by the sequencer comes behind it.
    List<String> heard() {
        orders("join", "conversation", "c1");
        return heard;
    }

    /// What was heard just before the last reply.
    String heardBefore() {
        return heard.get(heard.size() - 2);
    }

    @Override
    public void close() {
        socket.sayGoodbye();
        socket.close();
    }
}
