package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.Request;
import dev.klatch.core.journal.StoredReport;
import dev.klatch.protocol.AdministrationFrame.Report;
import dev.klatch.protocol.AdministrationFrame.SettleReport;
import dev.klatch.protocol.ConversationFrame.CreateRoom;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Newcomers;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.ReportId;
import dev.klatch.protocol.Role;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Messages that somebody reports to the moderators.
final class ReportsTest {
    private final Stage stage = new Stage();

    private StoredReport only() {
        List<StoredReport> all = stage.journal.accounts().reports();
        assertEquals(1, all.size());
        return all.getFirst();
    }

    @Test
    void moderatorsAreToldAndNobodyElse() {
        Device eve = stage.inRole("eve", Role.MODERATOR);
        Device ana = stage.guest("ana");
        Device bob = stage.account("bob");
        stage.run(stage.post(bob, Stage.EVERYONE, "something bad"));
        eve.news();
        bob.news();
        stage.instruct(ana, ref -> new Report(ref, Stage.EVERYONE, 1, "rude")).done();
        assertEquals(1, eve.one(Notice.Reported.class).open());
        assertTrue(bob.news(Notice.Reported.class).isEmpty());
        StoredReport report = only();
        assertEquals("something bad", report.text());
        assertEquals(bob.person(), report.author());
        assertEquals(ana.person(), report.reporter());
        stage.instruct(bob, ref -> new SettleReport(ref, report.id(), null));
        assertTrue(bob.isRefused(Refusal.NOT_ALLOWED));
        stage.instruct(eve, ref -> new SettleReport(ref, report.id(), "talked to bob"));
        assertEquals(0, eve.one(Notice.Reported.class).open());
        stage.instruct(eve, ref -> new SettleReport(ref, report.id(), null));
        assertTrue(eve.isRefused(Refusal.UNKNOWN_REPORT));
        assertEquals(
                "settle-report: talked to bob", stage.journal.accounts().audit().getLast().what());
    }

    @Test
    @DisplayName("ATK-022 what was said before one came is not reported either")
    void onlyWhatOneMaySeeIsReported() {
        Device ana = stage.account("ana");
        Device bob = stage.account("bob");
        ana.news();
        var create =
                new CreateRoom(
                        ana.nextRef(),
                        stage.cid(),
                        stage.journal.epoch(),
                        "staff",
                        null,
                        null,
                        null,
                        Newcomers.FROM_JOINING,
                        null);
        stage.run(new Request.Client(ana, create));
        ConversationId room = ana.accepted().conversation();
        stage.run(stage.post(ana, room, "before"));
        stage.run(stage.join(bob, room));
        stage.run(stage.post(ana, room, "after"));
        stage.instruct(bob, ref -> new Report(ref, room, 2, "curious"));
        assertTrue(bob.isRefused(Refusal.UNKNOWN_MESSAGE));
        stage.instruct(bob, ref -> new Report(ref, room, 4, "rude")).done();
    }

    @Test
    @DisplayName("ATK-022 what is not there and what is not yours are answered alike")
    void onlyWhatOneMayReadIsReported() {
        Device ana = stage.account("ana");
        Device bob = stage.account("bob");
        stage.run(stage.openDirect(ana, bob.who));
        ConversationId direct = ana.accepted().conversation();
        stage.run(stage.post(ana, direct, "psst"));
        Device eve = stage.account("eve");
        ConversationId nowhere = new ConversationId(4_711);
        for (ConversationId place : List.of(direct, nowhere)) {
            stage.instruct(eve, ref -> new Report(ref, place, 2, "curious"));
            assertTrue(eve.isRefused(Refusal.UNKNOWN_CONVERSATION));
        }
        stage.instruct(bob, ref -> new Report(ref, direct, 1, "not a message"));
        assertTrue(bob.isRefused(Refusal.UNKNOWN_MESSAGE));
        stage.instruct(bob, ref -> new Report(ref, direct, 9, "not there"));
        assertTrue(bob.isRefused(Refusal.UNKNOWN_MESSAGE));
        stage.instruct(bob, ref -> new Report(ref, direct, 2, "mean")).done();
        assertNull(stage.journal.accounts().report(new ReportId(1)));
    }
}
