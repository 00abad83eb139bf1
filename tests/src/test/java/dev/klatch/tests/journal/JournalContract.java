package dev.klatch.tests.journal;

import static dev.klatch.tests.journal.Stored.ANA;
import static dev.klatch.tests.journal.Stored.BOB;
import static dev.klatch.tests.journal.Stored.DIRECT;
import static dev.klatch.tests.journal.Stored.EVE;
import static dev.klatch.tests.journal.Stored.LOBBY;
import static dev.klatch.tests.journal.Stored.MADE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.ContentHash;
import dev.klatch.core.journal.DoneCommand;
import dev.klatch.core.journal.Draft;
import dev.klatch.core.journal.Journal;
import dev.klatch.core.journal.JournalFailure;
import dev.klatch.core.journal.OpenCall;
import dev.klatch.core.journal.StoredConversation;
import dev.klatch.core.journal.StoredMember;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.protocol.CallAction;
import dev.klatch.protocol.CallMedia;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every journal promises.
abstract class JournalContract extends FileContract {
    @Test
    void aNewJournalHasAPastOfItsOwnAndTheCommonRoom() {
        assertEquals(32, journal().contentKey().length);
        assertEquals(0, journal().lastEventMillis());
        StoredConversation everyone = found(journal().conversation(journal().everyone()));
        assertEquals(ConversationType.ROOM, everyone.type());
        assertEquals("everyone", everyone.title());
        assertEquals(0, everyone.head());
        assertEquals(Map.of(), everyone.members());
        assertEquals(List.of(), journal().openGuests());
    }

    @Test
    void thePastStaysTheSameOverAReopening() {
        String epoch = journal().epoch();
        var everyone = journal().everyone();
        byte[] key = journal().contentKey();
        Journal again = reopened();
        assertEquals(epoch, again.epoch());
        assertEquals(everyone, again.everyone());
        assertArrayEquals(key, again.contentKey());
    }

    @Test
    void whatNobodyCommittedIsNotThere() {
        assertNull(journal().person(ANA.id()));
        assertNull(journal().personNamed("ana"));
        assertNull(journal().conversation(LOBBY));
        assertNull(journal().conversationKeyed("lobby"));
        assertNull(journal().conversationKeyed(Draft.directKey(ANA.id(), BOB.id())));
        assertNull(journal().done(Stored.cid(), ANA.id()));
        assertEquals(List.of(), journal().conversationsOf(ANA.id()));
        commit();
    }

    @Test
    void peopleAreFoundByIdAndByName() {
        commit(Stored.add(ANA), Stored.add(EVE));
        assertEquals(ANA, journal().person(ANA.id()));
        assertEquals(EVE, journal().personNamed("eve"));
        assertNull(journal().personNamed("Eve"));
        assertEquals(List.of(ANA), journal().openGuests());
        assertEquals(EVE, reopened().person(EVE.id()));
    }

    @Test
    void aClosedNameIsFreeAndStillLeadsToWhoHadItLast() {
        StoredPerson second = Stored.guest(111, "ana");
        StoredPerson third = Stored.guest(112, "ana");
        commit(Stored.add(ANA), new Change.ClosePerson(ANA.id(), MADE));
        assertEquals(closed(ANA), journal().personNamed("ana"));
        assertEquals(List.of(), journal().openGuests());
        commit(new Change.AddPerson(second, MADE + 1));
        assertEquals(second, journal().personNamed("ana"));
        commit(new Change.ClosePerson(second.id(), MADE + 2));
        assertEquals(closed(second), journal().personNamed("ana"));
        commit(new Change.AddPerson(third, MADE + 3));
        Journal again = reopened();
        assertEquals(third, again.personNamed("ana"));
        assertEquals(closed(ANA), again.person(ANA.id()));
    }

    private static StoredPerson closed(StoredPerson open) {
        return open.gone();
    }

    @Test
    void twoCannotHaveOneNameAtATime() {
        commit(Stored.add(ANA));
        Change namesake = Stored.add(Stored.guest(111, "ana"));
        assertThrows(JournalFailure.class, () -> commit(Stored.add(BOB), namesake));
        assertNull(journal().person(BOB.id()));
        assertEquals(ANA, journal().personNamed("ana"));
    }

    @Test
    void conversationsAreFoundByIdByTitleAndByTheirTwo() {
        commit(
                Stored.room(LOBBY, "lobby"),
                Stored.direct(DIRECT, ANA, BOB),
                Stored.enter(DIRECT, 1, ANA, BOB));
        StoredConversation lobby = found(journal().conversationKeyed("lobby"));
        assertEquals(
                StoredConversation.made((Change.AddConversation) Stored.room(LOBBY, "lobby")),
                lobby);
        assertEquals(lobby, journal().conversation(LOBBY));
        StoredConversation direct =
                found(journal().conversationKeyed(Draft.directKey(ANA.id(), BOB.id())));
        assertEquals(DIRECT, direct.id());
        assertEquals(Set.of(ANA.id(), BOB.id()), direct.members().keySet());
        assertEquals(direct, journal().conversationKeyed(Draft.directKey(BOB.id(), ANA.id())));
        assertNull(journal().conversationKeyed(Draft.directKey(ANA.id(), EVE.id())));
        assertThrows(
                JournalFailure.class,
                () -> commit(Stored.room(new dev.klatch.protocol.ConversationId(299), "lobby")));
    }

