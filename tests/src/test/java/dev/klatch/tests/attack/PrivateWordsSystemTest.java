package dev.klatch.tests.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.Refusal;
import dev.klatch.server.operator.Desk;
import dev.klatch.server.operator.Phrase.Status;
import dev.klatch.tests.wire.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What others say among themselves, asked for in every way there is. All of it that nobody else
/// should hear of has the word canary in it.
final class PrivateWordsSystemTest {
    private Path data = Path.of("");
    private TestServer server;
    private Talker ana;
    private Talker bob;
    private Talker eve;
    private String staff = "";

    @BeforeEach
    void start(@TempDir Path folder) {
        data = folder;
        server = TestServer.startUnlimited(folder);
        ana = Talker.account(server, "ana");
        bob = Talker.account(server, "bob");
        eve = Talker.account(server, "eve");
        staff = ana.privateRoom("canary staff", bob);
        String topic = "canary topic";
        ana.does("change", "conversation", staff, "topic", topic, "description", "canary");
    }

    @AfterEach
    void stop() {
        List.of(ana, bob, eve).forEach(Talker::close);
        server.close();
    }

    /// All that one can ask of a conversation, and of the message with seq 4.
    private static Map<String, BiFunction<Talker, String, JsonNode>> questions() {
        Map<String, BiFunction<Talker, String, JsonNode>> all = new LinkedHashMap<>();
        for (String kind :
                List.of("read-conversation", "list-members", "list-bans", "read-history")) {
            all.put(kind, (who, room) -> who.asks(kind, "conversation", room));
        }
        all.put("list-pins", (who, room) -> who.asks("list-pins", "conversation", room));
        all.put("typing", (who, room) -> who.asks("typing", "conversation", room));
        for (String kind : List.of("list-readers", "mark-read")) {
            all.put(kind, (who, room) -> who.asks(kind, "conversation", room, "seq", 4));
        }
        all.put("thread", (who, it) -> who.asks("read-thread", "conversation", it, "root", 4));
        all.put("texts", (who, it) -> who.asks("read-versions", "conversation", it, "target", 4));
        all.put("time", (who, it) -> who.asks("find-time", "conversation", it, "time", 1));
        all.put("search", (who, it) -> who.asks("search", "query", "canary", "conversation", it));
        String why = "reason";
        all.put(
                "report",
                (who, it) -> who.asks("report", "conversation", it, "target", 4, why, "x"));
        return all;
    }

    /// All that one can do to a conversation, to its message with seq 4, and to somebody in it.
    private static Map<String, BiFunction<Talker, String, JsonNode>> deeds(String person) {
        Map<String, BiFunction<Talker, String, JsonNode>> all = new LinkedHashMap<>();
        for (String kind : List.of("join", "leave")) {
            all.put(kind, (who, room) -> who.orders(kind, "conversation", room));
        }
        String in = "conversation";
        all.put("post", (who, room) -> who.orders("post", in, room, "text", "x"));
        all.put("edit", (who, it) -> who.orders("edit", in, it, "target", 4, "text", "x"));
        all.put("delete", (who, it) -> who.orders("delete", in, it, "target", 4));
        all.put(
                "react",
                (who, it) -> who.orders("react", in, it, "target", 4, "reaction", "x", "on", true));
        all.put("pin", (who, it) -> who.orders("pin", in, it, "target", 4, "on", true));
        all.put("play", (who, it) -> who.orders("play", in, it, "action", "challenge"));
        all.put("change", (who, it) -> who.orders("change", in, it, "title", "mine"));
        all.put("invite", (who, it) -> who.orders("invite", in, it, "people", List.of(person)));
        for (String kind : List.of("remove", "ban", "unban")) {
            all.put(kind, (who, it) -> who.orders(kind, in, it, "person", person));
        }
        all.put("mute", (who, it) -> who.orders("mute", in, it, "person", person, "minutes", 1));
        all.put(
                "set-standing",
                (who, it) ->
                        who.orders("set-standing", in, it, "person", person, "standing", "owner"));
        all.put(
                "forward",
                (who, it) -> who.orders("forward", in, who.everyone(), "source", at(it)));
        return all;
    }

    private static Map<String, Object> at(String conversation) {
        return Map.of("conversation", conversation, "seq", 4);
    }

    /// A reply without what is different in each.
    private static String bare(JsonNode reply) {
        return ((ObjectNode) reply).without(List.of("ref", "cid")).toString();
    }

    private static void nothingOf(String canary, List<String> heard) {
        for (String frame : heard) {
            assertFalse(frame.contains(canary), frame);
        }
    }

    @Test
    @DisplayName("ATK-024 a private room is for others as if it were not there")
    void asIfItWereNotThere() {
        ana.posts(staff, "canary word");
        Map<String, BiFunction<Talker, String, JsonNode>> all = questions();
        all.putAll(deeds(bob.person()));
        all.forEach((name, way) -> {
            JsonNode reply = way.apply(eve, staff);
            assertTrue(Talker.isRefused(reply, Refusal.UNKNOWN_CONVERSATION), name + reply);
            assertEquals(bare(way.apply(eve, "c1")), bare(reply), name);
        });
        eve.asks("list-rooms");
        eve.asks("list-conversations");
        eve.asks("list-people");
        for (String query : List.of("canary*", "in:\"canary staff\"", "word in:\"canary staff\"")) {
            assertEquals(0, eve.asks("search", "query", query).path("hits").size(), query);
        }
        assertEquals(
                bare(eve.asks("read-profile", "name", "nobody at all")),
                bare(eve.asks("read-profile", "name", "canary staff")));
        assertEquals(
                bare(eve.orders("open-direct", "name", "nobody at all")),
                bare(eve.orders("open-direct", "name", "canary staff")));
        assertEquals(
                bare(eve.orders("create-room", "name", "ANA")),
                bare(eve.orders("create-room", "name", "CANARY STAFF"))
                        .replace("CANARY STAFF", "ANA"),
                "a name that is taken, by whomever");
        nothingOf("canary", eve.heard());
        nothingOf(staff, eve.heard());
    }

