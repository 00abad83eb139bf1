package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.Request;
import dev.klatch.core.Request.Uploading;
import dev.klatch.core.journal.FileContent;
import dev.klatch.core.journal.FileWish;
import dev.klatch.core.journal.StoredFile;
import dev.klatch.protocol.AdministrationFrame.MutePerson;
import dev.klatch.protocol.AdministrationFrame.RemoveFile;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.Newcomers;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Who may upload what, which files a message shows, and how they end. The limits are those of
/// [Stage#FILES]: 1,000 bytes a file, 3,000 a person, 5,000 a conversation, 8,000 in all.
final class FilesTest {
    private final Stage stage = new Stage();
    private final Device ana = stage.account("ana");
    private final Device bob = stage.account("bob");

    private Orders orders(Device who) {
        who.news();
        return new Orders(stage, who);
    }

    private Uploading begin(Device who, ConversationId where, long size) {
        List<Uploading> said = new ArrayList<>();
        FileWish wish = new FileWish("notes.txt", size, null, false, null, null);
        stage.run(new Request.BeginUpload(who.person(), where, wish, said::add));
        assertEquals(1, said.size());
        return said.getFirst();
    }

    private FileId begun(Device who, ConversationId where, long size) {
        return ((Uploading.Begun) begin(who, where, size)).file().id();
    }

    private Refused denied(Device who, ConversationId where, long size) {
        return ((Uploading.Denied) begin(who, where, size)).refused();
    }

    private void finish(FileId file, long bytes) {
        FileContent content = new FileContent("ab", bytes, "text/plain", null, null, false);
        stage.run(
                new Request.FinishUpload(
                        file,
                        content,
                        refused -> assertTrue(refused.isEmpty(), refused::toString)));
    }

    private FileId uploaded(Device who, ConversationId where, long size) {
        FileId file = begun(who, where, size);
        finish(file, size);
        return file;
    }

    private void end(FileId file) {
        stage.run(new Request.EndFiles(List.of(file), refused -> assertTrue(refused.isEmpty())));
    }

    private StoredFile stored(FileId file) {
        return Objects.requireNonNull(stage.journal.files().file(file));
    }

    private Event.Posted last(ConversationId where) {
        return (Event.Posted) stage.journal.events(where).getLast();
    }

    @Test
    void aFileIsShownWhenAllOfItIsThere() {
        FileId file = begun(ana, Stage.EVERYONE, 10);
        orders(ana).show(Stage.EVERYONE, "look", file);
        assertTrue(ana.isRefused(Refusal.UNKNOWN_FILE));
        finish(file, 9);
        finish(file, 9);
        orders(ana).show(Stage.EVERYONE, "", file);
        var shown = Objects.requireNonNull(last(Stage.EVERYONE).files());
        assertEquals(1, shown.size());
        assertEquals("notes.txt", shown.getFirst().name());
        assertEquals(9, shown.getFirst().size());
        assertEquals("text/plain", shown.getFirst().type());
    }

    @Test
    @DisplayName("ATK-053 nobody shows or uploads what is another's, or for another place")
    void whatIsAnothersIsNotThere() {
        FileId file = uploaded(ana, Stage.EVERYONE, 10);
        orders(bob).show(Stage.EVERYONE, "mine", file);
        assertTrue(bob.isRefused(Refusal.UNKNOWN_FILE));
        orders(ana).privateRoom("staff", Newcomers.ALL);
        ConversationId staff = ana.accepted().conversation();
        orders(ana).show(staff, "moved", file);
        assertTrue(ana.isRefused(Refusal.UNKNOWN_FILE));
        orders(ana).show(Stage.EVERYONE, "none", new FileId(12345));
        assertTrue(ana.isRefused(Refusal.UNKNOWN_FILE));
        String nowhere = denied(bob, new ConversationId(99), 1).error();
        assertEquals(Refusal.UNKNOWN_CONVERSATION.error(), nowhere);
        assertEquals(nowhere, denied(bob, staff, 1).error());
    }

