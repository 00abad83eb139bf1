package dev.klatch.server.store;

import dev.klatch.core.journal.Entrance;
import dev.klatch.core.journal.RoomFigures;
import dev.klatch.core.journal.StoreFigures;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.protocol.AccountFrame.ListSessions;
import dev.klatch.protocol.AccountFrame.ReadProfile;
import dev.klatch.protocol.AdministrationFrame.ListAccounts;
import dev.klatch.protocol.AdministrationFrame.ListAudit;
import dev.klatch.protocol.AdministrationFrame.ListInvites;
import dev.klatch.protocol.AdministrationFrame.ListReports;
import dev.klatch.protocol.AdministrationFrame.ListStorage;
import dev.klatch.protocol.AdministrationFrame.ReadUsage;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationFrame.ListConversations;
import dev.klatch.protocol.ConversationFrame.ListRooms;
import dev.klatch.protocol.ConversationFrame.ReadConversation;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.MemberFrame.ListBans;
import dev.klatch.protocol.MemberFrame.ListMembers;
import dev.klatch.protocol.MemberFrame.ListReaders;
import dev.klatch.protocol.MessageFrame.FindTime;
import dev.klatch.protocol.MessageFrame.ListFiles;
import dev.klatch.protocol.MessageFrame.ListPins;
import dev.klatch.protocol.MessageFrame.ReadHistory;
import dev.klatch.protocol.MessageFrame.ReadThread;
import dev.klatch.protocol.MessageFrame.ReadVersions;
import dev.klatch.protocol.MessageFrame.Resume;
import dev.klatch.protocol.MessageFrame.Search;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Question;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.StateFrame.ListStates;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One connection that only reads, with its prepared statements. Used by one thread at a time.
final class ReadingConnection {
    private final Connection connection;
    private final ResumeReads missed;
    private final HistoryReads history;
    private final SummaryReads summaries;
    private final RoomReads rooms;
    private final PeopleReads people;
    private final StateReads states;
    private final ProfileReads accounts;
    private final AdministrationReads administration;
    private final Erasures erasures;
    private final FileReads files;
    private final SearchReads found;
    private final PreparedStatement personByName;
    private final PreparedStatement personBySession;

    ReadingConnection(Connection connection, ConversationId everyone) throws SQLException {
        this.connection = connection;
        Visibility visibility = new Visibility(connection, everyone);
        this.missed = new ResumeReads(connection, visibility);
        this.history = new HistoryReads(connection, visibility);
        this.summaries = new SummaryReads(connection, everyone);
        this.rooms = new RoomReads(connection, everyone);
        this.people = new PeopleReads(connection, visibility, everyone);
        this.states = new StateReads(connection, everyone);
        this.accounts = new ProfileReads(connection);
        this.administration = new AdministrationReads(connection);
        this.erasures = new Erasures(connection);
        this.files = new FileReads(connection, visibility);
        this.found = new SearchReads(connection, visibility, everyone);
        this.personByName = connection.prepareStatement(PersonRows.SELECT_NAMED);
        this.personBySession =
                connection.prepareStatement(
                        "SELECT "
                                + PersonRows.COLUMNS
                                + " FROM session s JOIN person p ON p.id = s.person"
                                + " WHERE s.token_hash = ? AND p.closed IS NULL"
                                + " AND NOT p.deleted AND NOT p.banned");
    }

    interface Query<T extends @Nullable Object> {
        T run() throws SQLException;
    }

    /// Runs a query so that all its statements see the same moment.
    <T extends @Nullable Object> T inSnapshot(Query<T> query) throws SQLException {
        connection.setAutoCommit(false);
        try {
            return query.run();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    Answer answer(PersonId reader, TokenHash session, Question question, Surroundings around)
            throws SQLException {
        Predicate<PersonId> online = around.online();
        return switch (question) {
            case ReadHistory ask -> history.history(reader, ask);
            case ReadThread ask -> history.thread(reader, ask);
            case ReadVersions ask -> history.versions(reader, ask);
            case ListPins ask -> history.pins(reader, ask);
            case ListFiles ask -> files.files(reader, ask);
            case Search ask -> found.search(reader, ask);
            case FindTime ask -> history.place(reader, ask);
            case Resume ask -> missed.resume(reader, ask);
            case ListConversations ask -> summaries.conversations(reader, ask);
            case ReadConversation ask -> summaries.conversation(reader, ask);
            case ListRooms ask -> rooms.rooms(reader, ask);
            case ListMembers ask -> people.members(reader, ask, online);
            case ListBans ask -> people.bans(reader, ask);
            case ListReaders ask -> people.readers(reader, ask);
            case ListStates ask -> states.states(reader, ask);
            case ReadProfile ask -> accounts.profile(ask, online);
            case ListSessions ask -> accounts.sessions(reader, session, ask);
            case ListInvites ask -> administration.invites(reader, ask);
            case ListReports ask -> administration.reports(reader, ask);
            case ListAccounts ask -> administration.accounts(reader, ask, online);
            case ReadUsage ask -> administration.usage(reader, ask, around);
            case ListStorage ask ->
                    administration.mayReadUsage(reader)
                            ? files.storage(ask)
                            : Refused.of(ask.ref(), Refusal.NOT_ALLOWED);
            case ListAudit ask -> administration.audit(reader, ask);
        };
    }

    FileReads files() {
        return files;
    }

    Erasures erasures() {
        return erasures;
    }

    StoreFigures figures(Surroundings around) throws SQLException {
        return OverviewReads.figures(connection, around.folder());
    }

    Entrance entrance(Surroundings around) throws SQLException {
        return OverviewReads.entrance(connection, around.usual());
    }

    List<RoomFigures> roomFigures() throws SQLException {
        return OverviewReads.rooms(connection);
    }

    @Nullable StoredPerson personNamed(String key) throws SQLException {
        personByName.setString(1, key);
        return PersonRows.one(personByName);
    }

    @Nullable StoredPerson personOfSession(TokenHash tokenHash) throws SQLException {
        personBySession.setString(1, tokenHash.hex());
        return PersonRows.one(personBySession);
    }
}
