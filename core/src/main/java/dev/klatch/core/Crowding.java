package dev.klatch.core;

import dev.klatch.core.Rules.Sent;
import dev.klatch.core.journal.Draft;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.limit.Limiter;
import dev.klatch.protocol.Command;
import dev.klatch.protocol.ConversationFrame.Join;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Role;
import java.util.List;

/// How fast people get at those whom they do not know, and how fast a room fills up: what nobody
/// needs who talks, and everybody who sends what nobody asked for. A stranger is one with whom
/// there is no direct conversation. Moderators of the server and above are trusted.
final class Crowding {
    private static final int REMEMBERED = 10_000;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long JOIN_MILLIS = 1_000;

    private final Rules rules;
    private final Happenings happenings;
    private final Limiting limiting;
    private final Limiter<PersonId> strangers;
    private final Limiter<ConversationId> joins;

    Crowding(Rules rules, Happenings happenings, Limiting limiting) {
        this.rules = rules;
        this.happenings = happenings;
        this.limiting = limiting;
        int hourly = limiting.strangersPerHour();
        this.strangers = new Limiter<>(REMEMBERED, hourly, HOUR_MILLIS / hourly);
        this.joins = new Limiter<>(REMEMBERED, limiting.joinsAtOnce(), JOIN_MILLIS);
    }

    /// Counts the strangers among these, whom the command gets at. Whether it may; if not yet, the
    /// sender is told how long to wait.
    boolean mayApproach(Batch batch, Sent sent, Command command, List<StoredPerson> others) {
        StoredPerson author = sent.author();
        int unknown = (int) others.stream().filter(it -> isStranger(author, it)).count();
        if (unknown == 0 || isFree(author)) {
            return true;
        }
        long wait = strangers.take(author.id(), rules.time().steadyMillis(), unknown);
        if (wait > 0) {
            String words = "You write to many people whom you do not know: wait a while.";
            happenings.slowDown(batch, sent, command, words, wait);
        }
        return wait == 0;
    }

    private boolean isStranger(StoredPerson person, StoredPerson other) {
        return rules.draft().conversationKeyed(Draft.directKey(person.id(), other.id())) == null;
    }

    /// Counts the sender, who enters a room. Whether they may; if not yet, they are told how long
    /// to wait.
    boolean mayEnter(Batch batch, Sent sent, Join join) {
        if (isFree(sent.author())) {
            return true;
        }
        long wait = joins.take(join.conversation(), rules.time().steadyMillis());
        if (wait > 0) {
            String words = "Many people enter this room just now: wait a moment.";
            happenings.slowDown(batch, sent, join, words, wait);
        }
        return wait == 0;
    }

    private boolean isFree(StoredPerson person) {
        return !limiting.isOn() || person.role().isAtLeast(Role.MODERATOR);
    }
}
