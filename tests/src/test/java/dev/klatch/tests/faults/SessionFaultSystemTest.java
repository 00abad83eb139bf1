package dev.klatch.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.protocol.Notice;
import dev.klatch.tests.house.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A fault that one person's frame runs into ends at most that person's connection; a full memory
/// ends the process, so that it is started again.
final class SessionFaultSystemTest {
    /// What the JVM leaves as exit status when it ends for want of memory.
    private static final int OUT_OF_MEMORY = 3;

    private static final Pattern SERVE_FLAGS = Pattern.compile("serve_flags=\"([^\"]+)\"");

    @ParameterizedTest
    @DisplayName("ATK-111 a fault in one session ends that session, and the server lives")
    @ValueSource(strings = {"null-pointer", "stack-overflow"})
    void inOneSession(String fault, @TempDir Path folder) throws Exception {
        try (KlatchProcess server =
                KlatchProcess.start(folder, "-Dklatch.crash=frame-decoded:2:" + fault)) {
            Guest ana = Guest.signIn(server.url(), "ana");
            Guest eve = Guest.signIn(server.url(), "eve");
            try (Wire anas = Wire.open(server.url(), ana.token());
                    Wire eves = Wire.open(server.url(), eve.token())) {
                beats(anas, 1);
                eves.send("{\"kind\":\"beat\",\"ref\":1}");
                String last = closed(eves);
                assertEquals("closed with " + CloseCode.FAILED.number(), last);
                beats(anas, 2);
            }
            try (Wire again = Wire.open(server.url(), eve.token())) {
                beats(again, 1);
            }
            assertTrue(server.isAlive());
            assertEquals(1, count(server.output(), "fault on a connection"), server.output());
        }
    }

    private static void beats(Wire wire, int ref) throws IOException {
        wire.send("{\"kind\":\"beat\",\"ref\":" + ref + "}");
        await(wire, "{\"kind\":\"done\",\"ref\":" + ref + "}");
    }

    /// The next text that has these words.
    private static String await(Wire wire, String words) throws IOException {
        for (Wire.Frame frame = wire.read(); frame != null; frame = wire.read()) {
            if (frame.opcode() == Wire.TEXT && frame.text().contains(words)) {
                return frame.text();
            }
        }
        throw new IOException("never heard: " + words);
    }

    private static String closed(Wire wire) throws IOException {
        for (Wire.Frame frame = wire.read(); frame != null; frame = wire.read()) {
            assertFalse(frame.text().contains("Exception"), frame.text());
            if (frame.opcode() == Wire.CLOSE) {
                return "closed with " + frame.closeCode();
            }
        }
        return "ended";
    }

    private static long count(String text, String words) {
        return text.lines().filter(line -> line.contains(words)).count();
    }

    @Test
    @DisplayName("ATK-111 a fault while something is written loses nothing and doubles nothing")
    void whileWriting(@TempDir Path folder) throws Exception {
        try (KlatchProcess server =
                KlatchProcess.start(folder, "-Dklatch.crash=before-commit:15:null-pointer")) {
            Guest ana = Guest.signIn(server.url(), "ana");
            try (Wire wire = Wire.open(server.url(), ana.token())) {
                String words = await(wire, "\"kind\":\"welcome\"");
                Notice.Welcome welcome = (Notice.Welcome) FrameCodec.decodeServer(words);
                int refused = 0;
                for (int i = 1; i <= 30; i++) {
                    post(wire, welcome, i);
                    String reply = await(wire, "\"ref\":" + i + ",");
                    if (reply.contains("\"internal\"")) {
                        refused++;
                        post(wire, welcome, i);
                        reply = await(wire, "\"ref\":" + i + ",");
                    }
                    assertTrue(reply.contains("\"seq\":" + i + ","), reply);
                }
                assertEquals(1, refused);
            }
            assertTrue(server.isAlive());
            assertEquals(1, count(server.output(), "a batch was not kept"), server.output());
        }
    }

    private static void post(Wire wire, Notice.Welcome welcome, int ref) throws IOException {
        CommandId cid = CommandId.fresh(1_767_225_600_000L, new Random(ref));
        var post =
                new MessageFrame.Post(ref, cid, welcome.epoch(), welcome.everyone(), "no " + ref);
        wire.send(new String(FrameCodec.encode(post), StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("ATK-111 a server whose memory is full ends with a status and is no zombie")
    void outOfMemory(@TempDir Path folder) throws Exception {
        String launcher = Repository.text(Path.of("klatch"));
        List<String> flags =
                SERVE_FLAGS
                        .matcher(launcher)
                        .results()
                        .flatMap(found -> Stream.of(found.group(1).split("[\\s\\\\]+", -1)))
                        .filter(flag -> flag.startsWith("-X"))
                        .toList();
        Stream<String> all =
                Stream.concat(
                        flags.stream(), Stream.of("-Dklatch.crash=frame-decoded:2:out-of-memory"));
        try (KlatchProcess server = KlatchProcess.start(folder, all.toArray(String[]::new))) {
            Guest eve = Guest.signIn(server.url(), "eve");
            try (Wire wire = Wire.open(server.url(), eve.token())) {
                beats(wire, 1);
                wire.send("{\"kind\":\"beat\",\"ref\":2}");
                assertEquals(OUT_OF_MEMORY, server.awaitExit(), server.output());
            }
        }
        String batch = Repository.text(Path.of("klatch.cmd"));
        assertTrue(batch.contains("-XX:+ExitOnOutOfMemoryError"), "the launcher of Windows");
    }
}
