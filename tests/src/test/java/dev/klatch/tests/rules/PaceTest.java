package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.Limiting;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.ServerFrame;
import dev.klatch.tests.journal.MemoryJournal;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Twenty at once, two a second after that; a hundred more just after connecting.
final class PaceTest {
    private final Stage stage = new Stage(new MemoryJournal(), Limiting.ON, 42);
    private final Device ana = stage.guest("ana");

    /// How many of so many posts, one after the other, are accepted.
    private int accepted(Device from, int posts) {
        from.news();
        for (int i = 0; i < posts; i++) {
            stage.run(stage.post(from, Stage.EVERYONE, "text " + i));
        }
        return from.news(Answer.Accepted.class).size();
    }

    @Test
    void justAfterConnectingAHundredMoreAreTaken() {
        assertEquals(120, accepted(ana, 200));
    }

    @Test
    void afterFifteenSecondsItIsTwentyAtOnceAndTwoASecond() {
        stage.time.pass(15_001);
        assertEquals(20, accepted(ana, 50));
        stage.time.pass(499);
        assertEquals(0, accepted(ana, 5));
        stage.time.pass(1);
        assertEquals(1, accepted(ana, 5));
        stage.time.pass(5_000);
        assertEquals(10, accepted(ana, 50));
        stage.time.pass(3_600_000);
        assertEquals(20, accepted(ana, 50));
    }

    @Test
    void theRefusalSaysWhenToSendAgain() {
        stage.time.pass(15_001);
        assertEquals(20, accepted(ana, 20));
        stage.time.pass(100);
        stage.run(stage.post(ana, Stage.EVERYONE, "too fast"));
        List<ServerFrame> heard = ana.news();
        Refused refused = (Refused) heard.getFirst();
        assertTrue(refused.is(Refusal.SLOW_DOWN) && refused.retry());
        assertEquals(400L, refused.retryAfter());
        stage.time.pass(400);
        assertEquals(1, accepted(ana, 1));
    }

    @Test
    void theHundredComeBackSlowly() {
        assertEquals(120, accepted(ana, 200));
        stage.time.pass(20_000);
        stage.lose(ana);
        Device again = stage.connect(ana.who);
        // Twenty usual ones came back in twenty seconds, and ten of the hundred.
        assertEquals(30, accepted(again, 200));
    }

    @Test
    void everyoneHasTheirOwnPace() {
        assertEquals(120, accepted(ana, 200));
        assertEquals(120, accepted(stage.guest("bob"), 200));
    }

    @Test
    void withoutLimitsThereIsNoPace() {
        Stage free = new Stage();
        Device bob = free.guest("bob");
        for (int i = 0; i < 500; i++) {
            free.run(free.post(bob, Stage.EVERYONE, "text " + i));
        }
        assertEquals(500, bob.seqs(Stage.EVERYONE).size());
    }
}
