package dev.klatch.core;

import dev.klatch.core.conversation.Conversation;
import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.StoredMessage;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.StoredReport;
import dev.klatch.core.permission.Permissions;
import dev.klatch.core.permission.ServerVerb;
import dev.klatch.core.permission.Verb;
import dev.klatch.core.presence.Presence;
import dev.klatch.protocol.AdministrationFrame.Report;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.ReportId;
import dev.klatch.protocol.Role;
import org.jspecify.annotations.Nullable;

/// Messages of which the moderators are told, and how that ends.
final class ReportRules {
    private final Rules rules;
    private final AdministrationRules administration;
    private final Presence presence;

    ReportRules(Rules rules, AdministrationRules administration, Presence presence) {
        this.rules = rules;
        this.administration = administration;
        this.presence = presence;
    }

    /// Keeps the message as it reads now, so that a later edit or deletion does not hide it.
    @Nullable Refusal report(Batch batch, StoredPerson reporter, Report frame) {
        Conversation conversation = rules.conversations().find(frame.conversation());
        if (conversation == null) {
            return Refusal.UNKNOWN_CONVERSATION;
        }
        long now = rules.time().wallMillis();
        Refusal no = Permissions.refusal(Verb.READ, reporter, conversation, now);
        if (no != null) {
            return no;
        }
        StoredMessage message = rules.message(conversation, reporter, frame.target());
        if (message == null) {
            return Refusal.UNKNOWN_MESSAGE;
        }
        StoredReport report =
                new StoredReport(
                        new ReportId(rules.freshId()),
                        now,
                        reporter.id(),
                        frame.conversation(),
                        frame.target(),
                        message.author(),
                        message.text(),
                        frame.reason());
        batch.keep(new Change.AddReport(report));
        tellModerators(batch);
        return null;
    }

    private void tellModerators(Batch batch) {
        Notice notice = new Notice.Reported(rules.draft().accounts().openReports());
        for (Person moderator : presence.inRole(Role.MODERATOR)) {
            batch.tell(new Outcome.ToldPerson(moderator.person(), notice));
        }
    }

    @Nullable Refusal settle(Batch batch, Actor actor, ReportId id, @Nullable String note) {
        if (!actor.may(ServerVerb.SETTLE_REPORT)) {
            return Refusal.NOT_ALLOWED;
        }
        StoredReport report = rules.draft().accounts().report(id);
        if (report == null) {
            return Refusal.UNKNOWN_REPORT;
        }
        long now = rules.time().wallMillis();
        var settler = actor.person() == null ? null : actor.person().id();
        batch.keep(new Change.SettleReport(id, settler, now, note));
        boolean said = note != null && !note.isBlank();
        StoredPerson author = rules.draft().person(report.author());
        administration.audit(
                batch, actor, said ? "settle-report: " + note : "settle-report", author);
        tellModerators(batch);
        return null;
    }
}
