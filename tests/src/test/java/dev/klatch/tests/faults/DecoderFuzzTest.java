package dev.klatch.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.Decoded;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.tests.history.Console;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Whatever arrives is a frame or a numbered refusal, never an exception.
final class DecoderFuzzTest {
    private static final int FRAMES = 200_000;

    @Test
    void everyDamagedFrameIsAFrameOrARefusal() {
        long seed = Console.seed("damaged frames");
        FrameMutator mutator = new FrameMutator(seed, FrameMutator.oneOfEach());
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
}
