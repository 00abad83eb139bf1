package dev.klatch.tests.journal;

import static dev.klatch.tests.journal.Stored.ANA;
import static dev.klatch.tests.journal.Stored.BOB;
import static dev.klatch.tests.journal.Stored.LOBBY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.journal.StoredPerson;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.MessageFrame.FindTime;
import dev.klatch.protocol.MessageFrame.ListPins;
import dev.klatch.protocol.MessageFrame.ReadHistory;
import dev.klatch.protocol.MessageFrame.ReadThread;
import dev.klatch.protocol.MessageFrame.ReadVersions;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.server.store.SqliteStore;
import dev.klatch.server.store.StoreUnusable;
import dev.klatch.tests.journal.Talk.Switch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What history, threads, pins and earlier texts read like after messages were changed.
final class FoldedHistoryStoreTest {
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

    private Answer.History history(
            StoredPerson reader,
            @Nullable Long before,
            @Nullable Long after,
            @Nullable Long limit) {
        Answer.History page =
                (Answer.History) talk.ask(reader, new ReadHistory(7, LOBBY, before, after, limit));
        assertTrue(
                page.events().size() <= 1 || FrameCodec.encode(page).length <= Limits.ANSWER_BYTES,
                "too large");
        return page;
    }

    private Event.Posted message(StoredPerson reader, long seq) {
        Answer.History page = history(reader, seq + 1, null, 1L);
        assertEquals(seq, page.events().getFirst().seq());
        return (Event.Posted) page.events().getFirst();
    }

    private static Event.Folded folded(Event.Posted message) {
        return java.util.Objects.requireNonNull(message.folded());
    }

    @Test
    void changesStandInTheMessagesAndAreNotListed() {
        long first = talk.says(ANA, "frist");
        long second = talk.says(BOB, "second");
        talk.edits(ANA, first, "first", List.of(BOB.id()));
        talk.reacts(BOB, first, "👍", Switch.ON);
        talk.reacts(ANA, first, "👍", Switch.ON);
        long pin = talk.pins(BOB, first, Switch.ON);
        Answer.History page = history(BOB, null, null, null);
        assertEquals(List.of(first, second), page.events().stream().map(Event::seq).toList());
        assertEquals(List.of(6L, 1L, 6L), List.of(page.head(), page.from(), page.to()));
        Event.Posted message = (Event.Posted) page.events().getFirst();
        assertEquals("first", message.text());
        assertEquals(List.of(BOB.id()), message.mentions());
        Event.Reaction thumb = new Event.Reaction("👍", 2, List.of(BOB.id(), ANA.id()), true);
        assertEquals(
                new Event.Folded(pin, Stored.MADE + 3, null, true, List.of(thumb), null, null),
                message.folded());
        assertNull(((Event.Posted) page.events().getLast()).folded());
        talk.reacts(BOB, first, "👍", Switch.OFF);
        talk.pins(BOB, first, Switch.OFF);
        Event.Folded now = folded(message(BOB, first));
        assertEquals(
                List.of(new Event.Reaction("👍", 1, List.of(ANA.id()), false)), now.reactions());
        assertNull(now.pinned());
    }

    @Test
    void whatIsErasedKeepsItsPlaceAndTellsNothing() {
        long root = talk.says(ANA, "root");
        long answer = talk.answers(BOB, root, "secret");
        talk.edits(BOB, answer, "secret two", null);
        talk.reacts(ANA, answer, "ok", Switch.ON);
        talk.pins(ANA, answer, Switch.ON);
        long deletion = talk.deletes(BOB, answer);
        Event.Posted message = message(ANA, answer);
        assertEquals("", message.text());
        assertEquals(root, message.thread());
        assertEquals(
                new Event.Folded(deletion, null, true, null, null, null, null), message.folded());
        assertTrue(
                talk.ask(ANA, new ReadVersions(1, LOBBY, answer)) instanceof Refused no
                        && no.is(Refusal.UNKNOWN_MESSAGE));
        assertEquals(List.of(), pins(ANA).events());
        assertNull(message(ANA, root).folded());
    }

    private Answer.History pins(StoredPerson reader) {
        return (Answer.History) talk.ask(reader, new ListPins(1, LOBBY));
    }

    @Test
    void pinnedMessagesComeInOrderAsTheyReadNow() {
        long one = talk.says(ANA, "one");
        for (int i = 0; i < 30; i++) {
            talk.says(BOB, "between");
        }
        long two = talk.says(ANA, "two");
        talk.pins(ANA, two, Switch.ON);
        talk.pins(BOB, one, Switch.ON);
        talk.edits(ANA, two, "three", null);
        List<Event> pinned = pins(BOB).events();
        assertEquals(List.of(one, two), pinned.stream().map(Event::seq).toList());
        assertEquals("three", ((Event.Posted) pinned.getLast()).text());
        assertEquals(true, folded((Event.Posted) pinned.getLast()).pinned());
        for (int i = 0; i < 48; i++) {
            talk.pins(ANA, talk.says(ANA, "x".repeat(2_000)), Switch.ON);
        }
        Answer.History page = pins(BOB);
        assertTrue(page.more());
        assertEquals(talk.head() - 1, page.events().getLast().seq());
        assertTrue(FrameCodec.encode(page).length <= Limits.ANSWER_BYTES);
    }

