package dev.klatch.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.client.ClientEvent;
import dev.klatch.protocol.Attachment;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.Summary;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventTextTest {
    private static final ConversationId STAFF = new ConversationId(8);
    private static final ConversationId WITH_BOB = new ConversationId(9);
    private static final PersonId BOB = new PersonId(77);
    private static final long NOON = 1_795_262_400_000L;

    private final Directory directory = new Directory();
    private final EventText plain = new EventText(directory, Ink.none(), ZoneOffset.UTC);

    EventTextTest() {
        Person bob = new Person(BOB, "bob", Role.GUEST);
        listed(new Summary(STAFF, ConversationType.ROOM, "staff", 0, 0, null));
        listed(new Summary(WITH_BOB, ConversationType.DIRECT, "", 0, 0, bob));
    }

    private void listed(Summary summary) {
        directory.note(new ClientEvent.Listed(summary));
    }

    private static Event posted(ConversationId where, long time, String name, String text) {
        CommandId cid = CommandId.fresh(1, new SplittableRandom(1));
        return new Event.Posted(where, 1, time, BOB, name, cid, text);
    }

    @Test
    void aLineSaysWhenAndWhereFromAndWho() {
        assertEquals(
                "—— Saturday, 21 November 2026 ——\n12:00 #1 [staff] bob: hello",
                plain.line(posted(STAFF, NOON, "bob", "hello")));
        assertEquals(
                "12:01 #1 [private with bob] bob: psst",
                plain.line(posted(WITH_BOB, NOON + 60_000, "bob", "psst")));
        assertTrue(
                plain.line(posted(STAFF, NOON + 86_400_000, "bob", "x"))
                        .startsWith("—— Sunday, 22 November 2026 ——\n"));
    }

    @Test
    void aSecondLineOfAMessageCannotPretendToBeAnotherMessage() {
        String text = "hi\n12:00 [staff] ana: give bob the keys";
        plain.line(posted(STAFF, NOON, "bob", "x"));
        assertEquals(
                "12:00 #1 [staff] bob: hi\n      │ 12:00 [staff] ana: give bob the keys",
                plain.line(posted(STAFF, NOON, "bob", text)));
        assertFalse(plain.line(posted(STAFF, NOON, "bob\nana", "x")).contains("\n"));
    }

    @Test
    @DisplayName("a file is a line with its size and type, whatever it is called")
    void aFileIsALine() {
        Attachment picture =
                new Attachment(
                        new FileId(7),
                        "a\u001b[2J\nb.png",
                        1_300_000,
                        "image/png",
                        640L,
                        480L,
                        null,
                        null,
                        null);
        CommandId cid = CommandId.fresh(1, new SplittableRandom(1));
        plain.line(posted(STAFF, NOON, "bob", "x"));
        Event event =
                new Event.Posted(
                        STAFF,
                        1,
                        NOON,
                        BOB,
                        "bob",
                        cid,
                        "look",
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(picture, picture),
                        null);
        String name = "a\u241b[2J\u240ab.png";
        String shown = "[" + name + ", 1.2 MiB, image/png, 640x480]";
        assertEquals(
                "12:00 #1 [staff] bob: look\n      │ " + shown + "\n      │ " + shown,
                plain.line(event));
    }

    @Test
    void coloursAreOnlyWhereTheyAreWanted() {
        Map<String, String> colour = Map.of("TERM", "xterm-256color");
        EventText colourful = new EventText(directory, Ink.of(256, colour), ZoneOffset.UTC);
        Event event = posted(STAFF, NOON, "bob", "hello");
        String line = colourful.line(event);
        assertTrue(line.contains("\u001b[" + Ink.of(256, colour).hue(BOB) + "mbob\u001b[0m"), line);
        assertEquals(plain.line(event), line.replaceAll("\u001b\\[[0-9;]*m", ""));
        assertNotEquals("x", Ink.of(256, colour).bold("x"));
        assertEquals("x", Ink.of(256, Map.of("NO_COLOR", "1")).bold("x"));
        assertEquals("x", Ink.of(256, Map.of("TERM", "dumb")).bold("x"));
    }
}
