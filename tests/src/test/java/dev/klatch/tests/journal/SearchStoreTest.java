package dev.klatch.tests.journal;

import static dev.klatch.tests.journal.Stored.ANA;
import static dev.klatch.tests.journal.Stored.BOB;
import static dev.klatch.tests.journal.Stored.DIRECT;
import static dev.klatch.tests.journal.Stored.EVE;
import static dev.klatch.tests.journal.Stored.LOBBY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.Traits;
import dev.klatch.protocol.Access;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Callout;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.MessageFrame.Search;
import dev.klatch.protocol.Newcomers;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.server.store.SqliteStore;
import dev.klatch.server.store.StoreUnusable;
import dev.klatch.tests.journal.Talk.Switch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Searching what was said, and only what one may read.
final class SearchStoreTest extends Searching {
    @Test
    void wordsPrefixesAndPhrasesAreFound() {
        long one = talk.says(ANA, "The quick brown fox, über alles");
        long two = talk.says(BOB, "a brown and quick answer");
        settle();
        assertEquals(List.of(one, two), seqs(BOB, "QUICK brown").stream().sorted().toList());
        assertEquals(List.of(one), seqs(BOB, "\"quick brown\""));
        assertEquals(List.of(one), seqs(BOB, "uber"));
        assertEquals(List.of(two), seqs(BOB, "answ*"));
        assertEquals(List.of(), seqs(BOB, "answ"));
        assertEquals(List.of(), seqs(BOB, "quick zebra"));
    }

    @Test
    void wordsOfTwoChineseCharactersAreFound() {
        long one = talk.says(ANA, "今天我们在北京开会");
        long two = talk.says(ANA, "明天见 at 东京 station");
        long three = talk.says(ANA, "カタカナと한국어입니다");
        settle();
        assertEquals(List.of(one), seqs(BOB, "北京"));
        assertEquals(List.of(one), seqs(BOB, "我们在"));
        assertEquals(List.of(two), seqs(BOB, "明天"));
        assertEquals(List.of(two), seqs(BOB, "\"东京 station\""));
        assertEquals(List.of(one, two), seqs(BOB, "京").stream().sorted().toList());
        assertEquals(List.of(one, two), seqs(BOB, "天").stream().sorted().toList());
        assertEquals(List.of(three), seqs(BOB, "カナ"));
        assertEquals(List.of(three), seqs(BOB, "한국"));
        assertEquals(List.of(), seqs(BOB, "京北"));
    }

    @Test
    void filtersSayFromWhomWhereWhenAndWithWhat() {
        ConversationId staff = new ConversationId(209);
        store.journal()
                .commit(
                        List.of(
                                Stored.room(staff, "staff"),
                                Stored.enter(staff, 1, ANA, BOB),
                                Stored.direct(DIRECT, ANA, BOB),
                                Stored.enter(DIRECT, 1, ANA, BOB)));
        Talk inStaff = new Talk(store, staff);
        Talk direct = new Talk(store, DIRECT);
        inStaff.says(ANA, "tea in staff");
        direct.says(BOB, "tea for two");
        long link = talk.says(ANA, "tea at https://tea.example/");
        long call = talk.says(BOB, "tea, bob?", null, List.of(ANA.id()), null);
        talk.pins(ANA, call, Switch.ON);
        settle();
        assertEquals(4, seqs(BOB, "tea").size());
        assertEquals(List.of(link), seqs(BOB, "tea from:ana in:lobby"));
        assertEquals(List.of(call), seqs(BOB, "tea from:\"BOB\" in:Lobby"));
        assertEquals(List.of(staff), places(BOB, "tea in:staff"));
        assertEquals(List.of(DIRECT), places(ANA, "tea in:bob"));
        assertEquals(List.of(DIRECT), places(BOB, "in:ana"));
        assertEquals(List.of(link), seqs(BOB, "has:link"));
        assertEquals(List.of(call), seqs(BOB, "has:pin"));
        assertEquals(List.of(call), seqs(BOB, "tea has:mention"));
        assertEquals(List.of(), seqs(BOB, "tea has:file"));
        assertEquals(List.of(), seqs(BOB, "tea from:nobody"));
        assertEquals(List.of(), seqs(BOB, "tea in:nowhere"));
        LocalDate day =
                LocalDate.ofInstant(Instant.ofEpochMilli(Stored.MADE), ZoneId.systemDefault());
        assertEquals(4, seqs(BOB, "tea after:" + day).size());
        assertEquals(4, seqs(BOB, "tea before:" + day.plusDays(1)).size());
        assertEquals(List.of(), seqs(BOB, "tea before:" + day));
        assertEquals(List.of(), seqs(BOB, "tea after:" + day.plusDays(1)));
    }