    @Test
    @DisplayName("ATK-025 who was removed hears and finds nothing of it any more")
    void formerMember() {
        ana.posts(staff, "canary before");
        try (Talker phone = bob.again(server)) {
            ana.does("remove", "conversation", staff, "person", bob.person());
            long head = ana.posts(staff, "canary after");
            ana.does("edit", "conversation", staff, "target", head, "text", "canary edited");
            ana.asks("typing", "conversation", staff);
            ana.does("change", "conversation", staff, "topic", "canary new");
            for (Talker each : List.of(bob, phone)) {
                List<String> heard = each.heard();
                List<String> of = heard.stream().filter(it -> it.contains(staff)).toList();
                assertTrue(of.getLast().contains("\"kind\":\"removed\""), of.getLast());
                nothingOf("canary after", heard);
                nothingOf("canary new", heard);
            }
        }
        try (Talker later = bob.again(server)) {
            questions()
                    .forEach((name, way) -> {
                        JsonNode reply = way.apply(later, staff);
                        assertTrue(
                                Talker.isRefused(reply, Refusal.UNKNOWN_CONVERSATION),
                                name + reply);
                    });
            deeds(ana.person())
                    .forEach((name, way) -> {
                        JsonNode reply = way.apply(later, staff);
                        assertTrue(
                                Talker.isRefused(reply, Refusal.UNKNOWN_CONVERSATION),
                                name + reply);
                    });
            later.asks("list-conversations");
            later.asks("search", "query", "canary");
            later.asks("list-states");
            later.asks("resume", "epoch", epoch(later), "cursors", List.of(at(staff)));
            nothingOf("canary", later.heard());
        }
    }

    private static String epoch(Talker talker) {
        return talker.command("join").path("epoch").stringValue();
    }

    @Test
    @DisplayName("ATK-026 nothing of a conversation is told to anybody outside of it")
    void outsideOfIt() {
        String direct = ana.does("open-direct", "name", "bob");
        for (String room : List.of(staff, direct)) {
            long seq = ana.posts(room, "canary said");
            ana.asks("typing", "conversation", room);
            bob.asks("typing", "conversation", room);
            bob.asks("mark-read", "conversation", room, "seq", seq);
            ana.does("edit", "conversation", room, "target", seq, "text", "canary edited");
            ana.does("pin", "conversation", room, "target", seq, "on", true);
            bob.does("react", "conversation", room, "target", seq, "reaction", "ok", "on", true);
            ana.does("post", "conversation", room, "text", "canary", "thread", seq);
            ana.does("delete", "conversation", room, "target", seq);
        }
        ana.does("play", "conversation", direct, "action", "challenge");
        Object[] mute = {"conversation", staff, "person", bob.person(), "minutes", 5};
        ana.does("mute", mute);
        ana.does("change", "conversation", staff, "slowSeconds", 5, "announcement", true);
        ana.does("ban", "conversation", staff, "person", bob.person());
        ana.does("leave", "conversation", staff);
        for (String secret : List.of("canary", staff, direct)) {
            nothingOf(secret, eve.heard());
        }
    }

    @Test
    @DisplayName("ATK-030 the owner of a server reads nothing that is private")
    void owner() {
        String direct = ana.does("open-direct", "name", "bob");
        for (String room : List.of(staff, direct)) {
            while (ana.posts(room, "canary said") < 4) {
                ana.posts(room, "canary said");
            }
        }
        try (Talker olga = Talker.owner(server, "olga")) {
            for (String room : List.of(staff, direct)) {
                Map<String, BiFunction<Talker, String, JsonNode>> all = questions();
                all.putAll(deeds(bob.person()));
                all.forEach((name, way) -> {
                    JsonNode reply = way.apply(olga, room);
                    assertTrue(Talker.isRefused(reply, Refusal.UNKNOWN_CONVERSATION), name + reply);
                });
            }
            olga.asks("set-role", "person", eve.person(), "role", "moderator");
            for (String list : List.of("list-conversations", "list-rooms", "list-reports")) {
                olga.asks(list);
            }
            olga.asks("search", "query", "canary");
            assertTrue(olga.asks("list-audit").toString().contains("\"whom\":\"eve\""));
            nothingOf("canary", olga.heard());
        }
    }

    /// A desk at which somebody says yes to everything.
    private static final class Yes implements Desk {
        private final List<String> shown = new ArrayList<>();

        @Override
        public void show(String line) {
            shown.add(line);
        }

        @Override
        public Optional<String> ask(String question) {
            return Optional.of("yes");
        }
    }

    @Test
    @DisplayName("ATK-030 the operator is shown no message, and a backup is the operator's alone")
    void operator() throws IOException {
        ana.posts(staff, "canary said");
        ana.posts(ana.everyone(), "canary in public");
        Yes desk = new Yes();
        var operator = server.operator(() -> {});
        for (String line : List.of("users", "rooms", "stats", "help", "kick eve", "mute eve 1")) {
            operator.obey(line, desk);
        }
        assertEquals(Status.DONE, operator.obey("<DELETE CHAT BACKUP>", desk));
        nothingOf("canary said", desk.shown);
        nothingOf("canary in public", desk.shown);
        Path backups = data.resolve("backups");
        assertEquals("rwx------", mode(backups));
        try (Stream<Path> files = Files.walk(backups)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertEquals("rw-------", mode(file), file.toString());
            }
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
