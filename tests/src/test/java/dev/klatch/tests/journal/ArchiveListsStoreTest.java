package dev.klatch.tests.journal;

import static dev.klatch.tests.journal.Stored.ANA;
import static dev.klatch.tests.journal.Stored.BOB;
import static dev.klatch.tests.journal.Stored.EVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationFrame.ListConversations;
import dev.klatch.protocol.ConversationFrame.ListRooms;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Summary;
import dev.klatch.server.store.SqliteStore;
import dev.klatch.server.store.StoreUnusable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lists, page by page, from the store on disk.
final class ArchiveListsStoreTest {
    /// As long as a name can be in bytes.
    private static final String LONG = "\ud840\udc00".repeat(28);

    @TempDir Path folder;
    private SqliteStore store;

    @BeforeEach
    void open() throws StoreUnusable {
        store = SqliteStore.open(folder, 1);
        store.journal().commit(List.of(Stored.add(ANA), Stored.add(BOB), Stored.add(EVE)));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<Summary> conversations(PersonId reader) {
        List<Summary> all = new ArrayList<>();
        String after = null;
        do {
            Answer.Conversations page =
                    (Answer.Conversations)
                            store.archive()
                                    .answer(
                                            reader,
                                            Stored.SESSION,
                                            new ListConversations(1, after));
            isSmall(page, page.conversations().size());
            all.addAll(page.conversations());
            after = page.after();
        } while (after != null);
        return all;
    }

    private List<Answer.Room> rooms(PersonId reader) {
        List<Answer.Room> all = new ArrayList<>();
        String after = null;
        do {
            Answer.Rooms page =
                    (Answer.Rooms)
                            store.archive().answer(reader, Stored.SESSION, new ListRooms(1, after));
            isSmall(page, page.rooms().size());
            all.addAll(page.rooms());
            after = page.after();
        } while (after != null);
        return all;
    }

    private static void isSmall(Answer page, int entries) {
        assertTrue(entries <= Limits.LIST_ENTRIES);
        assertTrue(FrameCodec.encode(page).length <= Limits.ANSWER_BYTES, "too large");
    }

    @Test
    void twoHundredAndFiftyConversationsComeOnceEachNewestFirst() {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            StoredPerson other = Stored.guest(Long.MAX_VALUE - i, LONG + i);
            ConversationId id = new ConversationId(Long.MAX_VALUE - 1_000 - i);
            changes.add(Stored.add(other));
            changes.add(Stored.direct(id, ANA, other));
            changes.add(Stored.enter(id, 1, ANA, other));
            // Three of them at a time are as old as each other.
            changes.add(Stored.append(Stored.posted(id, 1 + i / 3, other, "hello")));
        }
        store.journal().commit(changes);
        List<Summary> all = conversations(ANA.id());
        assertEquals(251, all.size());
        assertEquals(251, new HashSet<>(all.stream().map(Summary::conversation).toList()).size());
        for (int i = 1; i < all.size(); i++) {
            assertTrue(all.get(i - 1).time() >= all.get(i).time(), "at " + i);
        }
        for (Summary summary : all) {
            boolean everyone = summary.conversation().equals(store.journal().everyone());
            assertEquals(everyone, summary.with() == null);
            assertTrue(everyone || summary.title().isEmpty());
        }
        assertEquals(1, conversations(BOB.id()).size());
    }

    @Test
    void twoHundredAndFiftyRoomsComeOnceEachByTitle() {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            ConversationId id = new ConversationId(Long.MAX_VALUE - 7_919L * i);
            changes.add(Stored.room(id, LONG + (1_000 + i)));
            if (i % 2 == 0) {
                changes.add(Stored.enter(id, 1, ANA, BOB));
                changes.add(Stored.part(id, 2, BOB));
            }
        }
        changes.add(Stored.direct(new ConversationId(5), ANA, BOB));
        changes.add(Stored.enter(new ConversationId(5), 1, ANA, BOB));
        changes.add(new Change.ClosePerson(BOB.id(), 9));
        store.journal().commit(changes);
        List<Answer.Room> all = rooms(ANA.id());
        assertEquals(251, all.size());
        assertEquals(
                new Answer.Room(store.journal().everyone(), "everyone", 2, true), all.getFirst());
        for (int i = 0; i < 250; i++) {
            Answer.Room room = all.get(i + 1);
            assertEquals(LONG + (1_000 + i), room.name());
            assertEquals(i % 2 == 0 ? 1 : 0, room.people());
            assertEquals(i % 2 == 0, room.joined());
        }
        assertEquals(1, rooms(EVE.id()).stream().filter(Answer.Room::joined).count());
    }

    @Test
    void whatOneLeftIsNoLongerInTheList() {
        store.journal()
                .commit(
                        List.of(
                                Stored.room(Stored.LOBBY, "lobby"),
                                Stored.enter(Stored.LOBBY, 1, ANA)));
        assertEquals(2, conversations(ANA.id()).size());
        store.journal().commit(List.of(Stored.part(Stored.LOBBY, 1, ANA)));
        assertEquals(1, conversations(ANA.id()).size());
    }
}
