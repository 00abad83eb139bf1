package dev.klatch.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.PersonId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
    private final SplittableRandom random = new SplittableRandom(7);

    @TempDir Path folder;

    private OutboxEntry entry(String text, Addressee addressee) {
        return new OutboxEntry(
                CommandId.fresh(1_700_000_000_000L, random),
                "http://127.0.0.1:5555",
                new PersonId(42),
                "e1",
                addressee,
                Writing.of(text),
                1_700_000_000_000L);
    }

    @Test
    void everythingWrittenIsThereAfterOpeningAgain() throws IOException {
        Path file = folder.resolve("outbox");
        OutboxEntry tabs = entry("tab\tline\nback\\slash \\t \\n ü 😀", Addressee.everyone());
        OutboxEntry toBob = entry("psst", new Addressee.Person("bob\tx"));
        OutboxEntry toStaff = entry("hi", Addressee.of(new ConversationId(77)));
        OutboxEntry unborn =
                new OutboxEntry(
                        tabs.cid(),
                        "s",
                        null,
                        null,
                        new Addressee.Room("staff room"),
                        Writing.of("x"),
                        1);
        try (Outbox outbox = Outbox.open(file)) {
            outbox.put(tabs);
            outbox.put(toBob);
            outbox.put(toStaff);
        }
        try (Outbox outbox = Outbox.open(file)) {
            assertEquals(List.of(tabs, toBob, toStaff), outbox.entries());
            outbox.settle(toBob.cid());
            outbox.put(unborn);
        }
        try (Outbox outbox = Outbox.open(file)) {
            assertEquals(List.of(unborn, toStaff), outbox.entries());
        }
    }

    @Test
    void aFileTornAtAnyByteKeepsAllWholeLines() throws IOException {
        Path file = folder.resolve("outbox");
        OutboxEntry first = entry("first", Addressee.everyone());
        OutboxEntry second = entry("zweite äöü 😀", Addressee.everyone());
        long afterFirst;
        try (Outbox outbox = Outbox.open(file)) {
            outbox.put(first);
            afterFirst = Files.size(file);
            outbox.put(second);
        }
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length <= whole.length; length++) {
            Path torn = folder.resolve("torn-" + length);
            Files.write(torn, java.util.Arrays.copyOf(whole, length));
            OutboxEntry third = entry("after the crash", Addressee.everyone());
            try (Outbox outbox = Outbox.open(torn)) {
                outbox.put(third);
            }
            List<OutboxEntry> expected =
                    length < afterFirst
                            ? List.of(third)
                            : length < whole.length
                                    ? List.of(first, third)
                                    : List.of(first, second, third);
            try (Outbox outbox = Outbox.open(torn)) {
                assertEquals(expected, outbox.entries(), "torn at " + length);
            }
        }
    }

    @Test
    void aDamagedLineIsLeftOutAndTheFileKept() throws IOException {
        Path file = folder.resolve("outbox");
        OutboxEntry second = entry("second", Addressee.everyone());
        try (Outbox outbox = Outbox.open(file)) {
            outbox.put(entry("first", Addressee.everyone()));
            outbox.put(second);
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[30] ^= 1;
        Files.write(file, bytes);
        try (Outbox outbox = Outbox.open(file)) {
            assertEquals(List.of(second), outbox.entries());
        }
        assertTrue(Files.exists(folder.resolve("outbox.damaged")));
    }

    @Test
    void nobodyElseCanReadIt() throws IOException {
        Path file = folder.resolve("outbox");
        try (Outbox outbox = Outbox.open(file)) {
            outbox.put(entry("secret", Addressee.everyone()));
        }
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
}
