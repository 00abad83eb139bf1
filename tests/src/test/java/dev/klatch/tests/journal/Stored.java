package dev.klatch.tests.journal;

import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.ContentHash;
import dev.klatch.core.journal.Draft;
import dev.klatch.core.journal.StoredFile;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.StoredSession;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.SessionId;
import java.util.List;
import java.util.Random;

/// Things to store, in the world of ana, bob and eve.
final class Stored {
    static final StoredPerson ANA = guest(101, "ana");
    static final StoredPerson BOB = guest(102, "bob");
    static final StoredPerson EVE =
            new StoredPerson(new PersonId(103), "Eve", "eve", Role.MEMBER, false, "hash");
    static final ConversationId LOBBY = new ConversationId(201);
    static final ConversationId DIRECT = new ConversationId(202);
    static final long MADE = 1_767_225_600_000L;

    static final TokenHash SESSION = TokenHash.of("of somebody who asks");

    private static final Random RANDOM = new Random(11);

    private Stored() {}

    static StoredPerson guest(long id, String name) {
        return new StoredPerson(new PersonId(id), name, name, Role.GUEST, false, null);
    }

    static Change add(StoredPerson person) {
        return new Change.AddPerson(person, MADE);
    }

    static Change room(ConversationId id, String title) {
        return new Change.AddConversation(id, ConversationType.ROOM, title, title, MADE);
    }

    static Change direct(ConversationId id, StoredPerson one, StoredPerson other) {
        String key = Draft.directKey(one.id(), other.id());
        return new Change.AddConversation(id, ConversationType.DIRECT, "", key, MADE);
    }

    static Change enter(ConversationId conversation, long from, StoredPerson... people) {
        return new Change.AddMembers(
                conversation, List.of(people).stream().map(StoredPerson::id).toList(), from);
    }

    static Change part(ConversationId conversation, long to, StoredPerson person) {
        return new Change.EndMember(conversation, person.id(), to);
    }

    static Change session(StoredPerson person, String token) {
        SessionId id = new SessionId(1 + RANDOM.nextLong(1L << 60));
        return new Change.AddSession(
                new StoredSession(
                        id, person.id(), TokenHash.of(token), MADE, MADE, "of " + person.name()));
    }

    static CommandId cid() {
        return CommandId.fresh(MADE, RANDOM);
    }

    static Event.Posted posted(
            ConversationId conversation, long seq, StoredPerson author, String text) {
        return new Event.Posted(
                conversation, seq, MADE + seq, author.id(), author.name(), cid(), text);
    }

    static Event.Posted showing(
            ConversationId conversation, long seq, StoredPerson author, StoredFile... files) {
        return new Event.Posted(
                conversation,
                seq,
                MADE + seq,
                author.id(),
                author.name(),
                cid(),
                "",
                null,
                null,
                null,
                null,
                null,
                List.of(files).stream().map(StoredFile::attachment).toList(),
                null);
    }

    static Event.Deleted deleted(
            ConversationId conversation, long seq, StoredPerson author, long target) {
        return new Event.Deleted(
                conversation, seq, MADE + seq, author.id(), author.name(), cid(), target);
    }

    static Event.Created created(ConversationId conversation, StoredPerson maker, String title) {
        return new Event.Created(
                conversation,
                1,
                MADE,
                maker.id(),
                maker.name(),
                cid(),
                ConversationType.ROOM,
                title);
    }

    static Change append(Event event) {
        return new Change.Append(event, new ContentHash(3, 4));
    }
}
