package dev.klatch.tests.journal;

import static dev.klatch.tests.journal.Stored.ANA;
import static dev.klatch.tests.journal.Stored.BOB;
import static dev.klatch.tests.journal.Stored.EVE;
import static dev.klatch.tests.journal.Stored.LOBBY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.Entrance;
import dev.klatch.core.journal.StoredMember;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.Traits;
import dev.klatch.protocol.Access;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Callout;
import dev.klatch.protocol.ConversationFrame.ListConversations;
import dev.klatch.protocol.ConversationFrame.ListRooms;
import dev.klatch.protocol.ConversationFrame.ReadConversation;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.MemberFrame.ListBans;
import dev.klatch.protocol.MemberFrame.ListMembers;
import dev.klatch.protocol.MemberFrame.ListReaders;
import dev.klatch.protocol.MessageFrame.Cursor;
import dev.klatch.protocol.MessageFrame.ReadHistory;
import dev.klatch.protocol.MessageFrame.Resume;
import dev.klatch.protocol.Newcomers;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Standing;
import dev.klatch.protocol.StateFrame.ListStates;
import dev.klatch.protocol.Summary;
import dev.klatch.server.store.SqliteStore;
import dev.klatch.server.store.StoreUnusable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person is told of conversations: what is unread, who is there, what may be read.
final class SummariesStoreTest {
    @TempDir Path folder;
    private SqliteStore store;
    private Talk talk;

