package dev.klatch.tests.journal;

import static dev.klatch.tests.journal.Stored.ANA;
import static dev.klatch.tests.journal.Stored.BOB;
import static dev.klatch.tests.journal.Stored.EVE;
import static dev.klatch.tests.journal.Stored.LOBBY;
import static dev.klatch.tests.journal.Stored.MADE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.MessagePlace;
import dev.klatch.core.journal.StoredInvite;
import dev.klatch.core.journal.StoredReport;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.protocol.AdministrationFrame.ListAudit;
import dev.klatch.protocol.AdministrationFrame.ListInvites;
import dev.klatch.protocol.AdministrationFrame.ListReports;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.InviteId;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.Question;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.ReportId;
import dev.klatch.protocol.Role;
import dev.klatch.server.store.SqliteStore;
import dev.klatch.server.store.StoreUnusable;
import java.nio.file.Path;
import java.util.ArrayList;
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
                        new ListReports(1, null),
                        new ListInvites(1, null))) {
            Answer answer = store.archive().answer(ANA.id(), Stored.SESSION, question);
            assertTrue(answer instanceof Refused no && no.is(Refusal.NOT_ALLOWED), "" + answer);
        }
        commit(List.of(new Change.SetPerson(EVE.as(Role.MODERATOR))));
        asked(Answer.Reports.class, new ListReports(1, null));
        assertTrue(asked(Refused.class, new ListAudit(1, null)).is(Refusal.NOT_ALLOWED));
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
