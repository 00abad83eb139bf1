package dev.klatch.tests.log;

import dev.klatch.core.Outcome;
import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.ContentHash;
import dev.klatch.core.journal.Draft;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.Traits;
import dev.klatch.protocol.Access;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Newcomers;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Role;
import dev.klatch.server.log.Logs;
import dev.klatch.server.log.Scope;
import dev.klatch.server.log.Transcript;
import dev.klatch.server.store.SqliteStore;
import dev.klatch.server.store.StoreUnusable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A store in which ana writes to bob, in a public lobby, a private staff room and between the two,
/// and its transcript, which can be begun and ended.
final class Chronicle implements AutoCloseable {
    static final ConversationId LOBBY = new ConversationId(201);
    static final ConversationId STAFF = new ConversationId(202);
    static final ConversationId DIRECT = new ConversationId(203);
    private static final StoredPerson ANA = guest(101, "ana");
    private static final StoredPerson BOB = guest(102, "bob");
    private static final Pattern TEXT = Pattern.compile("\"text\":\"([^\"]*)\"");

    private final Path data;
    private final SqliteStore store;
    private final Random random = new Random(3);
    private final Map<ConversationId, Long> heads = new HashMap<>();
    private long time;
    private @Nullable Logs logs;

    /// A new store; events begin at this time, in milliseconds since 1970.
    Chronicle(Path data, long time) throws StoreUnusable {
        this.data = data;
        this.time = time;
        this.store = SqliteStore.open(data, 1);
        commit(new Change.AddPerson(ANA, time), new Change.AddPerson(BOB, time));
        make(LOBBY, ConversationType.ROOM, "lobby", "lobby", Traits.PUBLIC);
        make(STAFF, ConversationType.ROOM, "staff", "staff", Traits.PRIVATE);
        String key = Draft.directKey(ANA.id(), BOB.id());
        make(DIRECT, ConversationType.DIRECT, "", key, Traits.PRIVATE);
    }

    private static StoredPerson guest(long id, String name) {
        return new StoredPerson(new PersonId(id), name, name, Role.GUEST, false, null);
    }

    private void make(
            ConversationId id, ConversationType type, String title, String key, Traits traits) {
        commit(
                new Change.AddConversation(id, type, title, key, traits, ANA.id(), time),
                new Change.AddMembers(id, List.of(ANA.id(), BOB.id()), 1));
    }

    private void commit(Change... changes) {
        store.journal().commit(List.of(changes));
    }

    ConversationId everyone() {
        return store.journal().everyone();
    }

    Path folder() {
        return data.resolve("logs");
    }

    /// The server starts with this setting.
    Chronicle begin(Scope scope) throws IOException {
        logs = Logs.open(new Transcript.Plan(folder(), 30, scope), store.eventLog());
        return this;
    }

    /// The server stops; afterwards the transcript can be read.
    Chronicle end() {
        if (logs != null) {
            logs.close();
            logs = null;
        }
        return this;
    }

    /// Time passes.
    void later(long millis) {
        time += millis;
    }

    private long next(ConversationId conversation) {
        return heads.getOrDefault(conversation, 0L) + 1;
    }

    private void happen(Event.Made event, Change... with) {
        heads.put(event.conversation(), event.seq());
        commit(new Change.Append(event, new ContentHash(1, 2)));
        for (Change each : with) {
            commit(each);
        }
        time++;
        if (logs != null) {
            logs.transcript().published(List.of(new Outcome.Happened(event, null, null)));
        }
    }

    private CommandId cid() {
        return CommandId.fresh(time, random);
    }

    /// Ana says something; returns its seq.
    long says(ConversationId where, String text) {
        long seq = next(where);
        happen(new Event.Posted(where, seq, time, ANA.id(), "ana", cid(), text));
        return seq;
    }

    /// Ana changes what she said.
    void edits(ConversationId where, long target, String text) {
        happen(
                new Event.Edited(
                        where, next(where), time, ANA.id(), "ana", cid(), target, text, null));
    }

    /// Ana erases what she said.
    void deletes(ConversationId where, long target) {
        happen(new Event.Deleted(where, next(where), time, ANA.id(), "ana", cid(), target));
    }

    /// Ana makes a room public or private.
    void opens(ConversationId where, String title, Access access) {
        Traits traits = new Traits(access, "", "", Newcomers.ALL, 1, false, 0, false);
        happen(
                new Event.Changed(
                        where,
                        next(where),
                        time,
                        ANA.id(),
                        "ana",
                        cid(),
                        null,
                        null,
                        null,
                        access,
                        null,
                        null,
                        null,
                        null),
                new Change.SetConversation(where, title, title, traits));
    }

    /// The one that runs.
    Transcript transcript() {
        return java.util.Objects.requireNonNull(logs).transcript();
    }

    /// All lines of the transcript.
    List<String> lines() throws IOException {
        return Logged.lines(folder(), "transcript");
    }

    /// What was said, as the transcript has it.
    List<String> texts() throws IOException {
        return lines().stream()
                .map(TEXT::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .toList();
    }

    @Override
    public void close() {
        end();
        store.close();
    }
}
