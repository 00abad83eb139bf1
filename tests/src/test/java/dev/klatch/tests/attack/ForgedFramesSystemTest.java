package dev.klatch.tests.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.Limits;
import dev.klatch.protocol.Refusal;
import dev.klatch.tests.wire.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Frames that say what only the server may say, speak of what is not there, or were another's.
final class ForgedFramesSystemTest {
    private static final Set<String> FRAME_ERRORS =
            Set.of("malformed", "wrong-type", "out-of-range", "missing-field", "unknown-field");

    private TestServer server;
    private Talker ana;
    private Talker eve;
    private String everyone = "";

    @BeforeEach
    void start() {
        server = TestServer.packaged("--limits", "off");
        ana = Talker.account(server, "ana");
        eve = Talker.account(server, "eve");
        everyone = ana.everyone();
    }

    @AfterEach
    void stop() {
        ana.close();
        eve.close();
        server.close();
    }

    private static void refused(Refusal refusal, JsonNode reply) {
        assertTrue(Talker.isRefused(reply, refusal), reply.toString());
    }

    private static JsonNode history(Talker who, String conversation) {
        return who.asks("read-history", "conversation", conversation).path("events");
    }

    @Test
    @DisplayName("ATK-027 others' messages stay as they are, and nobody speaks as another")
    void othersMessages() {
        String room = ana.does("create-room", "name", "staff");
        eve.does("join", "conversation", room);
        long seq = ana.posts(room, "as it was");
        Object[] edit = {"conversation", room, "target", seq, "text", "forged"};
        refused(Refusal.NOT_ALLOWED, eve.orders("edit", edit));
        refused(Refusal.NOT_ALLOWED, eve.orders("delete", "conversation", room, "target", seq));
        for (String field :
                List.of("author", "name", "seq", "time", "person", "edited", "folded", "server")) {
            ObjectNode post = eve.command("post", "conversation", room, "text", "forged");
            post.put(field, field.equals("seq") || field.equals("time") ? "1" : ana.person());
            refused(Refusal.UNKNOWN_FIELD, eve.says(post));
        }
        refused(
                Refusal.UNKNOWN_FIELD,
                eve.asks("mark-read", "conversation", room, "seq", 1, "person", ana.person()));
        refused(
                Refusal.UNKNOWN_FIELD,
                eve.asks("set-state", "key", "keywords", "value", "x", "person", ana.person()));
        for (String kind : List.of("posted", "edited", "deleted", "seen", "welcome", "accepted")) {
            refused(Refusal.UNKNOWN_KIND, eve.orders(kind, "conversation", room, "text", "x"));
        }
        JsonNode said = history(ana, room).path(2);
        assertEquals("as it was", said.path("text").stringValue());
        assertEquals(3, history(ana, room).size());
        JsonNode readers = ana.asks("list-readers", "conversation", room, "seq", seq);
        assertEquals("[]", readers.path("people").toString(), "nobody has read it");
    }

    @Test
    @DisplayName("ATK-029 a title that reads like another conversation's id or person is a title")
    void titlesAndIds() {
        String direct = ana.does("open-direct", "name", "eve");
        String mine = eve.does("create-room", "name", "mine");
        refused(Refusal.NAME_TAKEN, eve.orders("change", "conversation", mine, "title", "Ana"));
        refused(
                Refusal.NAME_INVALID,
                eve.orders("change", "conversation", mine, "title", "everyone"));
        for (String id : List.of(direct, everyone, ana.person())) {
            JsonNode reply = eve.orders("change", "conversation", mine, "title", id);
            assertTrue(
                    reply.path("kind").stringValue("").equals("accepted"),
                    "an id is a name like any other: " + reply);
        }
        long seq = ana.posts(direct, "between us");
        ana.posts(everyone, "to all");
        assertEquals(
                List.of("between us"),
                texts(eve.asks("read-history", "conversation", direct, "after", seq - 1)));
        assertEquals(List.of(), texts(eve.asks("read-history", "conversation", mine)));
        String again = eve.does("open-direct", "person", ana.person());
        assertEquals(direct, again, "the id means the person, whatever is called so");
        assertNotEquals(mine, again);
    }

    private static List<String> texts(JsonNode history) {
        List<String> texts = new ArrayList<>();
        for (JsonNode event : history.path("events")) {
            if (event.has("text")) {
                texts.add(event.path("text").stringValue());
            }
        }
        return texts;
    }

