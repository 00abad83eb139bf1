package dev.klatch.tests.journal;

import static dev.klatch.tests.journal.Stored.ANA;
import static dev.klatch.tests.journal.Stored.BOB;
import static dev.klatch.tests.journal.Stored.LOBBY;
import static dev.klatch.tests.journal.Stored.MADE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.FileContent;
import dev.klatch.core.journal.FileFigures;
import dev.klatch.core.journal.FileWish;
import dev.klatch.core.journal.JournalFailure;
import dev.klatch.core.journal.MessagePlace;
import dev.klatch.core.journal.StoredFile;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.FileId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What every journal promises about files.
abstract class FileContract extends AccountContract {
    static final FileContent PICTURE = new FileContent("abcdef", 90, "image/png", 640L, 480L, true);

    static StoredFile upload(long id, StoredPerson owner) {
        FileWish wish = new FileWish("Grüße.png", 100, "abc", true, 5L, "0f");
        return new StoredFile(new FileId(id), owner.id(), LOBBY, wish, MADE, null);
    }

    private static Change finish(StoredFile file) {
        return new Change.FinishFile(file.id(), PICTURE, MADE + 1);
    }

    private void begin() {
        commit(Stored.add(ANA), Stored.add(BOB), Stored.room(LOBBY, "lobby"));
    }

    @Test
    void filesAreKeptFromTheirBeginningToTheirEnd() {
        StoredFile file = upload(7, ANA);
        begin();
        commit(new Change.AddFile(file));
        assertEquals(file, reopened().files().file(file.id()));
        commit(finish(file));
        assertEquals(file.finished(PICTURE, MADE + 1), reopened().files().file(file.id()));
        commit(new Change.EndFile(file.id()));
        assertNull(reopened().files().file(file.id()));
        assertThrows(
                JournalFailure.class,
                () -> commit(new Change.AddFile(file), new Change.AddFile(file)));
        assertNull(journal().files().file(file.id()));
    }

    @Test
    void filesAreCountedByPersonByConversationAndInAll() {
        begin();
        commit(
                new Change.AddFile(upload(7, ANA)),
                new Change.AddFile(upload(8, ANA)),
                new Change.AddFile(upload(9, BOB)),
                finish(upload(8, ANA)));
        assertEquals(new FileFigures(2, 1, 190), journal().files().of(ANA.id()));
        assertEquals(new FileFigures(3, 2, 290), journal().files().in(LOBBY));
        assertEquals(new FileFigures(3, 2, 290), journal().files().all());
        assertEquals(FileFigures.NONE, journal().files().in(Stored.DIRECT));
    }

    @Test
    void theMessagesThatShowAFileAreKnownUntilTheyAreErased() {
        StoredFile file = upload(7, ANA);
        StoredFile done = file.finished(PICTURE, MADE + 1);
        begin();
        commit(new Change.AddFile(file), finish(file));
        Event.Posted first = Stored.showing(LOBBY, 1, ANA, done, done);
        Event.Posted second = Stored.showing(LOBBY, 2, BOB, done);
        commit(Stored.append(first), Stored.append(second));
        MessagePlace two = new MessagePlace(LOBBY, 2);
        assertEquals(
                List.of(done.attachment()),
                Objects.requireNonNull(reopened().message(LOBBY, 2)).files());
        commit(Stored.append(Stored.deleted(LOBBY, 3, ANA, 1)));
        assertEquals(List.of(two), journal().files().places(file.id()));
        assertEquals(MADE + 1, Objects.requireNonNull(journal().files().file(file.id())).time());
        assertEquals(List.of(), Objects.requireNonNull(journal().message(LOBBY, 1)).files());
        commit(Stored.append(Stored.deleted(LOBBY, 4, ANA, 2)));
        assertEquals(List.of(), reopened().files().places(file.id()));
    }
}
