package dev.klatch.tests.journal;

import static dev.klatch.tests.journal.Stored.ANA;
import static dev.klatch.tests.journal.Stored.BOB;
import static dev.klatch.tests.journal.Stored.EVE;
import static dev.klatch.tests.journal.Stored.LOBBY;
import static dev.klatch.tests.journal.Stored.MADE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.klatch.core.journal.AccountJournal;
import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.Journal;
import dev.klatch.core.journal.JournalFailure;
import dev.klatch.core.journal.StoredInvite;
import dev.klatch.core.journal.StoredReport;
import dev.klatch.core.journal.StoredSession;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.protocol.InviteId;
import dev.klatch.protocol.ReportId;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.SessionId;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every journal promises about sessions, invites, reports and owners.
abstract class AccountContract {
    private static final StoredInvite INVITE =
            new StoredInvite(
                    new InviteId(7),
                    TokenHash.of("a code"),
                    Role.MODERATOR,
                    2,
                    MADE + 1_000,
                    LOBBY,
                    ANA.id(),
                    MADE);
    private static final StoredInvite OF_OPERATOR =
            new StoredInvite(
                    new InviteId(8),
                    TokenHash.of("another"),
                    Role.OWNER,
                    1,
                    MADE,
                    null,
                    null,
                    MADE);

    /// The journal of this test; a new one at first.
    abstract Journal journal();

    /// Closes the journal and opens it again.
    abstract Journal reopened();

    void commit(Change... changes) {
        journal().commit(List.of(changes));
    }

    private AccountJournal accounts() {
        return journal().accounts();
    }

    private static StoredSession session(long id, String token, long used) {
        return new StoredSession(
                new SessionId(id), EVE.id(), TokenHash.of(token), MADE, used, "a device");
    }

    @Test
    void sessionsAreFoundByTokenAndByPersonInTheOrderOfTheirUse() {
        StoredSession first = session(1, "one", MADE + 5);
        StoredSession second = session(2, "two", MADE + 1);
        commit(Stored.add(EVE), new Change.AddSession(first), new Change.AddSession(second));
        assertEquals(first, accounts().session(TokenHash.of("one")));
        assertNull(accounts().session(TokenHash.of("three")));
        assertEquals(List.of(second, first), accounts().sessionsOf(EVE.id()));
        commit(new Change.UseSession(TokenHash.of("two"), MADE + 9));
        AccountJournal again = reopened().accounts();
        assertEquals(List.of(first, session(2, "two", MADE + 9)), again.sessionsOf(EVE.id()));
        commit(new Change.EndSession(TokenHash.of("one")));
        assertNull(accounts().session(TokenHash.of("one")));
        assertEquals(1, accounts().sessionsOf(EVE.id()).size());
        assertEquals(List.of(), accounts().sessionsOf(ANA.id()));
    }

    @Test
    void theSessionsOfAGuestEndWithTheGuest() {
        commit(Stored.add(BOB), Stored.session(BOB, "one"), Stored.session(BOB, "two"));
        commit(new Change.ClosePerson(BOB.id(), MADE));
        assertEquals(List.of(), accounts().sessionsOf(BOB.id()));
    }

    @Test
    void oneTokenIsOneSession() {
        commit(Stored.add(EVE), new Change.AddSession(session(1, "one", MADE)));
        Change same = new Change.AddSession(session(2, "one", MADE));
        assertThrows(
                JournalFailure.class,
                () -> commit(new Change.EndSession(TokenHash.of("x")), Stored.add(BOB), same));
        assertNull(journal().person(BOB.id()));
        assertEquals(1, accounts().sessionsOf(EVE.id()).size());
    }

    @Test
    void invitesAreFoundByIdAndCodeUntilTheyEnd() {
        commit(new Change.SetInvite(INVITE), new Change.SetInvite(OF_OPERATOR));
        assertEquals(INVITE, accounts().invite(INVITE.id()));
        assertEquals(OF_OPERATOR, accounts().inviteOf(TokenHash.of("another")));
        assertNull(accounts().inviteOf(TokenHash.of("a third")));
        commit(new Change.SetInvite(INVITE.used()));
        AccountJournal again = reopened().accounts();
        assertEquals(INVITE.used(), again.invite(INVITE.id()));
        commit(new Change.EndInvite(INVITE.id()));
        assertNull(accounts().invite(INVITE.id()));
        assertNull(accounts().inviteOf(INVITE.code()));
    }

    @Test
    void reportsAreOpenUntilTheyAreSettled() {
        StoredReport report =
                new StoredReport(
                        new ReportId(5), MADE, ANA.id(), LOBBY, 3, BOB.id(), "rude", "it is rude");
        commit(new Change.AddReport(report));
        assertEquals(report, reopened().accounts().report(report.id()));
        assertEquals(1, accounts().openReports());
        commit(new Change.SettleReport(report.id(), EVE.id(), MADE + 1, "told bob"));
        assertNull(accounts().report(report.id()));
        assertEquals(0, accounts().openReports());
    }

    @Test
    void ownersAreThoseWhoOwnNow() {
        commit(Stored.add(EVE));
        assertEquals(List.of(), accounts().owners());
        commit(new Change.SetPerson(EVE.as(Role.OWNER)));
        assertEquals(List.of(EVE.id()), reopened().accounts().owners());
        commit(new Change.SetPerson(EVE.deleted()));
        assertEquals(List.of(), accounts().owners());
        assertEquals(EVE.deleted(), journal().personNamed("eve"));
    }

    @Test
    void whatAPersonKeptIsForgotten() {
        commit(
                Stored.add(EVE),
                Stored.add(ANA),
                Stored.room(LOBBY, "lobby"),
                new Change.SetState(EVE.id(), "draft", "secret", 1),
                new Change.SetState(ANA.id(), "draft", "kept", 1),
                new Change.Mark(EVE.id(), LOBBY, 0, 4));
        commit(new Change.ForgetPerson(EVE.id()));
        assertNull(journal().state(EVE.id(), "draft"));
        assertEquals(-1, journal().mark(EVE.id(), LOBBY, 0));
        assertEquals("kept", journal().state(ANA.id(), "draft"));
    }
}
