package dev.klatch.tests.log;

import static dev.klatch.tests.log.Chronicle.DIRECT;
import static dev.klatch.tests.log.Chronicle.LOBBY;
import static dev.klatch.tests.log.Chronicle.STAFF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.Access;
import dev.klatch.server.log.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the transcript takes down, and what it must not.
final class TranscriptStoreTest {
    private final Path data;
    private final Chronicle chronicle;

    TranscriptStoreTest(@TempDir Path data) throws Exception {
        this.data = data;
        this.chronicle = new Chronicle(data, System.currentTimeMillis());
    }

    @AfterEach
    void close() {
        chronicle.close();
    }

    private void saysEverywhere(String text) {
        chronicle.says(chronicle.everyone(), text + " to everyone");
        chronicle.says(LOBBY, text + " in the lobby");
        chronicle.says(STAFF, text + " among staff");
        chronicle.says(DIRECT, text + " to bob");
    }

    private Path file() {
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        return chronicle.folder().resolve("transcript-" + today + ".log");
    }

    private Path cursor() {
        return chronicle.folder().resolve("transcript.cursor");
    }

    @Test
    @DisplayName("B5 rooms: what is said to everyone and in public rooms, and nothing private")
    void b5RoomsTakesDownPublicRoomsAlone() throws IOException {
        chronicle.begin(Scope.ROOMS);
        saysEverywhere("hello");
        chronicle.end();
        assertEquals(List.of("hello to everyone", "hello in the lobby"), chronicle.texts());
        String line = chronicle.lines().getFirst();
        String id = chronicle.everyone().text();
        String rest =
                ",\"event\":\"posted\",\"conversation\":\"%s\",\"seq\":1,\"type\":\"room\","
                                .formatted(id)
                        + "\"title\":\"everyone\",\"name\":\"ana\",\"text\":\"hello to everyone\"}";
        assertTrue(line.endsWith(rest), line);
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    @Test
    @DisplayName("B5 all: private conversations, too")
    void b5AllTakesDownPrivateOnesToo() throws IOException {
        chronicle.begin(Scope.ALL);
        saysEverywhere("hello");
        chronicle.end();
        assertEquals(4, chronicle.texts().size());
        String direct =
                chronicle.lines().stream().filter(l -> l.contains("to bob")).toList().get(0);
        assertTrue(direct.contains("\"type\":\"direct\",\"title\":\"ana, bob\""), direct);
    }

    @Test
    void offTakesNothingDownAndWhatWasSaidThenStaysOut() throws IOException {
        chronicle.begin(Scope.ROOMS);
        saysEverywhere("first");
        chronicle.end().begin(Scope.OFF);
        saysEverywhere("unheard");
        chronicle.end();
        assertEquals(2, chronicle.texts().size());
        assertFalse(Files.exists(cursor()));
        chronicle.begin(Scope.ROOMS);
        saysEverywhere("third");
        chronicle.end();
        assertEquals(
                List.of(
                        "first to everyone",
                        "first in the lobby",
                        "third to everyone",
                        "third in the lobby"),
                chronicle.texts());
    }

    @Test
    void whatWasPrivateBeforeStaysOutWhenAllIsTakenDownLater() throws IOException {
        chronicle.begin(Scope.ROOMS);
        saysEverywhere("first");
        chronicle.end().begin(Scope.ALL);
        saysEverywhere("second");
        chronicle.end().begin(Scope.ROOMS);
        saysEverywhere("third");
        chronicle.end().begin(Scope.ROOMS).end();
        List<String> texts = chronicle.texts();
        assertEquals(8, texts.size(), texts::toString);
        assertFalse(texts.contains("first among staff") || texts.contains("first to bob"));
        assertTrue(texts.contains("second among staff") && texts.contains("second to bob"));
        assertFalse(texts.contains("third among staff") || texts.contains("third to bob"));
    }

    @Test
    void aRoomIsTakenDownWhileItIsPublic() throws IOException {
        chronicle.begin(Scope.ROOMS);
        chronicle.says(STAFF, "secret one");
        chronicle.opens(STAFF, "staff", Access.PUBLIC);
        chronicle.says(STAFF, "open");
        chronicle.end().begin(Scope.ROOMS);
        chronicle.opens(STAFF, "staff", Access.PRIVATE);
        chronicle.says(STAFF, "secret two");
        chronicle.end().begin(Scope.ROOMS);
        chronicle.says(STAFF, "secret three");
        chronicle.opens(STAFF, "staff", Access.PUBLIC);
        chronicle.says(STAFF, "open again");
        chronicle.end();
        assertEquals(List.of("open", "open again"), chronicle.texts());
    }

    @Test
    void afterACrashEachEventIsThereOnce() throws IOException {
        chronicle.begin(Scope.ROOMS);
        saysEverywhere("first");
        chronicle.end();
        int durable = Files.readString(file()).length();
        Path old = data.resolve("old.cursor");
        Files.copy(cursor(), old);
        chronicle.begin(Scope.ROOMS);
        saysEverywhere("second");
        saysEverywhere("third");
        chronicle.opens(LOBBY, "lobby", Access.PRIVATE);
        chronicle.says(LOBBY, "secret");
        chronicle.end();
        List<String> all = chronicle.lines();
        assertEquals(7, all.size(), all::toString);
        String text = Files.readString(file());
        int rest = text.length() - durable;
        for (int cut : List.of(0, 1, 40, rest / 2, rest - 1, rest)) {
            // What a crash leaves: an older cursor, and a file that ends somewhere.
            Files.copy(old, cursor(), StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(file(), text.substring(0, text.length() - cut));
            chronicle.begin(Scope.ROOMS).end();
            assertEquals(
                    all.stream().sorted().toList(), chronicle.lines().stream().sorted().toList());
        }
    }

    @Test
    @DisplayName("B5 what is erased is erased in the transcript, its earlier texts as well")
    void b5AnErasedMessageIsErasedInTheTranscript() throws IOException {
        chronicle.begin(Scope.ROOMS);
        chronicle.says(LOBBY, "before");
        long seq = chronicle.says(LOBBY, "canary one \",\"text\":\"");
        chronicle.edits(LOBBY, seq, "canary two");
        chronicle.says(LOBBY, "after");
        chronicle.end().begin(Scope.ROOMS);
        chronicle.deletes(LOBBY, seq);
        chronicle.end();
        Logged.assertNowhere(chronicle.folder(), "transcript", "canary");
        List<String> lines = chronicle.lines();
        assertEquals(5, lines.size());
        assertTrue(
                lines.get(1)
                        .endsWith(
                                "\"seq\":2,\"type\":\"room\",\"title\":\"lobby\","
                                        + "\"name\":\"ana\",\"erased\":1}"),
                lines.get(1));
        assertTrue(
                lines.get(2).contains("\"event\":\"edited\"") && lines.get(2).contains("erased"));
        assertTrue(lines.get(4).contains("\"event\":\"deleted\""), lines.get(4));
        assertEquals(List.of("before", "after"), chronicle.texts());
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    @Test
    void whatIsErasedIsErasedEvenWhereNothingIsTakenDownAnyMore() throws IOException {
        chronicle.begin(Scope.ALL);
        long seq = chronicle.says(DIRECT, "canary");
        for (Scope later : List.of(Scope.ROOMS, Scope.OFF)) {
            chronicle.end().begin(later);
            chronicle.deletes(DIRECT, seq);
            chronicle.end();
            Logged.assertNowhere(chronicle.folder(), "transcript", "canary");
            chronicle.begin(Scope.ALL);
            seq = chronicle.says(DIRECT, "canary");
        }
    }

    @Test
    void anErasureThatACrashLeftUndoneIsDoneAtTheNextStart() throws IOException {
        chronicle.begin(Scope.ROOMS);
        long seq = chronicle.says(LOBBY, "canary");
        chronicle.end();
        chronicle.deletes(LOBBY, seq);
        chronicle.begin(Scope.ROOMS).end();
        Logged.assertNowhere(chronicle.folder(), "transcript", "canary");
        assertEquals(2, chronicle.lines().size());
    }

    @Test
    void anEventGoesIntoTheFileOfItsDay() throws Exception {
        chronicle.begin(Scope.ROOMS);
        chronicle.says(LOBBY, "today");
        chronicle.later(24 * 3_600_000L);
        long seq = chronicle.says(LOBBY, "tomorrow");
        chronicle.later(24 * 3_600_000L);
        chronicle.says(LOBBY, "the day after");
        chronicle.deletes(LOBBY, seq);
        chronicle.end();
        assertEquals(List.of("today", "the day after"), chronicle.texts());
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        for (int day = 0; day < 3; day++) {
            String name = "transcript-" + today.plusDays(day) + ".log";
            int lines = Files.readAllLines(chronicle.folder().resolve(name)).size();
            assertEquals(day == 2 ? 2 : 1, lines, name);
        }
    }

    @Test
    @DisplayName("ATK-046 ATK-047 a text stays inside of its line and steers nothing")
    void atk046And047ATextStaysInsideOfItsLine() throws IOException {
        chronicle.begin(Scope.ROOMS);
        chronicle.says(LOBBY, "\u001b]0;x\u0007\n{\"event\":\"posted\"}\r\u2028\u202e\u009b");
        chronicle.says(LOBBY, "x".repeat(16_000));
        chronicle.end();
        assertEquals(2, chronicle.lines().size());
        Logged.assertHarmless(chronicle.folder());
        assertTrue(chronicle.lines().get(1).contains("x".repeat(16_000)));
    }

    @Test
    void aWipeLeavesNothingOfTheTranscript() throws IOException {
        chronicle.begin(Scope.ROOMS);
        saysEverywhere("canary");
        chronicle.end();
        assertTrue(Files.exists(file()));
        chronicle.begin(Scope.OFF);
        chronicle.transcript().wiped();
        chronicle.end();
        assertFalse(Files.exists(file()));
    }
}
