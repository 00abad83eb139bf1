package dev.klatch.core.journal;

import dev.klatch.protocol.InviteId;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.ReportId;
import dev.klatch.protocol.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The part of a [Draft] that is about sessions, invites and reports. What the batch has ended is
/// there as an empty value. Belongs to the sequencer's thread.
public final class AccountDraft {
    private final Journal journal;
    private final Map<TokenHash, Optional<StoredSession>> sessions = new LinkedHashMap<>();
    private final Map<InviteId, Optional<StoredInvite>> invites = new HashMap<>();
    private final Map<ReportId, Optional<StoredReport>> reports = new HashMap<>();
    private final Set<PersonId> newOwners = new LinkedHashSet<>();

    AccountDraft(Journal journal) {
        this.journal = journal;
    }

    private AccountJournal stored() {
        return journal.accounts();
    }

    void keep(Change.OfAccount change) {
        switch (change) {
            case Change.AddSession(var session) ->
                    sessions.put(session.token(), Optional.of(session));
            case Change.UseSession(var token, long time) -> {
                StoredSession known = session(token);
                if (known != null) {
                    sessions.put(token, Optional.of(used(known, time)));
                }
            }
            case Change.EndSession(var token) -> sessions.put(token, Optional.empty());
            case Change.SetInvite(var invite) -> invites.put(invite.id(), Optional.of(invite));
            case Change.EndInvite(var invite) -> invites.put(invite, Optional.empty());
            case Change.AddReport(var report) -> reports.put(report.id(), Optional.of(report));
            case Change.SettleReport settled -> reports.put(settled.report(), Optional.empty());
            case Change.AddAudit _ -> {}
            case Change.ForgetPerson _ -> {}
        }
    }

    private static StoredSession used(StoredSession known, long time) {
        return new StoredSession(
                known.id(), known.person(), known.token(), known.made(), time, known.device());
    }

    /// This person is, within the batch, as it says here.
    void set(StoredPerson person) {
        if (person.role() == Role.OWNER) {
            newOwners.add(person.id());
        }
    }

    /// This guest has left: the sessions end.
    void closed(PersonId person) {
        sessionsOf(person).forEach(session -> sessions.put(session.token(), Optional.empty()));
    }

    void clear() {
        sessions.clear();
        invites.clear();
        reports.clear();
        newOwners.clear();
    }

    /// See [AccountJournal#session].
    public @Nullable StoredSession session(TokenHash token) {
        Optional<StoredSession> recent = sessions.get(token);
        return recent == null ? stored().session(token) : recent.orElse(null);
    }

    /// See [AccountJournal#sessionsOf].
    public List<StoredSession> sessionsOf(PersonId person) {
        List<StoredSession> now = new ArrayList<>();
        for (StoredSession session : stored().sessionsOf(person)) {
            if (!sessions.containsKey(session.token())) {
                now.add(session);
            }
        }
        for (Optional<StoredSession> recent : sessions.values()) {
            recent.filter(session -> session.person().equals(person)).ifPresent(now::add);
        }
        now.sort(Comparator.comparingLong(StoredSession::used));
        return now;
    }

    /// See [AccountJournal#invite].
    public @Nullable StoredInvite invite(InviteId id) {
        Optional<StoredInvite> recent = invites.get(id);
        return recent == null ? stored().invite(id) : recent.orElse(null);
    }

    /// See [AccountJournal#inviteOf].
    public @Nullable StoredInvite inviteOf(TokenHash code) {
        for (Optional<StoredInvite> recent : invites.values()) {
            if (recent.isPresent() && recent.get().code().equals(code)) {
                return recent.get();
            }
        }
        StoredInvite known = stored().inviteOf(code);
        return known == null || invites.containsKey(known.id()) ? null : known;
    }

    /// See [AccountJournal#report].
    public @Nullable StoredReport report(ReportId id) {
        Optional<StoredReport> recent = reports.get(id);
        return recent == null ? stored().report(id) : recent.orElse(null);
    }

    /// See [AccountJournal#openReports].
    public long openReports() {
        long open = stored().openReports();
        for (Map.Entry<ReportId, Optional<StoredReport>> recent : reports.entrySet()) {
            boolean before = stored().report(recent.getKey()) != null;
            open += (recent.getValue().isPresent() ? 1 : 0) - (before ? 1 : 0);
        }
        return open;
    }

    /// Those who own the server, or did before this batch.
    Set<PersonId> owners() {
        Set<PersonId> owners = new LinkedHashSet<>(stored().owners());
        owners.addAll(newOwners);
        return owners;
    }
}
