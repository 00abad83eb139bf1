package dev.klatch.tests.journal;

import static dev.klatch.tests.journal.Stored.ANA;
import static dev.klatch.tests.journal.Stored.BOB;
import static dev.klatch.tests.journal.Stored.EVE;
import static dev.klatch.tests.journal.Stored.LOBBY;
import static dev.klatch.tests.journal.Stored.MADE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.Entrance;
import dev.klatch.core.journal.MessagePlace;
import dev.klatch.core.journal.Profile;
import dev.klatch.core.journal.StoredInvite;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.StoredReport;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.core.person.NameRules;
import dev.klatch.protocol.AdministrationFrame.ListAccounts;
import dev.klatch.protocol.AdministrationFrame.ListAudit;
import dev.klatch.protocol.AdministrationFrame.ListInvites;
import dev.klatch.protocol.AdministrationFrame.ListReports;
import dev.klatch.protocol.AdministrationFrame.ReadUsage;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.InviteId;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Question;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.ReportId;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.SignUpMode;
import dev.klatch.server.store.SqliteStore;
import dev.klatch.server.store.StoreUnusable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lists of those who run the server, page by page, from the store on disk.
final class AdministrationListsStoreTest {
    @TempDir Path folder;
    private SqliteStore store;

    @BeforeEach
    void open() throws StoreUnusable {
        store = SqliteStore.open(folder, 1);
        commit(
                List.of(
                        Stored.add(ANA),
                        Stored.add(BOB),
                        Stored.add(EVE.as(Role.ADMIN)),
                        Stored.room(LOBBY, "lobby")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void commit(List<Change> changes) {
        store.journal().commit(changes);
    }

    private <T extends Answer> T asked(Class<T> sort, Question question) {
        Answer answer = store.archive().answer(EVE.id(), Stored.SESSION, question);
        assertTrue(FrameCodec.encode(answer).length <= Limits.ANSWER_BYTES, "too large");
        return assertInstanceOf(sort, answer);
    }

    @Test
    void whoMayNotSeeAListIsRefused() {
        for (Question question :
                List.of(
                        new ListAudit(1, null),
                        new ListAccounts(1, null, null),
                        new ReadUsage(1),
                        new ListReports(1, null),
                        new ListInvites(1, null))) {
            Answer answer = store.archive().answer(ANA.id(), Stored.SESSION, question);
            assertTrue(answer instanceof Refused no && no.is(Refusal.NOT_ALLOWED), "" + answer);
        }
        commit(List.of(new Change.SetPerson(EVE.as(Role.MODERATOR))));
        asked(Answer.Reports.class, new ListReports(1, null));
        assertTrue(asked(Refused.class, new ListAudit(1, null)).is(Refusal.NOT_ALLOWED));
        assertTrue(asked(Refused.class, new ReadUsage(1)).is(Refusal.NOT_ALLOWED));
    }

    private List<String> names(@Nullable String query) {
        List<String> names = new ArrayList<>();
        @Nullable String after = null;
        do {
            Answer.Accounts page = asked(Answer.Accounts.class, new ListAccounts(1, after, query));
            page.accounts().forEach(line -> names.add(line.person().name()));
            after = page.after();
        } while (after != null);
        return names;
    }

    private static StoredPerson account(long id, String name) {
        return new StoredPerson(
                new PersonId(id), name, NameRules.key(name), Role.MEMBER, false, "hash");
    }

    @Test
    void accountsComeByNameOnceAndWithoutGuests() {
        List<String> expected = new ArrayList<>();
        List<Change> added = new ArrayList<>();
        for (int i = 100; i < 100 + 2 * Limits.LIST_ENTRIES; i++) {
            expected.add("pupil " + i);
            added.add(Stored.add(account(1_000 + i, "pupil " + i)));
        }
        commit(added);
        expected.sort(Comparator.comparing(NameRules::key));
        assertEquals(expected, names("Pupil"));
        assertEquals(List.of("pupil 123"), names("pupil 123"));
        assertEquals(List.of(), names("pupils"));
        expected.addFirst(EVE.name());
        assertEquals(expected, names(null));
        assertTrue(asked(Refused.class, new ListAccounts(1, "?", null)).is(Refusal.WRONG_TYPE));
    }

    @Test
    void anAccountIsShownWithWhatThoseWhoRunTheServerNeed() {
        StoredPerson olga = account(1_000, "olga");
        StoredPerson nik = account(1_001, "nik");
        Profile hidden = new Profile(null, null, null, true, MADE + 9);
        commit(
                List.of(
                        Stored.add(olga.with(Profile.EMPTY.seen(MADE + 7)).keptOut()),
                        Stored.add(nik.with(hidden)),
                        Stored.add(account(1_002, "zoe")),
                        new Change.SetPerson(account(1_002, "zoe").deleted()),
                        Stored.session(nik, "one"),
                        Stored.session(nik, "two")));
        store.isUsedBy(person -> person.equals(EVE.id()), Entrance.OPEN);
        List<Answer.AccountLine> lines =
                asked(Answer.Accounts.class, new ListAccounts(1, null, null)).accounts();
        assertEquals(
                List.of(
                        new Answer.AccountLine(
                                EVE.as(Role.ADMIN).seen(), MADE, null, 0, null, true),
                        new Answer.AccountLine(nik.seen(), MADE, null, 2, null, false),
                        new Answer.AccountLine(olga.seen(), MADE, MADE + 7, 0, true, false)),
                lines);
    }

    @Test
    void usageCountsAndSaysHowPeopleComeIn() {
        commit(
                List.of(
                        Stored.session(ANA, "one"),
                        Stored.session(ANA, "two"),
                        Stored.session(BOB, "three"),
                        Stored.append(Stored.posted(LOBBY, 1, ANA, "hi"))));
        store.isUsedBy(
                person -> !person.equals(BOB.id()), new Entrance(SignUpMode.INVITE, true, 8, 5));
        Answer.Usage usage = asked(Answer.Usage.class, new ReadUsage(7));
        assertTrue(usage.bytes() > 4_096 && usage.free() > 4_096, usage::toString);
        Answer.Usage expected =
                new Answer.Usage(
                        7,
                        1,
                        2,
                        1,
                        2,
                        1,
                        0,
                        0L,
                        usage.bytes(),
                        usage.free(),
                        SignUpMode.INVITE,
                        true);
        assertEquals(expected, usage);
        commit(
                List.of(
                        new Change.SetSetting(Entrance.SIGN_UP, "closed"),
                        new Change.SetSetting(Entrance.GUESTS, "off")));
        Answer.Usage closed = asked(Answer.Usage.class, new ReadUsage(7));
        assertEquals(SignUpMode.CLOSED, closed.signUp());
        assertFalse(closed.guestsAllowed());
        assertEquals(SignUpMode.CLOSED, store.archive().entrance().signUp());
    }

    @Test
    void whatWasDoneComesOnceNewestFirst() {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            changes.add(
                    new Change.AddAudit(MADE, "eve", "ban-person: " + "x".repeat(500), "bob " + i));
        }
        commit(changes);
        List<String> seen = new ArrayList<>();
        @Nullable String after = null;
        do {
            Answer.Audit page = asked(Answer.Audit.class, new ListAudit(1, after));
            page.entries().forEach(entry -> seen.add(String.valueOf(entry.whom())));
            after = page.after();
        } while (after != null);
        List<String> expected = IntStream.range(0, 250).mapToObj(i -> "bob " + (249 - i)).toList();
        assertEquals(expected, seen);
        assertTrue(asked(Refused.class, new ListAudit(1, "?")).is(Refusal.WRONG_TYPE));
    }

    @Test
    void longReportsComeOnceOldestFirst() {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            changes.add(
                    new Change.AddReport(
                            new StoredReport(
                                    new ReportId(1_000 - i),
                                    MADE + i / 2,
                                    ANA.id(),
                                    LOBBY,
                                    i + 1,
                                    BOB.id(),
                                    "\u00e9".repeat(8_000),
                                    "long")));
        }
        commit(changes);
        commit(List.of(new Change.SettleReport(new ReportId(1_000), null, MADE, null)));
        List<Answer.ReportLine> seen = new ArrayList<>();
        @Nullable String after = null;
        do {
            Answer.Reports page = asked(Answer.Reports.class, new ListReports(1, after));
            seen.addAll(page.reports());
            after = page.after();
        } while (after != null);
        assertEquals(29, seen.size());
        assertEquals(29, new HashSet<>(seen).size());
        for (int i = 1; i < seen.size(); i++) {
            assertTrue(seen.get(i - 1).time() <= seen.get(i).time());
        }
        assertEquals("ana", seen.getFirst().reporter().name());
        assertEquals("bob", seen.getFirst().author().name());
    }

    @Test
    void onlyInvitesThatCanBeUsedAreListed() {
        long now = System.currentTimeMillis();
        commit(
                List.of(
                        invite(1, 1, now + 60_000),
                        invite(2, 0, now + 60_000),
                        invite(3, 1, now - 1),
                        invite(4, 3, now + 60_000)));
        List<Answer.InviteLine> lines =
                asked(Answer.Invites.class, new ListInvites(1, null)).invites();
        assertEquals(List.of(1L, 4L), lines.stream().map(line -> line.invite().value()).toList());
        assertEquals("operator", lines.getFirst().maker());
    }

    private static Change invite(long id, long uses, long expires) {
        return new Change.SetInvite(
                new StoredInvite(
                        new InviteId(id),
                        TokenHash.of("code " + id),
                        Role.MEMBER,
                        uses,
                        expires,
                        null,
                        null,
                        MADE));
    }

    @Test
    void theMessagesOfOnePersonAreFoundPieceByPiece() {
        ConversationId den = new ConversationId(150);
        List<Change> changes = new ArrayList<>(List.of(Stored.room(den, "den")));
        List<MessagePlace> expected = new ArrayList<>();
        for (ConversationId place : List.of(den, LOBBY)) {
            for (long seq = 1; seq <= 9; seq++) {
                boolean anas = seq % 2 == 1;
                changes.add(Stored.append(Stored.posted(place, seq, anas ? ANA : BOB, "hi")));
                if (anas) {
                    expected.add(new MessagePlace(place, seq));
                }
            }
        }
        commit(changes);
        List<MessagePlace> found = new ArrayList<>();
        List<MessagePlace> page = store.archive().messagesOf(ANA.id(), null, 3);
        while (!page.isEmpty()) {
            found.addAll(page);
            page = store.archive().messagesOf(ANA.id(), page.getLast(), 3);
        }
        assertEquals(expected, found);
    }

    @Test
    void whoseMessagesAreStillToBeErasedIsKnownAfterAStart() throws StoreUnusable {
        commit(List.of(new Change.SetSetting("erasing-" + BOB.id().text(), "yes")));
        store.close();
        store = SqliteStore.open(folder, 1);
        assertEquals(List.of(BOB.id()), store.archive().erasing());
    }
}