    @Test
    void whatNamesOneIsFoundByWhomItNamesAndNotByItsWords() {
        talk.says(ANA, "bob is a word here");
        long named = talk.says(ANA, "you there", null, List.of(BOB.id()), null);
        long called = talk.says(ANA, "all of you", null, null, Callout.EVERYONE);
        long answer = talk.says(ANA, "you again", named, List.of(BOB.id()), null);
        talk.says(BOB, "my own call", null, List.of(BOB.id()), Callout.HERE);
        long other = talk.says(BOB, "not bob", null, List.of(ANA.id()), null);
        long erased = talk.says(ANA, "gone", null, null, Callout.EVERYONE);
        talk.deletes(ANA, erased);
        talk.says(ANA, "somebody else", null, List.of(EVE.id()), null);
        long late = talk.says(ANA, "who else", null, null, null);
        talk.edits(ANA, late, "who else, bob", List.of(BOB.id()));
        long taken = talk.says(ANA, "you, bob", null, List.of(BOB.id()), null);
        talk.edits(ANA, taken, "nobody", List.of());
        settle();
        assertEquals(List.of(late, answer, called, named), seqs(BOB, "mentions:me"));
        assertEquals(List.of(named, called, answer), sorted("you mentions:me"));
        assertEquals(2, seqs(ANA, "mentions:me").size());
        assertTrue(seqs(ANA, "mentions:ME").contains(other));
        talk.leaves(BOB);
        assertEquals(List.of(), seqs(BOB, "mentions:me"));
    }

    private List<Long> sorted(String query) {
        return seqs(BOB, query).stream().sorted().toList();
    }

    private List<ConversationId> places(StoredPerson reader, String query) {
        return found(reader, query, null).hits().stream().map(Answer.Hit::conversation).toList();
    }

    @Test
    void onlyWhatOneMayReadIsFound() {
        talk.says(ANA, "the secret plan");
        settle();
        assertEquals(1, seqs(BOB, "secret").size());
        assertEquals(List.of(), seqs(EVE, "secret"));
        assertEquals(List.of(), seqs(EVE, "secret in:lobby"));
        assertTrue(
                talk.ask(EVE, new Search(1, "secret", LOBBY, null)) instanceof Refused no
                        && no.is(Refusal.UNKNOWN_CONVERSATION));
        talk.leaves(BOB);
        assertEquals(List.of(), seqs(BOB, "secret"));
        talk.joins(BOB);
        assertEquals(1, seqs(BOB, "secret").size());
    }

    @Test
    void whoReadsFromJoiningFindsOnlyWhatWasSaidWhileThere() {
        store.journal()
                .commit(
                        List.of(
                                new Change.SetConversation(
                                        LOBBY,
                                        "lobby",
                                        "lobby",
                                        new Traits(
                                                Access.PRIVATE,
                                                "",
                                                "",
                                                Newcomers.FROM_JOINING,
                                                1,
                                                false,
                                                0,
                                                false))));
        long before = talk.says(ANA, "word before");
        talk.joins(EVE);
        long during = talk.says(ANA, "word during");
        long changed = talk.says(ANA, "word to be changed");
        talk.leaves(EVE);
        long away = talk.says(ANA, "word away");
        talk.edits(ANA, changed, "another word", null);
        talk.joins(EVE);
        long after = talk.says(ANA, "word after");
        settle();
        assertEquals(
                List.of(before, during, changed, away, after),
                seqs(ANA, "word").stream().sorted().toList());
        assertEquals(List.of(during, after), seqs(EVE, "word").stream().sorted().toList());
    }