    @Test
    @DisplayName("ATK-031 a page is asked for with whole numbers in their range, or not given")
    void oddNumbers() {
        ana.posts(everyone, "one");
        for (String value :
                List.of(
                        "-1",
                        "1.5",
                        "1.0",
                        "1e3",
                        "NaN",
                        "Infinity",
                        "\"5\"",
                        "null",
                        "true",
                        "[1]",
                        "{}",
                        "0x10",
                        "9007199254740992",
                        "99999999999999999999",
                        "-9223372036854775808")) {
            for (String field : List.of("before", "after", "limit")) {
                odd(
                        "{\"kind\":\"read-history\",\"ref\":9000,\"conversation\":\"%s\",\"%s\":%s}"
                                .formatted(everyone, field, value));
            }
            odd(
                    "{\"kind\":\"read-thread\",\"ref\":9000,\"conversation\":\"%s\",\"root\":%s}"
                            .formatted(everyone, value));
            odd(
                    "{\"kind\":\"find-time\",\"ref\":9000,\"conversation\":\"%s\",\"time\":%s}"
                            .formatted(everyone, value));
        }
        odd("{\"kind\":\"read-history\",\"ref\":9000,\"conversation\":\"p1\"}");
        for (String list :
                List.of("list-conversations", "list-rooms", "list-people", "list-audit")) {
            for (String after : List.of("x'", "-", ".", "1.2.3.4", "\ud83d\ude00", " ")) {
                JsonNode reply = eve.asks(list, "after", after);
                String error = reply.path("error").stringValue("none");
                assertTrue(Set.of("wrong-type", "not-allowed").contains(error), list + reply);
            }
        }
    }

    /// It is refused, and the connection goes on.
    private void odd(String frame) {
        eve.socket().send(frame);
        JsonNode reply = eve.says("{\"kind\":\"beat\",\"ref\":9001}", 9001);
        assertEquals("done", reply.path("kind").stringValue());
        String refused = eve.heardBefore();
        assertTrue(
                FRAME_ERRORS.stream().anyMatch(it -> refused.contains("\"" + it + "\"")),
                frame + " " + refused);
    }

    @Test
    @DisplayName("ATK-031 a page is never larger than pages are, nor of another place")
    void greedyPages() {
        for (int i = 0; i < Limits.HISTORY_EVENTS + 20; i++) {
            ana.posts(everyone, "message " + i);
        }
        Object[] greedy = {"conversation", everyone, "limit", 1_000_000_000};
        JsonNode page = eve.asks("read-history", greedy);
        assertEquals(Limits.HISTORY_EVENTS, page.path("events").size());
        assertTrue(page.path("more").asBoolean());
        String staff = ana.privateRoom("staff");
        for (int i = 0; i <= Limits.LIST_ENTRIES; i++) {
            server.guest("guest " + i);
        }
        JsonNode members = ana.asks("list-members", "conversation", everyone);
        String cursor = members.path("after").stringValue();
        JsonNode foreign = ana.asks("list-members", "conversation", staff, "after", cursor);
        for (JsonNode member : foreign.path("members")) {
            assertEquals(ana.person(), member.path("person").path("person").stringValue());
        }
        refused(
                Refusal.UNKNOWN_CONVERSATION,
                eve.asks("list-members", "conversation", staff, "after", cursor));
        ana.does("invite", "conversation", staff, "people", List.of(eve.person()));
        ana.posts(staff, "for eve, too");
        JsonNode mine = eve.asks("read-history", "conversation", staff);
        long from = mine.path("from").asLong();
        ana.does("remove", "conversation", staff, "person", eve.person());
        refused(
                Refusal.UNKNOWN_CONVERSATION,
                eve.asks("read-history", "conversation", staff, "before", from + 1));
    }

    @Test
    @DisplayName("ATK-032 what one may not see does not end the pages before it")
    void hiddenPages() {
        String room = ana.does("create-room", "name", "staff", "newcomers", "from-joining");
        eve.does("join", "conversation", room);
        ana.posts(room, "first");
        eve.does("leave", "conversation", room);
        for (int i = 0; i < Limits.HISTORY_EVENTS + 50; i++) {
            ana.posts(room, "hidden");
        }
        eve.does("join", "conversation", room);
        ana.posts(room, "last");
        assertEquals(List.of("last", "first"), walk(room, "before", Long.MAX_VALUE));
        assertEquals(List.of("first", "last"), walk(room, "after", 0));
    }

