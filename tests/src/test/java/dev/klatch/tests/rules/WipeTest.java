package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.Request;
import dev.klatch.core.journal.JournalFailure;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Row B6: the operator deletes what was said, and everybody begins anew.
class WipeTest {
    private final Stage stage = new Stage();
    private final List<Optional<Refused>> said = new ArrayList<>();

    private Request wipe() {
        return new Request.Wipe(() -> {}, said::add);
    }

    @Test
    void b6AllBeginAnewUnderAnotherEpoch() {
        Device ana = stage.account("ana");
        Device bob = stage.guest("bob");
        ConversationId lobby = stage.room(ana, "lobby");
        stage.run(stage.post(ana, Stage.EVERYONE, "one"), stage.openDirect(ana, "bob"));
        String before = stage.journal.epoch();
        bob.news();
        stage.run(wipe());
        assertEquals(List.of(Optional.empty()), said);
        assertEquals(CloseCode.RESTARTING, ana.closed());
        assertEquals(CloseCode.RESTARTING, bob.closed());
        assertTrue(bob.news(Notice.Closing.class).getFirst().message().contains("deleted"));
        assertNotEquals(before, stage.journal.epoch());
        Device again = stage.connect(bob.who);
        stage.run(stage.post(again, Stage.EVERYONE, "first"));
        assertEquals(1, again.accepted().seq());
        Device maker = stage.connect(ana.who);
        maker.news();
        stage.run(stage.post(maker, lobby, "in the lobby again"));
        assertEquals(2, maker.accepted().seq());
        assertEquals(List.of(), stage.log);
    }

    @Test
    void whatWasWrittenBeforeIsRefusedAfterwards() {
        Device ana = stage.guest("ana");
        Request late = stage.post(ana, Stage.EVERYONE, "late");
        Device other = stage.connect(ana.who);
        stage.run(wipe());
        other = stage.connect(new Device(other.who));
        other.news();
        stage.run(new Request.Client(other, ((Request.Client) late).command()));
        assertTrue(other.isRefused(Refusal.EPOCH_CHANGED));
    }

    @Test
    void whatWaitedWithItIsDecidedBeforeAndAfterIt() {
        Device ana = stage.guest("ana");
        ana.news();
        List<Answer.Accepted> accepted = new ArrayList<>();
        stage.run(
                stage.post(ana, Stage.EVERYONE, "before"),
                new Request.Wipe(() -> accepted.addAll(ana.news(Answer.Accepted.class)), said::add),
                stage.asGuest("eve").request());
        assertEquals(1, accepted.size(), "the message before it was kept before the backup");
        assertEquals(List.of(), stage.journal.events(Stage.EVERYONE));
    }

    @Test
    void b6WithoutTheBackupNothingIsDeleted() {
        Device ana = stage.guest("ana");
        stage.run(stage.post(ana, Stage.EVERYONE, "one"));
        String epoch = stage.journal.epoch();
        stage.run(
                new Request.Wipe(
                        () -> {
                            throw new JournalFailure(Refusal.STORAGE_FULL, "no room", null);
                        },
                        said::add));
        assertTrue(said.getFirst().orElseThrow().is(Refusal.STORAGE_FULL));
        assertNull(ana.closed());
        assertEquals(epoch, stage.journal.epoch());
        ana.news();
        stage.run(stage.post(ana, Stage.EVERYONE, "two"));
        assertEquals(2, ana.accepted().seq());
    }

    @Test
    void aWipeThatTheStoreRefusesChangesNothing() {
        Device ana = stage.guest("ana");
        stage.journal.fail(Refusal.UNAVAILABLE);
        stage.run(wipe());
        stage.journal.fail(null);
        assertTrue(said.getFirst().orElseThrow().is(Refusal.UNAVAILABLE));
        assertNull(ana.closed());
    }
}
