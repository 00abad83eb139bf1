package dev.klatch.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.PersonId;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the first message of a thread says of its answers, whichever way they came.
class ThreadFoldingTest {
    private static final ConversationId LOBBY = new ConversationId(5);
    private static final PersonId ANA = new PersonId(7);

    private static CommandId cid(long seq) {
        return CommandId.fresh(1, new SplittableRandom(seq));
    }

    private static Event.Posted posted(
            long seq, @Nullable Long thread, Event.@Nullable Folded folded) {
        String text = folded != null && folded.deleted() != null ? "" : "words";
        return new Event.Posted(
                LOBBY, seq, seq, ANA, "ana", cid(seq), text, null, thread, null, null, null, null,
                folded);
    }

    private static Event.Posted root(long replies, long lastReply) {
        return posted(1, null, new Event.Folded(1, null, null, null, null, replies, lastReply));
    }

    private static Event.Posted answer(long seq) {
        return posted(seq, 1L, null);
    }

    private static Event.Posted erased(long seq, long by) {
        return posted(seq, 1L, new Event.Folded(by, null, true, null, null, null, null));
    }

    private static Event deleted(long seq, long target) {
        return new Event.Deleted(LOBBY, seq, seq, ANA, "ana", cid(seq), target);
    }

    private static void assertRoot(
            @Nullable Long replies, @Nullable Long lastReply, Timeline lobby) {
        Event.Folded now = Folding.folded(Objects.requireNonNull(lobby.message(1)));
        assertEquals(replies, now.replies());
        assertEquals(lastReply, now.lastReply());
    }

    @Test
    void anErasedAnswerOnAPageOfHistoryIsNotCounted() {
        Timeline lobby = new Timeline(0, ANA);
        lobby.open();
        lobby.history(List.of(root(1, 2), answer(2), erased(3, 4)), 4, 1);
        assertRoot(1L, 2L, lobby);
    }

    @Test
    void aChangeThatIsFoldedAwayAlreadyIsNotFoldedAgain() {
        Timeline lobby = new Timeline(0, ANA);
        List.of(posted(1, null, null), answer(2), answer(3), deleted(4, 3)).forEach(lobby::live);
        assertRoot(1L, 2L, lobby);
        lobby.open();
        lobby.history(List.of(root(2, 3), answer(2), answer(3)), 3, 1);
        assertRoot(1L, 2L, lobby);
    }

    @Test
    void whatCameAfterAPageIsFoldedIntoWhatIsNewFromIt() {
        Timeline lobby = new Timeline(2, ANA);
        List.of(answer(3), deleted(4, 3), answer(5)).forEach(lobby::live);
        lobby.open();
        lobby.history(List.of(root(1, 2), answer(2)), 2, 1);
        assertRoot(2L, 5L, lobby);
    }

    @Test
    void theLastAnswerIsOneThatIsStillThere() {
        Timeline lobby = new Timeline(0, ANA);
        lobby.live(posted(1, null, null));
        List.of(answer(2), answer(3), answer(4), deleted(5, 3), deleted(6, 4)).forEach(lobby::live);
        assertRoot(1L, 2L, lobby);
        lobby.live(deleted(7, 2));
        assertRoot(null, null, lobby);
    }

    @Test
    void anErasedAnswerKeepsItsThreadAndNothingElse() {
        Timeline lobby = new Timeline(0, ANA);
        List.of(posted(1, null, null), answer(2), deleted(3, 2)).forEach(lobby::live);
        Event.Posted erased = Objects.requireNonNull(lobby.message(2));
        assertEquals("", erased.text());
        assertEquals(1L, erased.thread());
        assertNull(erased.reply());
    }
}
