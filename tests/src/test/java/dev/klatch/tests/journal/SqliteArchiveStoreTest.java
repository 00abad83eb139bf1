package dev.klatch.tests.journal;

import static dev.klatch.tests.journal.Stored.ANA;
import static dev.klatch.tests.journal.Stored.BOB;
import static dev.klatch.tests.journal.Stored.DIRECT;
import static dev.klatch.tests.journal.Stored.EVE;
import static dev.klatch.tests.journal.Stored.LOBBY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.journal.Archive;
import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.MessageFrame.Cursor;
import dev.klatch.protocol.MessageFrame.ReadHistory;
import dev.klatch.protocol.MessageFrame.Resume;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.server.store.SqliteStore;
import dev.klatch.server.store.StoreUnusable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reading history and what was missed, page by page, from the store on disk.
final class SqliteArchiveStoreTest {
    @TempDir Path folder;
    private SqliteStore store;
    private final List<Event> said = new ArrayList<>();

    @BeforeEach
    void open() throws StoreUnusable {
        store = SqliteStore.open(folder, 2);
        store.journal()
                .commit(
                        List.of(
                                Stored.add(ANA),
                                Stored.add(BOB),
                                Stored.add(EVE),
                                Stored.room(LOBBY, "lobby"),
                                Stored.enter(LOBBY, 1, ANA, BOB)));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Archive archive() {
        return store.archive();
    }

    /// So many more posts in the lobby.
    private void say(int count, String text) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Event event = Stored.posted(LOBBY, said.size() + 1L, ANA, text);
            said.add(event);
            changes.add(Stored.append(event));
        }
        store.journal().commit(changes);
    }

    private Answer.History history(
            @Nullable Long before, @Nullable Long after, @Nullable Long limit) {
        Answer answer =
                archive()
                        .answer(
                                BOB.id(),
                                Stored.SESSION,
                                new ReadHistory(7, LOBBY, before, after, limit));
        assertTrue(answer instanceof Answer.History, answer.toString());
        return fits((Answer.History) answer);
    }

    private static Answer.History fits(Answer.History page) {
        assertTrue(page.events().size() <= 1 || bytes(page) <= Limits.ANSWER_BYTES, "too large");
        return page;
    }

    private static int bytes(Answer answer) {
        return FrameCodec.encode(answer).length;
    }

    private List<Event> walkBack() {
        List<Event> all = new ArrayList<>();
        Answer.History page = history(null, null, null);
        all.addAll(page.events());
        while (page.more()) {
            page = history(page.events().getFirst().seq(), null, null);
            all.addAll(0, page.events());
        }
        return all;
    }

    private List<Event> walkForward() {
        List<Event> all = new ArrayList<>();
        Answer.History page;
        do {
            page = history(null, (long) all.size(), null);
            assertEquals(said.size(), page.head());
            all.addAll(page.events());
        } while (page.more());
        return all;
    }

    @Test
    void historyIsTheSameInBothDirections() {
        say(950, "hello");
        assertEquals(said, walkBack());
        assertEquals(said, walkForward());
        assertEquals(200, history(null, null, 1_000_000_000L).events().size());
        assertEquals(List.of(said.get(949)), history(null, null, 1L).events());
        assertEquals(List.of(said.get(9)), history(11L, null, 1L).events());
        assertEquals(List.of(said.get(10)), history(null, 10L, 1L).events());
    }

    @Test
    void theEndsOfHistoryAreTold() {
        assertFalse(history(null, null, null).more());
        assertEquals(0, history(null, null, null).head());
        say(3, "hello");
        assertFalse(history(2L, null, null).more());
        assertTrue(history(3L, null, 1L).more());
        assertEquals(List.of(), history(1L, null, null).events());
        assertEquals(List.of(), history(null, 3L, null).events());
        assertFalse(history(null, 3L, null).more());
        assertFalse(history(null, 99L, null).more());
        assertEquals(said, history(99L, null, null).events());
        assertTrue(history(null, 0L, 2L).more());
    }

    @Test
    void largeTextsMakeSmallPages() {
        say(7, "a".repeat(16_384));
        say(3, "\"".repeat(16_384));
        say(2, "\u0001".repeat(16_384));
        say(9, "世".repeat(5_461));
        say(200, "b".repeat(1_000));
        assertEquals(said, walkBack());
        assertEquals(said, walkForward());
    }

    private Answer.Resumed resume(String epoch, List<Cursor> cursors) {
        return resume(BOB, new Resume(8, epoch, cursors));
    }

    private Answer.Resumed resume(StoredPerson reader, Resume ask) {
        return (Answer.Resumed) archive().answer(reader.id(), Stored.SESSION, ask);
    }

    private Answer.Page missed(long seq, @Nullable Long time) {
        String epoch = store.journal().epoch();
        return resume(epoch, List.of(new Cursor(LOBBY, seq, time))).pages().getFirst();
    }

    @Test
    void whatWasMissedComesInPagesUntilThereIsNoMore() {
        say(1_500, "hello");
        say(10, "a".repeat(16_384));
        List<Event> all = new ArrayList<>(said.subList(0, 5));
        Answer.Page page;
        do {
            long time = all.getLast().time();
            String epoch = store.journal().epoch();
            Answer.Resumed answer = resume(epoch, List.of(new Cursor(LOBBY, all.size(), time)));
            page = answer.pages().getFirst();
            assertTrue(page.events().size() == 1 || bytes(answer) <= Limits.ANSWER_BYTES);
            assertFalse(page.resync());
            assertFalse(page.events().isEmpty());
            all.addAll(page.events());
        } while (page.more());
        assertEquals(said, all);
    }

    @Test
    void twoHundredConversationsConvergeToo() {
        List<Change> changes = new ArrayList<>();
        for (long room = 1_000; room < 1_200; room++) {
            ConversationId id = new ConversationId(Long.MAX_VALUE - room);
            changes.add(Stored.room(id, "room " + room));
            changes.add(Stored.enter(id, 1, BOB));
            for (long seq = 1; seq <= 5; seq++) {
                changes.add(Stored.append(Stored.posted(id, seq, ANA, "x".repeat(200))));
            }
        }
        store.journal().commit(changes);
        List<Cursor> cursors =
                LongStream.range(1_000, 1_200)
                        .mapToObj(room ->
                                new Cursor(new ConversationId(Long.MAX_VALUE - room), 0, null))
                        .toList();
        int rounds = 0;
        int events = 0;
        while (!cursors.isEmpty()) {
            rounds++;
            Answer.Resumed answer = resume(store.journal().epoch(), cursors);
            assertTrue(bytes(answer) <= Limits.ANSWER_BYTES, "" + bytes(answer));
            assertEquals(cursors.size(), answer.pages().size());
            List<Cursor> next = new ArrayList<>();
            for (int i = 0; i < cursors.size(); i++) {
                Answer.Page page = answer.pages().get(i);
                events += page.events().size();
                if (page.more()) {
                    long seq = cursors.get(i).seq() + page.events().size();
                    next.add(new Cursor(page.conversation(), seq, null));
                }
            }
            assertTrue(rounds < 50, "never comes to an end");
            cursors = next;
        }
        assertEquals(1_000, events);
        assertTrue(rounds > 3, "" + rounds);
    }

    @Test
    void aCursorThatCannotBeContinuedIsAnsweredWithResync() {
        say(2_101, "hi");
        assertTrue(missed(100, null).resync());
        assertFalse(missed(101, null).resync());
        assertFalse(missed(2_101, said.getLast().time()).resync());
        assertTrue(missed(2_102, null).resync());
        assertTrue(missed(2_101, said.getLast().time() + 1).resync());
        assertFalse(missed(2_000, said.get(1_999).time()).resync());
        String another = store.journal().epoch() + "x";
        Answer.Page page =
                resume(another, List.of(new Cursor(LOBBY, 2_101, null))).pages().getFirst();
        assertTrue(page.resync());
        assertEquals(List.of(), page.events());
        assertEquals(2_101, page.head());
        assertEquals(
                store.journal().epoch(),
                resume(another, List.of(new Cursor(LOBBY, 1, null))).epoch());
    }

    @Test
    void whoIsNotInAConversationReadsNothingOfIt() {
        say(3, "hello");
        store.journal()
                .commit(
                        List.of(
                                Stored.direct(DIRECT, ANA, EVE),
                                Stored.enter(DIRECT, 1, ANA, EVE),
                                Stored.append(Stored.posted(DIRECT, 1, ANA, "psst"))));
        isHidden(BOB, DIRECT);
        isHidden(EVE, LOBBY);
        isHidden(BOB, new ConversationId(99));
        assertEquals(3, history(null, null, null).events().size());
        store.journal().commit(List.of(Stored.part(LOBBY, 3, BOB)));
        isHidden(BOB, LOBBY);
        store.journal().commit(List.of(Stored.enter(LOBBY, 4, BOB)));
        assertEquals(said, history(null, null, null).events());
    }

    private void isHidden(StoredPerson reader, ConversationId conversation) {
        Answer answer =
                archive()
                        .answer(
                                reader.id(),
                                Stored.SESSION,
                                new ReadHistory(7, conversation, null, null, null));
        assertTrue(
                answer instanceof Refused no && no.is(Refusal.UNKNOWN_CONVERSATION),
                answer.toString());
        Resume ask =
                new Resume(8, store.journal().epoch(), List.of(new Cursor(conversation, 0, null)));
        assertEquals(List.of(), resume(reader, ask).pages());
    }

    @Test
    void sessionsLeadToTheirPeopleUntilTheyEnd() {
        store.journal()
                .commit(
                        List.of(
                                Stored.session(ANA, "one"),
                                Stored.session(ANA, "two"),
                                Stored.session(EVE, "three")));
        assertEquals(ANA, archive().personOfSession(TokenHash.of("one")));
        assertNull(archive().personOfSession(TokenHash.of("One")));
        store.journal().commit(List.of(new Change.EndSession(TokenHash.of("one"))));
        assertNull(archive().personOfSession(TokenHash.of("one")));
        assertEquals(ANA, archive().personOfSession(TokenHash.of("two")));
        store.journal().commit(List.of(new Change.ClosePerson(ANA.id(), 5)));
        assertNull(archive().personOfSession(TokenHash.of("two")));
        assertEquals(EVE, archive().personOfSession(TokenHash.of("three")));
        assertEquals(EVE, archive().personNamed("eve"));
    }
}