    @Test
    void whatWasChangedIsFoundByTheNewTextAndWhatWasErasedNotAtAll() {
        long one = talk.says(ANA, "aardvark");
        long two = talk.says(BOB, "aardvark too");
        settle();
        assertEquals(2, seqs(BOB, "aardvark").size());
        talk.edits(ANA, one, "buffalo", null);
        talk.deletes(BOB, two);
        assertEquals(List.of(), seqs(BOB, "aardvark"), "also before the indexer has seen it");
        settle();
        assertEquals(List.of(), seqs(BOB, "aardvark"));
        assertEquals(List.of(one), seqs(BOB, "buffalo"));
        assertEquals("buffalo", found(BOB, "buffalo", null).hits().getFirst().text());
    }

    @Test
    void whatWasErasedIsNowhereInTheFilesOfTheIndex() throws IOException {
        long secret = talk.says(ANA, "xyzzyplugh is the password");
        settle();
        talk.deletes(ANA, secret);
        settle();
        long deadline = System.nanoTime() + DEADLINE_MILLIS * 1_000_000;
        while (holds("xyzzyplugh")) {
            assertTrue(System.nanoTime() < deadline, "still in the files");
            settle();
        }
    }

    private boolean holds(String text) throws IOException {
        for (String end : List.of("", "-wal")) {
            Path file = folder.resolve("search.db" + end);
            if (Files.exists(file)
                    && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                            .contains(text)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void manyHitsComeInPagesOnceEach() {
        for (int i = 0; i < 65; i++) {
            talk.says(ANA, "page " + "x".repeat(10 * i));
        }
        long best = talk.says(ANA, "page page page");
        settle();
        List<Long> all = new ArrayList<>();
        String after = null;
        do {
            Answer.Found page = found(BOB, "page", after);
            assertTrue(FrameCodec.encode(page).length <= Limits.ANSWER_BYTES);
            all.addAll(page.hits().stream().map(Answer.Hit::seq).toList());
            after = page.after();
            talk.says(BOB, "page that comes while pages are turned");
        } while (after != null);
        assertEquals(best, all.getFirst());
        assertEquals(66, all.size());
        assertEquals(66, new HashSet<>(all).size());
    }

    @Test
    void aLongTextIsCutAroundWhatWasFound() {
        talk.says(ANA, "😀".repeat(2_000) + " needle " + "世".repeat(2_000));
        settle();
        String text = found(BOB, "needle", null).hits().getFirst().text();
        assertTrue(text.contains("needle"));
        assertTrue(text.length() < 700, "" + text.length());
        assertEquals(
                text,
                new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8),
                "no half characters");
    }

    @Test
    void theIndexIsMadeAnewWhenItIsMissingOrDamaged() throws IOException, StoreUnusable {
        long one = talk.says(ANA, "durable words");
        settle();
        reopen(() -> Files.delete(folder.resolve("search.db")));
        awaitFound("durable");
        assertEquals(List.of(one), seqs(BOB, "durable"));
        reopen(() -> {
            byte[] rubbish = new byte[8_192];
            Arrays.fill(rubbish, (byte) 'x');
            Files.write(folder.resolve("search.db"), rubbish);
        });
        awaitFound("durable");
        reopen(() -> {});
        assertEquals(List.of(one), seqs(BOB, "durable"), "and is kept when it is sound");
    }

    private interface Deed {
        void happen() throws IOException;
    }

    private void reopen(Deed between) throws IOException, StoreUnusable {
        store.close();
        between.happen();
        store = SqliteStore.open(folder, 1);
        talk.goesOnIn(store);
    }

    @Test
    void nothingIsFoundOfAPastThatWasWiped() {
        talk.says(ANA, "the first event stays");
        talk.says(ANA, "before the flood");
        settle();
        store.journal().wipe();
        assertEquals(List.of(), seqs(BOB, "flood"));
        assertNotNull(store.journal().conversation(LOBBY));
        assertNull(found(BOB, "flood", null).after());
    }

    @Test
    void aThreadIsNamedWithItsAnswer() {
        long root = talk.says(ANA, "root");
        talk.answers(BOB, root, "leafage");
        settle();
        Answer.Hit hit = found(ANA, "leafage", null).hits().getFirst();
        assertEquals(root, Objects.requireNonNull(hit.thread()));
        assertEquals(BOB.name(), hit.name());
        assertFalse(hit.text().isEmpty());
    }
}