    @Test
    @DisplayName("ATK-055 what is too much is refused before it comes, and says what is left")
    void quotasHold() {
        Refused large = denied(ana, Stage.EVERYONE, 1_001);
        assertEquals(Refusal.FILE_TOO_LARGE.error(), large.error());
        assertEquals(1_000, large.limit());
        uploaded(ana, Stage.EVERYONE, 1_000);
        begun(ana, Stage.EVERYONE, 1_000);
        begun(ana, Stage.EVERYONE, 500);
        Refused own = denied(ana, Stage.EVERYONE, 501);
        assertEquals(Refusal.QUOTA.error(), own.error());
        assertEquals(500, own.limit());
        assertTrue(own.message().contains("for you 500 bytes are left"), own.message());
        FileId last = begun(ana, Stage.EVERYONE, 500);
        end(last);
        begun(ana, Stage.EVERYONE, 500);
        begun(bob, Stage.EVERYONE, 1_000);
        begun(bob, Stage.EVERYONE, 1_000);
        Refused there = denied(bob, Stage.EVERYONE, 1);
        assertTrue(there.message().contains("for this conversation"), there.message());
        orders(bob).privateRoom("staff", Newcomers.ALL);
        ConversationId staff = bob.accepted().conversation();
        begun(bob, staff, 1_000);
        Device eve = stage.account("eve");
        orders(bob).invite(staff, eve);
        begun(eve, staff, 1_000);
        begun(eve, staff, 1_000);
        Refused all = denied(eve, staff, 1);
        assertTrue(all.message().contains("on this server 0 bytes are left"), all.message());
    }

    @Test
    @DisplayName("ATK-055 uploads that are not finished are counted")
    void uploadsAreCounted() {
        for (int i = 0; i < 50; i++) {
            begun(ana, Stage.EVERYONE, 1);
        }
        assertEquals(Refusal.QUOTA.error(), denied(ana, Stage.EVERYONE, 1).error());
    }

    @Test
    void whoMayNotWriteMayNotUpload() {
        Device eve = stage.inRole("eve", Role.OWNER);
        stage.instruct(eve, ref -> new MutePerson(ref, ana.person(), 5)).done();
        assertEquals(Refusal.MUTED.error(), denied(ana, Stage.EVERYONE, 1).error());
        orders(eve).change(Stage.EVERYONE, Orders.Change.announcement());
        assertEquals(Refusal.NOT_ALLOWED.error(), denied(bob, Stage.EVERYONE, 1).error());
    }

    @Test
    void aForwardedMessageShowsTheSameFiles() {
        FileId file = uploaded(ana, Stage.EVERYONE, 10);
        orders(ana).show(Stage.EVERYONE, "", file);
        long seq = last(Stage.EVERYONE).seq();
        orders(bob).privateRoom("staff", Newcomers.ALL);
        ConversationId staff = bob.accepted().conversation();
        orders(bob).forward(Stage.EVERYONE, seq, staff);
        assertEquals(file, Objects.requireNonNull(last(staff).files()).getFirst().file());
        assertEquals(2, stage.journal.files().places(file).size());
    }

    @Test
    void aFileThatAMessageShowsDoesNotEnd() {
        FileId file = uploaded(ana, Stage.EVERYONE, 10);
        orders(ana).show(Stage.EVERYONE, "", file);
        end(file);
        assertNotNull(stored(file));
        orders(ana).delete(Stage.EVERYONE, last(Stage.EVERYONE).seq());
        end(file);
        assertNull(stage.journal.files().file(file));
    }

    @Test
    void thoseWhoRunTheServerRemoveAFileWithItsMessages() {
        FileId file = uploaded(ana, Stage.EVERYONE, 10);
        orders(ana).show(Stage.EVERYONE, "bad", file);
        long seq = last(Stage.EVERYONE).seq();
        stage.instruct(bob, ref -> new RemoveFile(ref, file));
        assertTrue(bob.isRefused(Refusal.NOT_ALLOWED));
        Device eve = stage.inRole("eve", Role.ADMIN);
        stage.instruct(eve, ref -> new RemoveFile(ref, file)).done();
        Event.Deleted gone = (Event.Deleted) stage.journal.events(Stage.EVERYONE).getLast();
        assertEquals(seq, gone.target());
        assertEquals("eve", gone.name());
        assertNull(stage.journal.files().file(file));
        assertEquals("remove-file notes.txt", stage.journal.accounts().audit().getLast().what());
        FileId unshown = uploaded(ana, Stage.EVERYONE, 10);
        stage.instruct(eve, ref -> new RemoveFile(ref, unshown)).done();
        assertNull(stage.journal.files().file(unshown));
        stage.instruct(eve, ref -> new RemoveFile(ref, unshown));
        assertTrue(eve.isRefused(Refusal.UNKNOWN_FILE));
    }
}