    @Test
    @DisplayName("ATK-032 a page on which all is folded away does not end the pages before it")
    void foldedPages() {
        long seq = ana.posts(everyone, "first");
        for (int i = 0; i < Limits.HISTORY_EVENTS; i++) {
            boolean on = i % 2 == 0;
            Object[] react = {"conversation", everyone, "target", seq, "reaction", "ok", "on", on};
            ana.does("react", react);
        }
        ana.posts(everyone, "last");
        assertEquals(List.of("last", "first"), walk(everyone, "before", Long.MAX_VALUE));
        assertEquals(List.of("first", "last"), walk(everyone, "after", 0));
    }

    /// What eve reads of a conversation from here on, page after page.
    private List<String> walk(String conversation, String way, long begin) {
        List<String> texts = new ArrayList<>();
        Long at = begin == Long.MAX_VALUE ? null : begin;
        Set<Long> asked = new TreeSet<>();
        boolean more = true;
        while (more) {
            JsonNode page =
                    at == null
                            ? eve.asks("read-history", "conversation", conversation, "limit", 50)
                            : eve.asks(
                                    "read-history",
                                    "conversation",
                                    conversation,
                                    way,
                                    at,
                                    "limit",
                                    50);
            texts.addAll(way.equals("after") ? texts(page) : texts(page).reversed());
            more = page.path("more").asBoolean();
            at = page.path(way.equals("after") ? "to" : "from").asLong();
            assertTrue(!more || asked.add(at), "the same page again: " + page);
        }
        return texts;
    }

    @Test
    @DisplayName("ATK-092 a captured frame does nothing for another, and nothing twice for its own")
    void replay() {
        String staff = ana.privateRoom("staff");
        ObjectNode post = ana.command("post", "conversation", everyone, "text", "once");
        JsonNode first = Talker.accepted(ana.says(post.deepCopy()));
        ObjectNode inside = ana.command("post", "conversation", staff, "text", "inside");
        Talker.accepted(ana.says(inside.deepCopy()));
        refused(Refusal.UNKNOWN_CONVERSATION, eve.says(inside.deepCopy()));
        JsonNode again = Talker.accepted(ana.says(post.deepCopy()));
        assertEquals(first.path("seq"), again.path("seq"));
        JsonNode stolen = Talker.accepted(eve.says(post.deepCopy()));
        assertNotEquals(first.path("seq"), stolen.path("seq"), "a cid is its author's");
        JsonNode said = history(ana, everyone);
        assertEquals(2, said.size());
        assertEquals("eve", said.path(1).path("name").stringValue());
        refused(Refusal.CID_REUSED, ana.says(post.deepCopy().put("text", "something else")));
    }

    @Test
    @DisplayName("ATK-092 a seq from the future is nothing that one could speak of")
    void future() {
        ana.posts(everyone, "now");
        long future = Limits.INTEGER;
        Object[] at = {"conversation", everyone, "target", future};
        refused(Refusal.UNKNOWN_MESSAGE, eve.orders("delete", at));
        refused(Refusal.UNKNOWN_MESSAGE, ana.orders("edit", with(at, "text", "x")));
        refused(
                Refusal.UNKNOWN_MESSAGE,
                eve.orders("react", with(at, "reaction", "ok", "on", true)));
        for (String answered : List.of("reply", "thread")) {
            refused(
                    Refusal.UNKNOWN_MESSAGE,
                    eve.orders("post", "conversation", everyone, "text", "x", answered, future));
        }
        refused(
                Refusal.OUT_OF_RANGE,
                eve.asks("mark-read", "conversation", everyone, "seq", future));
        String epoch = eve.command("join").path("epoch").stringValue();
        var cursor = java.util.Map.of("conversation", everyone, "seq", future);
        JsonNode resumed = eve.asks("resume", "epoch", epoch, "cursors", List.of(cursor));
        assertTrue(resumed.path("pages").path(0).path("resync").asBoolean(), resumed.toString());
        JsonNode page = eve.asks("read-history", "conversation", everyone, "after", future);
        assertEquals(0, page.path("events").size());
        assertEquals(1, history(ana, everyone).size());
    }

    private static Object[] with(Object[] members, Object... more) {
        List<Object> all = new ArrayList<>(List.of(members));
        all.addAll(List.of(more));
        return all.toArray();
    }
}