    @Test
    void eventsMoveTheHeadAndAreDone() {
        Event first = Stored.posted(LOBBY, 1, ANA, "one");
        Event.Posted second = Stored.posted(LOBBY, 2, BOB, "two");
        commit(Stored.add(ANA), Stored.add(BOB), Stored.room(LOBBY, "lobby"));
        commit(Stored.append(first), Stored.append(second));
        isDone(journal(), second);
        isDone(reopened(), second);
    }

    private static void isDone(Journal journal, Event.Posted second) {
        StoredConversation lobby = found(journal.conversation(LOBBY));
        assertEquals(2, lobby.head());
        assertEquals(second.time(), lobby.time());
        assertEquals(second.time(), journal.lastEventMillis());
        assertEquals(
                new DoneCommand(LOBBY, 2, second.time(), new ContentHash(3, 4)),
                journal.done(second.cid(), BOB.id()));
        assertNull(journal.done(second.cid(), ANA.id()));
    }

    @Test
    void membersEnterLeaveAndEnterAgain() {
        commit(
                Stored.add(ANA),
                Stored.add(BOB),
                Stored.room(LOBBY, "lobby"),
                Stored.enter(LOBBY, 1, ANA, BOB));
        assertEquals(
                Set.of(ANA.id(), BOB.id()),
                found(journal().conversation(LOBBY)).members().keySet());
        commit(Stored.part(LOBBY, 4, ANA));
        assertEquals(Set.of(BOB.id()), found(journal().conversation(LOBBY)).members().keySet());
        assertEquals(List.of(), journal().conversationsOf(ANA.id()));
        assertEquals(List.of(LOBBY), journal().conversationsOf(BOB.id()));
        commit(Stored.enter(LOBBY, 7, ANA), Stored.part(LOBBY, 8, ANA), Stored.part(LOBBY, 8, BOB));
        commit(Stored.enter(LOBBY, 9, ANA));
        Journal again = reopened();
        assertEquals(Set.of(ANA.id()), found(again.conversation(LOBBY)).members().keySet());
        assertEquals(List.of(LOBBY), again.conversationsOf(ANA.id()));
        assertEquals(List.of(), again.conversationsOf(BOB.id()));
    }

    @Test
    void aBatchThatBreaksARuleIsNotKeptAtAll() {
        Event.Posted first = Stored.posted(LOBBY, 1, ANA, "one");
        commit(Stored.add(ANA), Stored.room(LOBBY, "lobby"), Stored.append(first));
        Event sameCid =
                new Event.Posted(LOBBY, 2, MADE, ANA.id(), "ana", first.cid(), "done before");
        Event sameSeq = Stored.posted(LOBBY, 1, ANA, "a second first");
        Event.Posted good = Stored.posted(LOBBY, 2, ANA, "two");
        for (Event bad : List.of(sameCid, sameSeq)) {
            assertThrows(
                    JournalFailure.class,
                    () ->
                            commit(
                                    Stored.add(BOB),
                                    Stored.append(good),
                                    Stored.append(bad),
                                    Stored.enter(LOBBY, 2, BOB)));
            nothingOfItIsThere(good);
        }
        commit(Stored.append(good));
        assertEquals(2, found(reopened().conversation(LOBBY)).head());
    }

    @Test
    void aFaultInTheMiddleOfABatchLeavesNothingForTheNextCommit() {
        commit(Stored.add(ANA), Stored.room(LOBBY, "lobby"));
        commit(Stored.append(Stored.posted(LOBBY, 1, ANA, "one")));
        Event.Posted good = Stored.posted(LOBBY, 2, ANA, "two");
        Event noServerMakesThis = new Event.Opaque(LOBBY, 3, MADE);
        assertThrows(
                RuntimeException.class,
                () ->
                        commit(
                                Stored.add(BOB),
                                Stored.append(good),
                                Stored.append(noServerMakesThis)));
        nothingOfItIsThere(good);
        commit(Stored.add(EVE));
        reopened();
        nothingOfItIsThere(good);
        assertEquals(EVE, journal().person(EVE.id()));
    }

    private void nothingOfItIsThere(Event.Posted good) {
        assertNull(journal().person(BOB.id()));
        assertNull(journal().done(good.cid(), ANA.id()));
        StoredConversation lobby = found(journal().conversation(LOBBY));
        assertEquals(1, lobby.head());
        assertEquals(Set.of(), lobby.members().keySet());
    }

