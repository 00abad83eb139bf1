package dev.klatch.core.journal;

import dev.klatch.protocol.InviteId;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.ReportId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The part of a [Journal] that is about sessions, invites, reports and those who own the server,
/// with the same promises.
public interface AccountJournal {
    /// The session of this token.
    @Nullable StoredSession session(TokenHash token);

    /// The sessions of this person, those used longest ago first.
    List<StoredSession> sessionsOf(PersonId person);

    /// The invite with this id, whether it can still be used or not.
    @Nullable StoredInvite invite(InviteId id);

    /// The invite with this code, whether it can still be used or not.
    @Nullable StoredInvite inviteOf(TokenHash code);

    /// The report with this id, if it is not settled.
    @Nullable StoredReport report(ReportId id);

    /// How many reports are not settled.
    long openReports();

    /// The accounts that own the server.
    List<PersonId> owners();
}
