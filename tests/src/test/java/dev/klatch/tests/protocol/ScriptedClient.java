package dev.klatch.tests.protocol;

import dev.klatch.client.ClientEvent;
import dev.klatch.client.ClientSettings;
import dev.klatch.client.KlatchClient;
import dev.klatch.client.Reply;
import dev.klatch.protocol.ClientFrame;
import dev.klatch.protocol.Command;
import dev.klatch.protocol.Decoded;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.SessionOpened;
import dev.klatch.protocol.Summary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A client of the library that says the frames of a script, and what it tells of what it hears.
final class ScriptedClient implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 15;

    private final KlatchClient client;
    private final BlockingQueue<String> welcomes = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
    private final Map<Long, CompletableFuture<Reply>> replies = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();

    private ScriptedClient(URI server, String name, Path state) {
        try {
            client = KlatchClient.open(new ClientSettings(server, name, state), this::tell);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /// One that has this session, and is connected.
    static ScriptedClient open(URI server, SessionOpened session, Path state) {
        ScriptedClient opened = new ScriptedClient(server, session.name(), state);
        opened.client.start(session);
        opened.caughtUp.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        return opened;
    }

    private void tell(ClientEvent event) {
        switch (event) {
            case ClientEvent.Welcomed(Notice.Welcome welcome) -> welcomes.add(text(welcome));
            case ClientEvent.CaughtUp _ -> caughtUp.complete(null);
            case ClientEvent.Listed(var summary) -> {
                if (caughtUp.isDone()) {
                    notices.add(uncounted(summary));
                }
            }
            case ClientEvent.Happened(Event happened, ClientEvent.Origin origin) -> {
                boolean news = origin == ClientEvent.Origin.LIVE;
                if (news || (origin == ClientEvent.Origin.MISSED && caughtUp.isDone())) {
                    events.add(text(happened));
                }
            }
            case ClientEvent.Noticed(Notice notice) -> notices.add(text(notice));
            default -> {}
        }
    }

    /// The notice that told it: the client counts by itself.
    private static String uncounted(Summary summary) {
        ObjectNode entered = (ObjectNode) Vectors.JSON.readTree(text(new Notice.Entered(summary)));
        ((ObjectNode) entered.path("summary")).remove(List.of("unread", "mentions", "threads"));
        return entered.toString();
    }

    private static String text(Object frame) {
        return new String(FrameCodec.encode(frame), StandardCharsets.UTF_8);
    }

    /// Says a frame, if it is one that a client can say.
    void say(JsonNode frame) {
        if (!(FrameCodec.decodeClient(frame.toString()) instanceof Decoded.Frame(var said))) {
            return;
        }
        CompletableFuture<Reply> reply =
                said instanceof Command
                        ? client.command((ref, _, _) -> numbered(frame, ref))
                        : client.ask(ref -> numbered(frame, ref));
        replies.put(said.ref(), reply);
    }

    /// Whether it has said a frame of this number and nobody has heard the reply.
    boolean hasSaid(long ref) {
        return replies.containsKey(ref);
    }

    /// The same frame with the client's own number.
    private static ClientFrame numbered(JsonNode frame, long ref) {
        ObjectNode copy = (ObjectNode) frame.deepCopy();
        copy.put("ref", ref);
        if (FrameCodec.decodeClient(copy.toString()) instanceof Decoded.Frame(var said)) {
            return said;
        }
        throw new IllegalStateException(frame.toString());
    }

    /// The reply to the frame of this number in the script.
    JsonNode reply(long ref) {
        Reply reply =
                Objects.requireNonNull(replies.remove(ref))
                        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .join();
        Object frame =
                switch (reply) {
                    case Reply.Done(var answer) -> answer;
                    case Reply.Denied(var refused) -> refused;
                    case Reply.Lost(var words) -> throw new AssertionError(words);
                };
        ObjectNode heard = (ObjectNode) Vectors.JSON.readTree(text(frame));
        return Vectors.JSON.readTree(heard.put("ref", ref).toString());
    }

    JsonNode welcome() {
        return next(welcomes);
    }

    JsonNode event() {
        return next(events);
    }

    JsonNode notice() {
        return next(notices);
    }

    private static JsonNode next(BlockingQueue<String> heard) {
        try {
            String frame = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("nothing was told");
            }
            return Vectors.JSON.readTree(frame);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /// What it told and nobody asked for.
    String rest() {
        return String.join("\n", events);
    }

    @Override
    public void close() {
        client.closed().join();
    }
}
