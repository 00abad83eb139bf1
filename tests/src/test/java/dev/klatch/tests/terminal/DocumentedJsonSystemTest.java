package dev.klatch.tests.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.tests.house.Repository;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a real server says to a client that knows nothing of Klatch but HTTP, WebSocket and the
/// document, and what `klatch chat --json` prints: row E7.
final class DocumentedJsonSystemTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z-]+)` \\| ([^|]*)\\|", Pattern.MULTILINE);
    private static final long PATIENCE_SECONDS = 30;

    /// What `--json` adds to what the protocol has, as the README says.
    private static final Set<String> ADDED = Set.of("from", "where");

    private static final Set<String> PRINTED =
            Set.of(
                    "posted",
                    "reacted",
                    "edited",
                    "pinned",
                    "created",
                    "changed",
                    "conversation",
                    "members",
                    "rooms",
                    "found",
                    "profile",
                    "sessions",
                    "deleted");

    @TempDir Path folder;

    /// The members of each kind that the document lists under what a server says.
    private static Map<String, Set<String>> documented() {
        String text = Repository.text(Path.of("docs", "protocol.md"));
        int begin = text.indexOf("\n## Server frames");
        Map<String, Set<String>> kinds = new TreeMap<>();
        ROW.matcher(text.substring(begin, text.indexOf("\n## The rules", begin)))
                .results()
                .forEach(row ->
                        kinds.put(
                                row.group(1),
                                Arrays.stream(row.group(2).split("[ ,?]+", -1))
                                        .filter(member -> !member.isEmpty())
                                        .collect(Collectors.toCollection(TreeSet::new))));
        return kinds;
    }

    private static String isDocumented(String line, Set<String> more) {
        JsonNode frame = JSON.readTree(line);
        List<String> members = List.copyOf(frame.propertyNames());
        assertEquals("kind", members.getFirst(), line);
        String kind = frame.path("kind").asString();
        Set<String> known = new TreeSet<>(documented().getOrDefault(kind, Set.of("?")));
        known.add("kind");
        known.addAll(more);
        assertTrue(known.containsAll(members), line + " has more than " + known);
        return kind;
    }

    /// Collects the messages of a socket, one string each.
    private static final class Ear implements WebSocket.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                heard.add(part.toString());
                part.setLength(0);
            }
            return WebSocket.Listener.super.onText(socket, text, last);
        }

        String next(Set<String> kinds) throws InterruptedException {
            String line = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertTrue(line != null, "nothing more came after " + kinds);
            kinds.add(isDocumented(line, Set.of()));
            return line;
        }

        String await(Set<String> kinds, String words) throws InterruptedException {
            String line = next(kinds);
            while (!line.contains(words)) {
                line = next(kinds);
            }
            return line;
        }
    }

    private WebSocket stranger(HttpClient http, String url, Ear ear) throws Exception {
        HttpRequest enter =
                HttpRequest.newBuilder(URI.create(url + "/api/session"))
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"kind\":\"guest\",\"name\":\"eve\"}"))
                        .build();
        String answer = http.send(enter, HttpResponse.BodyHandlers.ofString()).body();
        JsonNode session = JSON.readTree(answer);
        assertEquals("session", session.path("kind").asString(), answer);
        return http.newWebSocketBuilder()
                .subprotocols("klatch.v1")
                .header("Authorization", "Bearer " + session.path("token").asString())
                .buildAsync(URI.create(url.replace("http", "ws") + "/api/socket"), ear)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void e7AllThatIsSaidIsJsonWithAKindThatTheDocumentHas() throws Exception {
        Ear ear = new Ear();
        Set<String> onTheWire = new TreeSet<>();
        try (HttpClient http = HttpClient.newHttpClient();
                Program server = Program.serve(folder, 0)) {
            String url = "http://127.0.0.1:" + server.port();
            WebSocket eve = stranger(http, url, ear);
            JsonNode welcome = JSON.readTree(ear.await(onTheWire, "\"welcome\""));
            String everyone = welcome.path("everyone").asString();
            eve.sendText("{\"kind\":\"list-rooms\",\"ref\":1}", true).join();
            ear.await(onTheWire, "\"rooms\"");
            eve.sendText("{\"kind\":\"sing\",\"ref\":2}", true).join();
            ear.await(onTheWire, "\"unknown-kind\"");
            String[] words = {"chat", url, "--name", "ana", "--json"};
            try (Program ana = Program.start(folder, Map.of(), words)) {
                ana.type("hello\n/react 1 👍\n/edit hello eve\n/create staff\nhere\n/pin 2\n");
                ana.type("/topic tea\n/info\n/members\n/rooms\n/go everyone\neve: psst\n");
                ana.type("/search hello\n/whois eve\n/sessions\n/delete 1\nthe end\n");
                ana.finish();
                ear.await(onTheWire, "\"the end\"");
                Set<String> printed = new TreeSet<>();
                for (String line : ana.out().lines().toList()) {
                    if (line.startsWith("{\"kind\":\"message\",")) {
                        assertTrue(line.contains("\"state\":\""), line);
                    } else {
                        printed.add(isDocumented(line, ADDED));
                    }
                }
                assertTrue(printed.containsAll(PRINTED), printed + " " + ana.err());
            }
            String post =
                    "{\"kind\":\"post\",\"ref\":3,"
                            + "\"cid\":\"019b76da-b3b8-7000-8000-000000000001\",\"epoch\":\""
                            + welcome.path("epoch").asString()
                            + "\",\"conversation\":\""
                            + everyone
                            + "\",\"text\":\"by hand\"}";
            eve.sendText(post, true).join();
            ear.await(onTheWire, "\"accepted\"");
            server.signal("TERM");
            ear.await(onTheWire, "\"closing\"");
        }
        Set<String> wanted =
                Set.of("posted", "edited", "room-made", "entered", "refused", "accepted");
        assertTrue(onTheWire.containsAll(wanted), onTheWire.toString());
    }
}
