package dev.klatch.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.PresenceFrame;
import dev.klatch.tests.history.Console;
import dev.klatch.tests.history.Report;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Damaged frames over real connections: each of them is answered or closed with a number that
/// stands in the book, and nobody else notices.
final class HostileFramesSystemTest {
    private static final int TEXTS = 2_000;
    private static final int TEXTS_A_CONNECTION = 50;
    private static final int RAW = 500;
    private static final int NO_CODE = 1005;

    private static final Set<Integer> DOCUMENTED =
            Arrays.stream(CloseCode.values()).map(CloseCode::number).collect(Collectors.toSet());

    private final Map<String, Integer> outcomes = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void nobodyElseNotices(String transport, @TempDir Path folder) throws Exception {
        long seed = Console.seed("hostile frames, " + transport);
        try (KlatchProcess server = KlatchProcess.start(folder, "-Dklatch.transport=" + transport);
                Scene scene = new Scene(server.url(), seed)) {
            scene.connect(server.url());
            scene.load();
            Guest mallory = Guest.signIn(server.url(), "mallory");
            SplittableRandom random = new SplittableRandom(seed);
            sendDamagedTexts(server.url(), mallory, random);
            sendDamagedBytes(server.url(), mallory, random);
            Report report = scene.check(server.url());
            Console.say("hostile frames, " + transport + ": " + outcomes + "; " + report);
            Scene.assertClean(report, scene.recorder().history(), "hostile frames");
            assertFalse(server.output().contains("ERROR"), server.output());
            assertFalse(server.output().contains("Exception"), server.output());
        }
    }

    /// Text frames whose JSON is damaged: the connection lives on and answers.
    private void sendDamagedTexts(URI server, Guest mallory, SplittableRandom random)
            throws IOException {
        FrameMutator mutator;
        try (Asker asker = new Asker(server, mallory, random)) {
            mutator = new FrameMutator(random.nextLong(), samples(asker));
        }
        for (int sent = 0; sent < TEXTS; sent += TEXTS_A_CONNECTION) {
            try (Wire wire = Wire.open(server, mallory.token())) {
                for (int i = 0; i < TEXTS_A_CONNECTION; i++) {
                    wire.send(mutator.next());
                }
                long ref = random.nextLong(1_000_000, 2_000_000);
                wire.send(Wire.TEXT, FrameCodec.encode(new PresenceFrame.Beat(ref)));
                String answer = "{\"kind\":\"done\",\"ref\":" + ref + "}";
                note(awaitAnswer(wire, answer));
            }
        }
    }

    /// Frames that get far: of this server's epoch, to a room that the sender is in.
    private static List<String> samples(Asker asker) throws IOException {
        ConversationId room = asker.createRoom("mallory's den");
        return FrameMutator.oneOfEach().stream()
                .map(frame -> frame.replace("\"epoch\":\"epoch\"", epoch(asker)))
                .map(frame -> frame.replaceAll("\"c[0-9a-z]{6,}\"", '"' + room.text() + '"'))
                .toList();
    }

    private static String epoch(Asker asker) {
        return "\"epoch\":\"" + asker.welcome().epoch() + '"';
    }

    /// Reads until this answer, or until the connection is closed.
    private static String awaitAnswer(Wire wire, @Nullable String answer) throws IOException {
        try {
            for (Wire.Frame frame = wire.read(); frame != null; frame = wire.read()) {
                if (frame.opcode() == Wire.CLOSE) {
                    return closed(frame.closeCode());
                }
                if (answer != null && frame.text().equals(answer)) {
                    return "lives on";
                }
            }
        } catch (java.net.SocketTimeoutException silent) {
            throw new AssertionError("neither answered nor closed", silent);
        } catch (IOException reset) {
            return "reset";
        }
        return "ended";
    }

    private static String closed(int code) {
        assertTrue(code == NO_CODE || DOCUMENTED.contains(code), "closed with " + code);
        return "closed with " + code;
    }

    private void note(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    @Test
    void whatGoesTooFarIsClosedWithItsNumber(@TempDir Path folder) throws Exception {
        try (KlatchProcess server = KlatchProcess.start(folder)) {
            Guest mallory = Guest.signIn(server.url(), "mallory");
            String tooLong = "{\"kind\":\"" + "x".repeat(Limits.FRAME_BYTES) + "\"}";
            byte[] notUtf8 = {'{', (byte) 0xC0, (byte) 0xAF, '}'};
            byte[] unmasked = {(byte) 0x81, 2, '{', '}'};
            byte[] huge = {(byte) 0x81, (byte) 0xFF, 127, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0};
            assertClosed(server, mallory, CloseCode.TOO_LARGE, wire -> wire.send(tooLong));
            assertClosed(
                    server, mallory, CloseCode.INVALID_TEXT, wire -> wire.send(Wire.TEXT, notUtf8));
            assertClosed(server, mallory, CloseCode.PROTOCOL_ERROR, wire -> wire.sendRaw(unmasked));
            assertClosed(server, mallory, CloseCode.TOO_LARGE, wire -> wire.sendRaw(huge));
            assertClosed(
                    server,
                    mallory,
                    CloseCode.BROKE_PROTOCOL,
                    wire -> {
                        for (int i = 0; i < 100; i++) {
                            wire.send("{}");
                        }
                    });
            assertFalse(server.output().contains("ERROR"), server.output());
        }
    }

    /// Something to do with a connection.
    private interface Deed {
        void to(Wire wire) throws IOException;
    }

    private static void assertClosed(KlatchProcess server, Guest mallory, CloseCode with, Deed deed)
            throws IOException {
        try (Wire wire = Wire.open(server.url(), mallory.token())) {
            deed.to(wire);
            assertEquals("closed with " + with.number(), awaitAnswer(wire, null));
        }
    }

    /// Frames whose bytes are damaged, header and mask included; then this side says it is done,
    /// and the server has to end the connection.
    private void sendDamagedBytes(URI server, Guest mallory, SplittableRandom random)
            throws IOException {
        List<String> samples = FrameMutator.oneOfEach();
        for (int i = 0; i < RAW; i++) {
            String sample = samples.get(random.nextInt(samples.size()));
            byte[] bytes =
                    Wire.frame(
                            Wire.TEXT, sample.getBytes(StandardCharsets.UTF_8), random.nextInt());
            int damages = 1 + random.nextInt(4);
            for (int j = 0; j < damages; j++) {
                // Mostly where the header is: that is where the meaning is.
                int at = random.nextInt(random.nextBoolean() ? 8 : bytes.length);
                bytes[at] = (byte) random.nextInt();
            }
            try (Wire wire = Wire.open(server, mallory.token())) {
                wire.sendRaw(bytes);
                wire.sendEnd();
                note(awaitAnswer(wire, null));
            }
        }
    }
}
