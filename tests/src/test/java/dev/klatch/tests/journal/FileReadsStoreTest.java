package dev.klatch.tests.journal;

import static dev.klatch.tests.journal.Stored.ANA;
import static dev.klatch.tests.journal.Stored.BOB;
import static dev.klatch.tests.journal.Stored.EVE;
import static dev.klatch.tests.journal.Stored.LOBBY;
import static dev.klatch.tests.journal.Stored.MADE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.journal.Archive;
import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.StoredFile;
import dev.klatch.protocol.AdministrationFrame.ListStorage;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationFrame.ReadConversation;
import dev.klatch.protocol.FileSort;
import dev.klatch.protocol.MessageFrame.ListFiles;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Question;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.StorageBy;
import dev.klatch.server.store.SqliteStore;
import dev.klatch.server.store.StoreUnusable;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files as those see them who may: ana and bob are in the lobby, eve is not.
final class FileReadsStoreTest {
    private static final StoredFile UPLOAD = FileContract.upload(7, ANA);
    private static final StoredFile DONE = UPLOAD.finished(FileContract.PICTURE, MADE + 1);

    @TempDir Path folder;
    private SqliteStore store;

    @BeforeEach
    void open() throws StoreUnusable {
        store = SqliteStore.open(folder, 1);
        commit(
                Stored.add(ANA),
                Stored.add(BOB),
                Stored.add(EVE),
                Stored.room(LOBBY, "lobby"),
                Stored.enter(LOBBY, 1, ANA, BOB),
                new Change.AddFile(UPLOAD));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void commit(Change... changes) {
        store.journal().commit(List.of(changes));
    }

    private Archive archive() {
        return store.archive();
    }

    private Answer asked(PersonId reader, Question question) {
        return archive().answer(reader, Stored.SESSION, question);
    }

    private void show() {
        commit(
                new Change.FinishFile(UPLOAD.id(), FileContract.PICTURE, MADE + 1),
                Stored.append(Stored.showing(LOBBY, 1, ANA, DONE)));
    }

    @Test
    @DisplayName("ATK-053 a file is there for its owner and for who may read a message with it")
    void aFileIsThereForWhoMayReadIt() {
        assertNull(archive().fileFor(ANA.id(), UPLOAD.id()), "it is not finished");
        show();
        assertEquals(DONE, archive().fileFor(ANA.id(), UPLOAD.id()));
        assertEquals(DONE, archive().fileFor(BOB.id(), UPLOAD.id()));
        assertNull(archive().fileFor(EVE.id(), UPLOAD.id()));
        commit(Stored.part(LOBBY, 1, BOB));
        assertNull(archive().fileFor(BOB.id(), UPLOAD.id()), "the link ends with the membership");
        commit(Stored.append(Stored.deleted(LOBBY, 2, ANA, 1)));
        assertNotNull(archive().fileFor(ANA.id(), UPLOAD.id()));
    }

    @Test
    void theFilesOfAConversationAreListedNewestFirst() {
        show();
        commit(Stored.append(Stored.showing(LOBBY, 2, BOB, DONE, DONE)));
        Answer.Files all = (Answer.Files) asked(BOB.id(), new ListFiles(1, LOBBY, null, null));
        assertEquals(List.of(2L, 2L, 1L), all.files().stream().map(Answer.FileLine::seq).toList());
        assertEquals("bob", all.files().getFirst().name());
        assertEquals(DONE.attachment(), all.files().getLast().attachment());
        Answer.Files before =
                (Answer.Files) asked(BOB.id(), new ListFiles(1, LOBBY, FileSort.PICTURE, 2L));
        assertEquals(1, before.files().size());
        Answer.Files sounds =
                (Answer.Files) asked(BOB.id(), new ListFiles(1, LOBBY, FileSort.SOUND, null));
        assertTrue(sounds.files().isEmpty());
        assertInstanceOf(Refused.class, asked(EVE.id(), new ListFiles(1, LOBBY, null, null)));
        Answer.ConversationRead read =
                (Answer.ConversationRead) asked(BOB.id(), new ReadConversation(1, LOBBY));
        assertEquals(3, read.files());
        assertEquals(270, Objects.requireNonNull(read.bytes()));
    }

    @Test
    void manyFilesComeInPages() {
        show();
        for (int i = 2; i <= 120; i++) {
            commit(Stored.append(Stored.showing(LOBBY, i, BOB, DONE)));
        }
        Long before = null;
        int seen = 0;
        boolean more = true;
        while (more) {
            Answer.Files page =
                    (Answer.Files) asked(BOB.id(), new ListFiles(1, LOBBY, null, before));
            seen += page.files().size();
            before = page.files().getLast().seq();
            more = page.more();
        }
        assertEquals(120, seen);
    }

    @Test
    void whatNoMessageShowsIsFoundToBeRemoved() {
        assertEquals(List.of(UPLOAD), archive().unshown(MADE + 1, 10));
        assertEquals(List.of(), archive().unshown(MADE, 10));
        show();
        assertEquals(List.of(), archive().unshown(Long.MAX_VALUE, 10));
        assertTrue(archive().isKept("abcdef"));
        commit(Stored.append(Stored.deleted(LOBBY, 2, ANA, 1)));
        assertEquals(1, archive().unshown(1, 10).size(), "at once when a message was erased");
        commit(new Change.EndFile(UPLOAD.id()));
        assertFalse(archive().isKept("abcdef"));
        assertNull(archive().file(UPLOAD.id()));
    }

    @Test
    void whatTakesRoomIsForThoseWhoRunTheServer() {
        show();
        assertInstanceOf(Refused.class, asked(BOB.id(), new ListStorage(1, StorageBy.PERSON)));
        commit(new Change.SetPerson(EVE.as(Role.ADMIN)));
        assertEquals("ana", only(StorageBy.PERSON).name());
        assertEquals("lobby", only(StorageBy.CONVERSATION).name());
        assertEquals(FileSort.PICTURE, only(StorageBy.SORT).sort());
        assertEquals(UPLOAD.id(), only(StorageBy.FILE).file());
    }

    private Answer.StorageLine only(StorageBy by) {
        Answer.Storage storage = (Answer.Storage) asked(EVE.id(), new ListStorage(1, by));
        assertEquals(1, storage.lines().size());
        assertEquals(90, storage.lines().getFirst().bytes());
        return storage.lines().getFirst();
    }
}
