package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.Request;
import dev.klatch.core.person.NameRules;
import dev.klatch.protocol.Decoded;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.MessageFrame.React;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Sanitizer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What a person writes is looked through in a time that grows with its length and not faster, and
/// there is not too much of anything in one message.
final class TextWorkTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int TIMES = 8;

    /// Between what is linear (8) and what is not (64).
    private static final int MOST = 24;

    private static final long QUICK_NANOS = 10_000_000;

    private final Stage stage = new Stage();
    private final Device ana = stage.account("ana");
    private final Device bob = stage.account("bob");

    private static long nanos(Runnable work) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            work.run();
            least = Math.min(least, THREADS.getCurrentThreadCpuTime() - start);
        }
        return least;
    }

    private static void isLinear(int most, Consumer<String> work) {
        for (String piece :
                List.of(
                        "@",
                        "@a",
                        "@ana ",
                        "@ana-",
                        "@a.b.c.d ",
                        "@everyone ",
                        "@\u0301",
                        " @",
                        "a",
                        "\u0301")) {
            int pieces = most / TIMES / piece.length() / 3;
            String few = "x " + piece.repeat(pieces) + "y";
            String many = "x " + piece.repeat(TIMES * pieces) + "y";
            long eight = nanos(() -> work.accept(many));
            if (eight > QUICK_NANOS) {
                long one = nanos(() -> work.accept(few));
                assertTrue(eight < MOST * one, piece + " took " + one + " and " + eight + " ns");
            }
        }
    }

    @Test
    @DisplayName(
            "ATK-066 no message takes longer to look through for names than its length explains")
    void mentions() {
        isLinear(Limits.TEXT_BYTES, text -> stage.run(stage.post(ana, Stage.EVERYONE, text)));
    }

    @Test
    @DisplayName("ATK-066 no name takes longer to fold than its length explains")
    void names() {
        isLinear(Limits.TEXT_BYTES, NameRules::key);
        isLinear(Limits.TEXT_BYTES, NameRules::clean);
        isLinear(Limits.TEXT_BYTES, Sanitizer::visible);
        isLinear(Limits.TEXT_BYTES, Sanitizer::json);
    }

    @Test
    @DisplayName("ATK-067 whoever names a crowd names a few of them")
    void crowdOfMentions() {
        bob.news();
        int names = Limits.TEXT_BYTES / "@ana".length();
        stage.run(stage.post(bob, Stage.EVERYONE, "@ana".repeat(names)));
        stage.run(stage.post(bob, Stage.EVERYONE, "@ana ".repeat(3_000) + "@bob"));
        List<Event.Posted> heard = ana.news(Event.Posted.class);
        for (Event.Posted posted : heard) {
            assertEquals(List.of(ana.person()), posted.mentions());
        }
        assertEquals(2, heard.size());
        String list = "\"p1\",".repeat(Limits.MENTIONS) + "\"p1\"";
        Decoded read =
                FrameCodec.decodeClient(
                        "{\"kind\":\"post\",\"ref\":1,"
                                + "\"cid\":\"019b76da-b3b8-7000-8000-000000000001\","
                                + "\"epoch\":\"x\",\"conversation\":\"c1\","
                                + "\"text\":\"x\",\"mentions\":["
                                + list
                                + "]}");
        assertTrue(
                read instanceof Decoded.Broken(Refused no) && no.is(Refusal.OUT_OF_RANGE),
                read.toString());
    }

    @Test
    @DisplayName("ATK-067 a message takes so many different reactions and no more")
    void crowdOfReactions() {
        bob.news();
        stage.run(stage.post(bob, Stage.EVERYONE, "what do you think?"));
        long seq = bob.accepted().seq();
        int taken = 0;
        for (int i = 0; i < 2 * Limits.REACTIONS; i++) {
            var react =
                    new React(
                            bob.nextRef(),
                            stage.cid(),
                            stage.journal.epoch(),
                            Stage.EVERYONE,
                            seq,
                            "like " + i,
                            true);
            stage.run(new Request.Client(bob, react));
            boolean refused =
                    bob.news(Refused.class).stream().anyMatch(it -> it.is(Refusal.TOO_MANY));
            taken += refused ? 0 : 1;
        }
        assertEquals(Limits.REACTIONS, taken);
    }
}