    @BeforeEach
    void open() throws StoreUnusable {
        store = SqliteStore.open(folder, 1);
        talk = Talk.inTheLobby(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Summary lobby(StoredPerson reader) {
        return ((Answer.ConversationRead) talk.ask(reader, new ReadConversation(1, LOBBY)))
                .summary();
    }

    private void counts(
            StoredPerson reader,
            @Nullable Long unread,
            @Nullable Long mentions,
            @Nullable Long threads) {
        Summary summary = lobby(reader);
        assertEquals(unread, summary.unread(), "unread");
        assertEquals(mentions, summary.mentions(), "mentions");
        assertEquals(threads, summary.threads(), "threads");
        Answer.Conversations all =
                (Answer.Conversations) talk.ask(reader, new ListConversations(1, null));
        assertTrue(all.conversations().contains(summary), "the list says the same");
    }

    @Test
    void unreadIsWhatOthersSaidAndIsNewAndNotErased() {
        talk.says(BOB, "my own");
        counts(BOB, null, null, null);
        long one = talk.says(ANA, "one");
        talk.says(ANA, "two");
        counts(BOB, 2L, null, null);
        talk.edits(ANA, one, "one, really", null);
        talk.reacts(ANA, one, "ok", Talk.Switch.ON);
        counts(BOB, 2L, null, null);
        talk.deletes(ANA, one);
        counts(BOB, 1L, null, null);
        talk.reads(BOB, 0, talk.head());
        counts(BOB, null, null, null);
        talk.reads(BOB, 0, 1);
        assertEquals(talk.head(), lobby(BOB).read(), "a mark never moves back");
    }

    @Test
    void aHundredStandsForMore() {
        for (int i = 0; i < 130; i++) {
            talk.says(ANA, "@bob", null, List.of(BOB.id()), null);
        }
        counts(BOB, 100L, 100L, null);
        talk.reads(BOB, 0, 50);
        counts(BOB, 80L, 80L, null);
    }

    @Test
    void mentionsAreMessagesThatNameOneOrCallAll() {
        List<dev.klatch.protocol.PersonId> bob = List.of(BOB.id());
        long named = talk.says(ANA, "@bob", null, bob, null);
        talk.says(ANA, "@everyone, and @bob too", null, bob, Callout.EVERYONE);
        talk.says(BOB, "@everyone @bob", null, bob, Callout.HERE);
        counts(BOB, 2L, 2L, null);
        long later = talk.says(ANA, "nobody");
        talk.edits(ANA, later, "@bob", bob);
        counts(BOB, 3L, 3L, null);
        talk.edits(ANA, later, "nobody again", null);
        counts(BOB, 3L, 2L, null);
        talk.deletes(ANA, named);
        counts(BOB, 2L, 1L, null);
        long root = talk.says(ANA, "root");
        talk.says(ANA, "@bob in a thread", root, bob, null);
        counts(BOB, 3L, 2L, null);
        counts(ANA, 1L, 1L, null);
    }

    @Test
    void aFollowedThreadCountsOnceWhileItHasNewAnswers() {
        long root = talk.says(BOB, "root");
        long other = talk.says(BOB, "other");
        talk.reads(BOB, root, root);
        talk.reads(BOB, other, other);
        talk.answers(ANA, root, "one");
        long second = talk.answers(ANA, root, "two");
        counts(BOB, null, null, 1L);
        talk.answers(BOB, other, "my own");
        counts(BOB, null, null, 1L);
        talk.reads(BOB, root, second);
        counts(BOB, null, null, null);
        long third = talk.answers(ANA, root, "three");
        talk.deletes(ANA, third);
        counts(BOB, null, null, null);
    }

    @Test
    void whoComesBeginsWithWhatIsSaidFromThenOn() {
        talk.says(ANA, "old");
        talk.joins(EVE);
        counts(EVE, null, null, null);
        assertEquals(1, lobby(EVE).read());
        assertNull(lobby(EVE).floor());
        talk.says(ANA, "new");
        counts(EVE, 1L, null, null);
        set(Newcomers.FROM_JOINING, 1);
        assertEquals(2, lobby(EVE).floor());
        counts(EVE, 1L, null, null);
        set(Newcomers.ALL, 3);
        assertEquals(3, lobby(ANA).floor());
        assertEquals(3, history(ANA).events().getFirst().seq());
    }

    private void set(Newcomers newcomers, long floor) {
        Traits traits =
                new Traits(Access.PRIVATE, "tea", "all about it", newcomers, floor, true, 5, true);
        store.journal().commit(List.of(new Change.SetConversation(LOBBY, "tea", "tea", traits)));
    }

    private Answer.History history(StoredPerson reader) {
        return (Answer.History) talk.ask(reader, new ReadHistory(1, LOBBY, null, null, null));
    }

    @Test
    void fromJoiningOneReadsWhatHappenedWhileOneWasThere() {
        set(Newcomers.FROM_JOINING, 1);
        long before = talk.says(ANA, "before");
        talk.joins(EVE);
        long during = talk.says(ANA, "during");
        talk.leaves(EVE);
        long away = talk.says(ANA, "away");
        talk.answers(ANA, during, "an answer while eve is away");
        talk.edits(ANA, during, "said anew while eve is away", null);
        talk.joins(EVE);
        long after = talk.says(ANA, "after");
        List<Long> seen = history(EVE).events().stream().map(Event::seq).toList();
        assertTrue(seen.containsAll(List.of(during, after)), seen.toString());
        assertFalse(seen.contains(before) || seen.contains(away), seen.toString());
        Event.Posted message = (Event.Posted) history(EVE).events().get(1);
        assertEquals("during", message.text());
        assertNull(message.folded());
        talk.deletes(ANA, during);
        message = (Event.Posted) history(EVE).events().get(1);
        assertEquals("", message.text());
        List<Cursor> old = List.of(new Cursor(LOBBY, during, null));
        assertTrue(resume(EVE, old).pages().getFirst().resync());
        long floor = java.util.Objects.requireNonNull(lobby(EVE).floor());
        List<Cursor> fresh = List.of(new Cursor(LOBBY, floor - 1, null));
        Answer.Page page = resume(EVE, fresh).pages().getFirst();
        assertFalse(page.resync());
        assertEquals(talk.head(), page.events().getLast().seq());
    }

    private Answer.Resumed resume(StoredPerson reader, List<Cursor> cursors) {
        return (Answer.Resumed) talk.ask(reader, new Resume(1, store.journal().epoch(), cursors));
    }

    @Test
    void allThatIsKnownOfAConversationIsTold() {
        talk.says(ANA, "hello");
        set(Newcomers.ALL, 1);
        store.journal()
                .commit(
                        List.of(
                                new Change.SetMember(
                                        LOBBY,
                                        BOB.id(),
                                        new StoredMember(Standing.MODERATOR, 99, 1))));
        Answer.ConversationRead read =
                (Answer.ConversationRead) talk.ask(BOB, new ReadConversation(1, LOBBY));
        assertEquals("all about it", read.description());
        assertEquals(Newcomers.ALL, read.newcomers());
        assertTrue(read.announcement());
        assertEquals(5, read.slowSeconds());
        assertEquals(1, read.messages());
        Summary summary = read.summary();
        assertEquals(Standing.MODERATOR, summary.standing());
        assertEquals(Access.PRIVATE, summary.access());
        assertEquals("tea", summary.topic());
        assertEquals(2, summary.people());
        assertEquals(99, summary.mutedUntil());
        assertEquals(true, summary.archived());
        assertTrue(
                talk.ask(EVE, new ReadConversation(1, LOBBY)) instanceof Refused no
                        && no.is(Refusal.UNKNOWN_CONVERSATION));
        List<Answer.Room> rooms = ((Answer.Rooms) talk.ask(BOB, new ListRooms(1, null))).rooms();
        assertEquals(1, rooms.size(), "private rooms are in no list");
    }

    @Test
    void membersBannedAndReadersAreListedByName() {
        store.isUsedBy(person -> person.equals(BOB.id()), Entrance.OPEN);
        talk.says(ANA, "hello");
        talk.reads(BOB, 0, 1);
        store.journal().commit(List.of(new Change.AddBan(LOBBY, EVE.id())));
        Answer.Members members = (Answer.Members) talk.ask(ANA, new ListMembers(1, LOBBY, null));
        assertEquals(
                List.of(
                        new Answer.Member(ANA.seen(), Standing.MEMBER, null, false),
                        new Answer.Member(BOB.seen(), Standing.MEMBER, null, true)),
                members.members());
        assertEquals(List.of(EVE.seen()), people(new ListBans(1, LOBBY, null)));
        assertEquals(List.of(BOB.seen()), people(new ListReaders(1, LOBBY, 1, null)));
        assertEquals(List.of(), people(new ListReaders(1, LOBBY, 2, null)));
        ConversationId everyone = store.journal().everyone();
        members = (Answer.Members) talk.ask(ANA, new ListMembers(1, everyone, null));
        assertEquals(
                List.of("ana", "bob", "Eve"),
                members.members().stream().map(each -> each.person().name()).toList());
        store.journal().commit(List.of(new Change.AddBan(everyone, EVE.id())));
        assertTrue(
                talk.ask(EVE, new ListMembers(1, everyone, null)) instanceof Refused no
                        && no.is(Refusal.UNKNOWN_CONVERSATION));
    }

    private List<Person> people(dev.klatch.protocol.Question question) {
        return ((Answer.People) talk.ask(ANA, question)).people();
    }

    @Test
    void statesComeByVersionAndThenTheMarks() {
        List<Change> changes = new ArrayList<>();
        for (int i = 1; i <= 700; i++) {
            changes.add(new Change.SetState(ANA.id(), "client:" + i, "value " + i, i));
            changes.add(new Change.Mark(ANA.id(), LOBBY, i, i));
        }
        changes.add(new Change.SetState(ANA.id(), "client:1", null, 701));
        store.journal().commit(changes);
        List<Answer.State> states = new ArrayList<>();
        List<Answer.Mark> marks = new ArrayList<>();
        Long after = null;
        do {
            Answer.States page = (Answer.States) talk.ask(ANA, new ListStates(1, after));
            assertTrue(FrameCodec.encode(page).length <= Limits.ANSWER_BYTES);
            states.addAll(page.states());
            marks.addAll(page.marks());
            after = page.after();
        } while (after != null);
        assertEquals(699 + 1, states.size(), "the ended one is told behind a version");
        assertEquals(700, marks.size());
        Answer.States news = (Answer.States) talk.ask(ANA, new ListStates(1, 700L));
        assertEquals(List.of(new Answer.State("client:1", "", 701)), news.states());
    }
}
