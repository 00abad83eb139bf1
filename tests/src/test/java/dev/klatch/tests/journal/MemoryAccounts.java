package dev.klatch.tests.journal;

import dev.klatch.core.journal.AccountJournal;
import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.StoredInvite;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.StoredReport;
import dev.klatch.core.journal.StoredSession;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.protocol.InviteId;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.ReportId;
import dev.klatch.protocol.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Sessions, invites, reports and the audit log in memory.
public final class MemoryAccounts implements AccountJournal {
    private final Undo undo;
    private final Map<PersonId, StoredPerson> people;
    private final Map<TokenHash, StoredSession> sessions = new LinkedHashMap<>();
    private final Map<InviteId, StoredInvite> invites = new LinkedHashMap<>();
    private final Map<ReportId, StoredReport> reports = new LinkedHashMap<>();
    private final List<Change.AddAudit> audit = new ArrayList<>();

    MemoryAccounts(Undo undo, Map<PersonId, StoredPerson> people) {
        this.undo = undo;
        this.people = people;
    }

    Set<String> tokens() {
        return sessions.keySet().stream().map(TokenHash::hex).collect(Collectors.toSet());
    }

    /// What those who run the server did, oldest first.
    public List<Change.AddAudit> audit() {
        return List.copyOf(audit);
    }

    /// The reports that are not settled.
    public List<StoredReport> reports() {
        return List.copyOf(reports.values());
    }

    void apply(Change.OfAccount change) {
        switch (change) {
            case Change.AddSession(var session) -> {
                Undo.unique(!sessions.containsKey(session.token()), "session");
                put(sessions, session.token(), session);
            }
            case Change.UseSession(var token, long time) -> {
                StoredSession old = sessions.get(token);
                if (old != null) {
                    put(
                            sessions,
                            token,
                            new StoredSession(
                                    old.id(), old.person(), token, old.made(), time, old.device()));
                }
            }
            case Change.EndSession(var token) -> put(sessions, token, null);
            case Change.SetInvite(var invite) -> put(invites, invite.id(), invite);
            case Change.EndInvite(var invite) -> put(invites, invite, null);
            case Change.AddReport(var report) -> {
                Undo.unique(!reports.containsKey(report.id()), "report");
                put(reports, report.id(), report);
            }
            case Change.SettleReport settled -> put(reports, settled.report(), null);
            case Change.AddAudit entry -> {
                audit.add(entry);
                undo.add(audit::removeLast);
            }
            case Change.ForgetPerson _ -> {}
        }
    }

    void close(PersonId person) {
        sessionsOf(person).forEach(session -> put(sessions, session.token(), null));
    }

    private <K, V> void put(Map<K, V> map, K key, @Nullable V value) {
        V before = map.get(key);
        set(map, key, value);
        undo.add(() -> set(map, key, before));
    }

    private static <K, V> void set(Map<K, V> map, K key, @Nullable V value) {
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }

    @Override
    public @Nullable StoredSession session(TokenHash token) {
        return sessions.get(token);
    }

    @Override
    public List<StoredSession> sessionsOf(PersonId person) {
        return sessions.values().stream()
                .filter(session -> session.person().equals(person))
                .sorted(Comparator.comparingLong(StoredSession::used))
                .toList();
    }

    @Override
    public @Nullable StoredInvite invite(InviteId id) {
        return invites.get(id);
    }

    @Override
    public @Nullable StoredInvite inviteOf(TokenHash code) {
        return invites.values().stream()
                .filter(invite -> invite.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable StoredReport report(ReportId id) {
        return reports.get(id);
    }

    @Override
    public long openReports() {
        return reports.size();
    }

    @Override
    public List<PersonId> owners() {
        return people.values().stream()
                .filter(person -> person.role() == Role.OWNER && !person.closed())
                .map(StoredPerson::id)
                .toList();
    }
}