    @Test
    void aThreadHasItsAnswersAndItsRootCountsThem() {
        long root = talk.says(ANA, "root");
        long other = talk.says(BOB, "other");
        List<Long> answers = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            answers.add(talk.answers(BOB, root, "answer " + i));
            if (i % 100 == 0) {
                talk.answers(ANA, other, "elsewhere");
                talk.says(ANA, "aside");
            }
        }
        talk.deletes(BOB, answers.getLast());
        Event.Folded folded = folded(message(ANA, root));
        assertEquals(249, folded.replies());
        assertEquals(answers.get(248), folded.lastReply());
        assertEquals(root, folded.version());
        Answer.History page = thread(root, null);
        assertEquals(answers.subList(0, 200), page.events().stream().map(Event::seq).toList());
        assertTrue(page.more());
        page = thread(root, answers.get(199));
        assertEquals(answers.subList(200, 250), page.events().stream().map(Event::seq).toList());
        assertFalse(page.more());
        assertTrue(
                talk.ask(ANA, new ReadThread(1, LOBBY, talk.head(), null)) instanceof Refused no
                        && no.is(Refusal.UNKNOWN_MESSAGE));
    }

    private Answer.History thread(long root, @Nullable Long after) {
        return (Answer.History) talk.ask(ANA, new ReadThread(1, LOBBY, root, after));
    }

    @Test
    void allTextsOfAMessageAreThereAndTheNewestIfTheyAreTooMuch() {
        long message = talk.says(ANA, "one");
        talk.edits(ANA, message, "two", null);
        talk.reacts(BOB, message, "ok", Switch.ON);
        talk.edits(ANA, message, "three", null);
        assertEquals(
                List.of(
                        new Answer.Version(1, Stored.MADE + 1, "one"),
                        new Answer.Version(2, Stored.MADE + 2, "two"),
                        new Answer.Version(4, Stored.MADE + 4, "three")),
                versions(message));
        for (int i = 0; i < 5; i++) {
            talk.edits(ANA, message, i + "x".repeat(16_000), null);
        }
        List<Answer.Version> newest = versions(message);
        assertEquals(3, newest.size());
        assertEquals(talk.head(), newest.getLast().seq());
    }

    private List<Answer.Version> versions(long target) {
        return ((Answer.Versions) talk.ask(BOB, new ReadVersions(1, LOBBY, target))).versions();
    }

    @Test
    void aReactionNamesTwentyAndCountsAll() {
        long message = talk.says(ANA, "all of you?");
        List<StoredPerson> crowd =
                IntStream.range(0, 30)
                        .mapToObj(i -> Stored.guest(1_000 + i, "guest " + i))
                        .toList();
        store.journal().commit(crowd.stream().map(Stored::add).toList());
        crowd.forEach(each -> talk.reacts(each, message, "yes", Switch.ON));
        talk.reacts(BOB, message, "yes", Switch.ON);
        List<Event.Reaction> reactions = folded(message(BOB, message)).reactions();
        List<PersonId> first = crowd.subList(0, 20).stream().map(StoredPerson::id).toList();
        assertEquals(List.of(new Event.Reaction("yes", 31, first, true)), reactions);
    }

    @Test
    void pagesStandForAllBetweenTheirEnds() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Long> listed = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            if (listed.isEmpty() || random.nextInt(3) == 0) {
                listed.add(talk.says(ANA, "x".repeat(random.nextInt(2_000))));
            } else {
                long target = listed.get(random.nextInt(listed.size()));
                talk.edits(ANA, target, "y".repeat(random.nextInt(2_000)), null);
            }
        }
        String about = "seed " + seed;
        List<Long> back = new ArrayList<>();
        Answer.History page = history(BOB, null, null, 30L);
        long to = talk.head();
        while (true) {
            assertEquals(to, page.to(), about);
            back.addAll(0, page.events().stream().map(Event::seq).toList());
            if (!page.more()) {
                break;
            }
            to = seq(page.from()) - 1;
            page = history(BOB, page.from(), null, 30L);
        }
        assertEquals(1, page.from(), about);
        assertEquals(listed, back, about);
        List<Long> on = new ArrayList<>();
        long from = 0;
        do {
            page = history(BOB, null, from, 30L);
            assertEquals(from + 1, page.from(), about);
            on.addAll(page.events().stream().map(Event::seq).toList());
            from = seq(page.to());
        } while (page.more());
        assertEquals(talk.head(), from, about);
        assertEquals(listed, on, about);
    }

    private static long seq(@Nullable Long given) {
        return java.util.Objects.requireNonNull(given);
    }

    @Test
    void aTimeLeadsToTheFirstEventFromThenOn() {
        for (int i = 0; i < 100; i++) {
            talk.says(ANA, "at " + i);
        }
        assertEquals(1, place(0));
        assertEquals(1, place(Stored.MADE + 1));
        assertEquals(57, place(Stored.MADE + 57));
        assertEquals(100, place(Stored.MADE + 100));
        assertEquals(101, place(Stored.MADE + 101));
    }

    private long place(long time) {
        return ((Answer.PlaceFound) talk.ask(BOB, new FindTime(1, LOBBY, time))).seq();
    }
}