    @Test
    void aCallIsOpenUntilItsEndAndForgottenByAWipe() {
        Event.Called start = called(1, CallAction.STARTED);
        commit(Stored.add(ANA), Stored.room(LOBBY, "lobby"), Stored.append(start));
        assertEquals(List.of(new OpenCall(start, 0)), journal().openCalls());
        commit(new Change.AnswerCall(LOBBY, MADE + 5));
        assertEquals(List.of(new OpenCall(start, MADE + 5)), journal().openCalls());
        assertEquals(List.of(new OpenCall(start, MADE + 5)), reopened().openCalls());
        commit(Stored.append(called(2, CallAction.ENDED)));
        assertEquals(List.of(), journal().openCalls());
        commit(Stored.append(called(3, CallAction.STARTED)));
        assertEquals(0, journal().openCalls().getFirst().answered());
        journal().wipe();
        assertEquals(List.of(), journal().openCalls());
    }

    private static Event.Called called(long seq, CallAction action) {
        Event.Posted like = Stored.posted(LOBBY, seq, ANA, "");
        return new Event.Called(
                LOBBY,
                seq,
                like.time(),
                ANA.id(),
                ANA.name(),
                like.cid(),
                seq,
                action,
                CallMedia.SOUND,
                null,
                null,
                null);
    }

    @Test
    void b6AWipeLeavesPeopleRoomsAndTheirMembersAndNothingThatWasSaid() {
        String epoch = journal().epoch();
        Event.Created first = Stored.created(LOBBY, ANA, "lobby");
        Event.Posted said = Stored.posted(LOBBY, 2, ANA, "in the lobby");
        Event.Posted common = Stored.posted(journal().everyone(), 1, ANA, "to all");
        commit(
                Stored.add(ANA),
                Stored.add(BOB),
                new Change.AddPerson(EVE.from(2), MADE),
                Stored.room(LOBBY, "lobby"),
                Stored.direct(DIRECT, ANA, BOB),
                Stored.enter(DIRECT, 1, ANA, BOB),
                Stored.enter(LOBBY, 1, ANA),
                Stored.enter(LOBBY, 2, BOB, EVE),
                Stored.append(first),
                Stored.append(said),
                Stored.append(common),
                Stored.append(Stored.posted(DIRECT, 1, ANA, "in private")),
                Stored.part(LOBBY, 2, EVE),
                new Change.Mark(BOB.id(), LOBBY, 0, 2),
                new Change.SetState(BOB.id(), "draft:" + LOBBY.text(), "not yet", 1),
                new Change.SetState(BOB.id(), "keywords", "lunch", 2));
        journal().wipe();
        isWiped(journal(), epoch, first, said);
        isWiped(reopened(), epoch, first, said);
        commit(Stored.append(Stored.posted(LOBBY, 2, ANA, "anew")));
        assertEquals(2, found(reopened().conversation(LOBBY)).head());
    }

    private static void isWiped(Journal now, String epoch, Event.Created first, Event.Posted said) {
        assertNotEquals(epoch, now.epoch());
        StoredConversation lobby = found(now.conversation(LOBBY));
        assertEquals(1, lobby.head());
        assertEquals(0, lobby.messages());
        assertEquals(Set.of(ANA.id(), BOB.id()), lobby.members().keySet());
        assertEquals(1, member(lobby, BOB).from());
        assertEquals(first, now.event(LOBBY, 1));
        assertNull(now.event(LOBBY, 2));
        assertNull(now.done(said.cid(), ANA.id()));
        assertNotNull(now.done(first.cid(), ANA.id()));
        assertEquals(0, found(now.conversation(now.everyone())).head());
        assertNull(now.event(now.everyone(), 1));
        assertNull(now.conversation(DIRECT));
        assertNull(now.conversationKeyed(Draft.directKey(ANA.id(), BOB.id())));
        assertEquals(List.of(LOBBY), now.conversationsOf(BOB.id()));
        assertEquals(List.of(), now.conversationsOf(EVE.id()));
        assertEquals(-1, now.mark(BOB.id(), LOBBY, 0));
        assertNull(now.state(BOB.id(), "draft:" + LOBBY.text()));
        assertEquals("lunch", now.state(BOB.id(), "keywords"));
        assertEquals(2, now.stateVersion(BOB.id()));
        assertEquals(EVE, now.person(EVE.id()));
        assertEquals(
                Role.SERVER, java.util.Objects.requireNonNull(now.person(now.server())).role());
    }

    private static StoredMember member(StoredConversation conversation, StoredPerson person) {
        return java.util.Objects.requireNonNull(conversation.members().get(person.id()));
    }

    static StoredConversation found(@Nullable StoredConversation conversation) {
        assertNotNull(conversation);
        return java.util.Objects.requireNonNull(conversation);
    }
}
