package dev.klatch.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.Decoded;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.SignIn;
import dev.klatch.tests.history.Console;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whatever arrives is a frame or a numbered refusal, never an exception.
final class DecoderFuzzTest {
    private static final int FRAMES = 200_000;

    @Test
    void everyDamagedFrameIsAFrameOrARefusal() {
        long seed = Console.seed("damaged frames");
        List<String> samples = new ArrayList<>(FrameMutator.oneOfEach());
        samples.addAll(Vectors.frames("client-frames.json", "refused.json"));
        FrameMutator mutator = new FrameMutator(seed, samples);
        Map<Refusal, Integer> refusals = new EnumMap<>(Refusal.class);
        int whole = 0;
        for (int i = 0; i < FRAMES; i++) {
            String frame = mutator.next();
            switch (decode(seed, i, frame)) {
                case Decoded.Frame(var decoded) -> {
                    whole++;
                    String again = new String(FrameCodec.encode(decoded), StandardCharsets.UTF_8);
                    assertEquals(new Decoded.Frame(decoded), FrameCodec.decodeClient(again), frame);
                }
                case Decoded.Broken(Refused refused) -> {
                    Refusal refusal = Refusal.named(refused.error());
                    assertNotNull(refusal, frame);
                    assertEquals(refusal.number(), refused.code(), frame);
                    refusals.merge(refusal, 1, Integer::sum);
                }
            }
        }
        Console.say("damaged frames: " + whole + " still frames, refused: " + refusals);
        // A fuzzer that only ever meets one wall tests nothing behind it.
        assertTrue(whole > FRAMES / 100, "still frames: " + whole);
        EnumSet<Refusal> reached =
                EnumSet.of(
                        Refusal.MALFORMED,
                        Refusal.UNKNOWN_KIND,
                        Refusal.UNKNOWN_FIELD,
                        Refusal.MISSING_FIELD,
                        Refusal.WRONG_TYPE,
                        Refusal.OUT_OF_RANGE);
        assertTrue(refusals.keySet().containsAll(reached), "refused: " + refusals);
    }

    private static Decoded decode(long seed, int number, String frame) {
        try {
            return FrameCodec.decodeClient(frame);
        } catch (RuntimeException | StackOverflowError escaped) {
            throw new AssertionError("seed " + seed + ", frame " + number + ": " + frame, escaped);
        }
    }

    @Test
    void everyDamagedSignInIsASignInOrARefusal() {
        long seed = Console.seed("damaged sign-ins");
        List<String> samples =
                Stream.of(
                                new SignIn.Guest("ana"),
                                new SignIn.SignUp("bob", "correct horse"),
                                new SignIn.WithPassword("bob", "correct horse"))
                        .map(it -> new String(FrameCodec.encode(it), StandardCharsets.UTF_8))
                        .toList();
        FrameMutator mutator = new FrameMutator(seed, samples);
        for (int i = 0; i < FRAMES / 4; i++) {
            String body = mutator.next();
            try {
                Object decoded = FrameCodec.decodeSignIn(body);
                assertTrue(decoded instanceof SignIn || decoded instanceof Refused, body);
            } catch (RuntimeException | StackOverflowError escaped) {
                throw new AssertionError("seed " + seed + ", body " + i + ": " + body, escaped);
            }
        }
    }

    /// A client meets what a server never says by one kind of exception, the documented one.
    @Test
    void everyDamagedServerFrameIsAFrameOrNone() {
        long seed = Console.seed("damaged server frames");
        List<String> samples = Vectors.frames("server-frames.json", "tolerant.json");
        FrameMutator mutator = new FrameMutator(seed, samples);
        int whole = 0;
        for (int i = 0; i < FRAMES / 4; i++) {
            String frame = mutator.next();
            try {
                assertNotNull(FrameCodec.decodeServer(frame), frame);
                whole++;
            } catch (IllegalArgumentException notAFrame) {
                // As documented.
            } catch (RuntimeException | StackOverflowError escaped) {
                throw new AssertionError("seed " + seed + ", frame " + i + ": " + frame, escaped);
            }
        }
        assertTrue(whole > FRAMES / 400, "still frames: " + whole);
    }
}
