package dev.klatch.tests.journal;

import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Callout;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Question;
import dev.klatch.server.store.SqliteStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation in a store on disk, as it goes on: each step is one commit.
final class Talk {
    private SqliteStore store;
    private final ConversationId conversation;
    private long seq;

    Talk(SqliteStore store, ConversationId conversation) {
        this.store = store;
        this.conversation = conversation;
    }

    /// What goes on in the lobby, with ana and bob in it and eve outside, in a store that is new.
    static Talk inTheLobby(SqliteStore store) {
        store.journal()
                .commit(
                        List.of(
                                Stored.add(Stored.ANA),
                                Stored.add(Stored.BOB),
                                Stored.add(Stored.EVE),
                                Stored.room(Stored.LOBBY, "lobby"),
                                Stored.enter(Stored.LOBBY, 1, Stored.ANA, Stored.BOB)));
        return new Talk(store, Stored.LOBBY);
    }

    private long add(Event event) {
        store.journal().commit(List.of(Stored.append(event)));
        seq = event.seq();
        return seq;
    }

    private long time() {
        return Stored.MADE + seq + 1;
    }

    /// The store was closed and opened again.
    void goesOnIn(SqliteStore again) {
        store = again;
    }

    /// The seq of the last event.
    long head() {
        return seq;
    }

    long says(StoredPerson author, String text) {
        return add(Stored.posted(conversation, seq + 1, author, text));
    }

    long says(
            StoredPerson author,
            String text,
            @Nullable Long thread,
            @Nullable List<PersonId> mentions,
            @Nullable Callout callout) {
        return add(
                new Event.Posted(
                        conversation,
                        seq + 1,
                        time(),
                        author.id(),
                        author.name(),
                        Stored.cid(),
                        text,
                        null,
                        thread,
                        mentions,
                        callout,
                        null,
                        null,
                        null));
    }

    long answers(StoredPerson author, long thread, String text) {
        return says(author, text, thread, null, null);
    }

    long edits(StoredPerson author, long target, String text, @Nullable List<PersonId> mentions) {
        return add(
                new Event.Edited(
                        conversation,
                        seq + 1,
                        time(),
                        author.id(),
                        author.name(),
                        Stored.cid(),
                        target,
                        text,
                        mentions));
    }

    long deletes(StoredPerson author, long target) {
        return add(
                new Event.Deleted(
                        conversation,
                        seq + 1,
                        time(),
                        author.id(),
                        author.name(),
                        Stored.cid(),
                        target));
    }

    long reacts(StoredPerson author, long target, String reaction, Switch to) {
        return add(
                new Event.Reacted(
                        conversation,
                        seq + 1,
                        time(),
                        author.id(),
                        author.name(),
                        Stored.cid(),
                        target,
                        reaction,
                        to == Switch.ON));
    }

    long pins(StoredPerson author, long target, Switch to) {
        return add(
                new Event.Pinned(
                        conversation,
                        seq + 1,
                        time(),
                        author.id(),
                        author.name(),
                        Stored.cid(),
                        target,
                        to == Switch.ON));
    }

    enum Switch {
        ON,
        OFF
    }

    void joins(StoredPerson person) {
        store.journal().commit(List.of(Stored.enter(conversation, seq + 1, person)));
        add(
                new Event.Joined(
                        conversation, seq + 1, time(), person.id(), person.name(), Stored.cid()));
    }

    void leaves(StoredPerson person) {
        store.journal().commit(List.of(Stored.part(conversation, seq + 1, person)));
        add(
                new Event.Left(
                        conversation, seq + 1, time(), person.id(), person.name(), Stored.cid()));
    }

    void reads(StoredPerson person, long thread, long upTo) {
        store.journal().commit(List.of(new Change.Mark(person.id(), conversation, thread, upTo)));
    }

    Answer ask(StoredPerson reader, Question question) {
        return store.archive().answer(reader.id(), Stored.SESSION, question);
    }
}
