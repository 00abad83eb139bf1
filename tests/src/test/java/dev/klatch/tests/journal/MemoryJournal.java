package dev.klatch.tests.journal;

import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.DoneCommand;
import dev.klatch.core.journal.Draft;
import dev.klatch.core.journal.Journal;
import dev.klatch.core.journal.JournalFailure;
import dev.klatch.core.journal.StoredConversation;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A journal in memory that keeps the same promises as one on disk, and can be told to fail.
public final class MemoryJournal implements Journal {
    /// The common room.
    public static final ConversationId EVERYONE = new ConversationId(1);

    private record Author(CommandId cid, PersonId person) {}

    private final Map<PersonId, StoredPerson> people = new LinkedHashMap<>();
    private final Map<ConversationId, StoredConversation> conversations = new LinkedHashMap<>();
    private final Map<String, ConversationId> keys = new LinkedHashMap<>();
    private final Map<ConversationId, List<Event>> events = new LinkedHashMap<>();
    private final Map<Author, DoneCommand> done = new LinkedHashMap<>();
    private final Set<String> sessions = new LinkedHashSet<>();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private @Nullable Refusal failing;
    private @Nullable Consumer<PersonId> onLookUp;
    private int commits;

    public MemoryJournal() {
        conversations.put(
                EVERYONE,
                new StoredConversation(
                        EVERYONE, ConversationType.ROOM, "everyone", 0, 0, 0, Set.of()));
        keys.put("everyone", EVERYONE);
    }

    /// From now on every commit fails half-way, for this reason; null: no more.
    public void fail(@Nullable Refusal refusal) {
        failing = refusal;
    }

    /// Called before each look-up of a person; what it throws, the look-up throws.
    public void onLookUp(@Nullable Consumer<PersonId> trap) {
        onLookUp = trap;
    }

    /// How many commits were made durable that had any changes.
    public int commits() {
        return commits;
    }

    /// All events of a conversation, in order.
    public List<Event> events(ConversationId conversation) {
        return List.copyOf(events.getOrDefault(conversation, List.of()));
    }

    /// The conversations that have events.
    public Set<ConversationId> conversations() {
        return Set.copyOf(events.keySet());
    }

    /// The hashes of the tokens that are worth something.
    public Set<String> sessions() {
        return Set.copyOf(sessions);
    }

    @Override
    public String epoch() {
        return "epoch-in-memory";
    }

    @Override
    public ConversationId everyone() {
        return EVERYONE;
    }

    @Override
    public byte[] contentKey() {
        return new byte[32];
    }

    @Override
    public long lastEventMillis() {
        return events.values().stream().mapToLong(list -> list.getLast().time()).max().orElse(0);
    }

    @Override
    public @Nullable StoredPerson person(PersonId id) {
        if (onLookUp != null) {
            onLookUp.accept(id);
        }
        return people.get(id);
    }

    @Override
    public @Nullable StoredPerson personNamed(String key) {
        StoredPerson last = null;
        for (StoredPerson person : people.values()) {
            if (person.key().equals(key) && (last == null || last.closed())) {
                last = person;
            }
        }
        return last;
    }

    @Override
    public @Nullable StoredConversation conversation(ConversationId id) {
        return conversations.get(id);
    }

    @Override
    public @Nullable StoredConversation roomNamed(String key) {
        ConversationId id = keys.get(key);
        return id == null ? null : conversations.get(id);
    }

    @Override
    public @Nullable StoredConversation direct(PersonId one, PersonId other) {
        return roomNamed(Draft.directKey(one, other));
    }

    @Override
    public List<ConversationId> conversationsOf(PersonId person) {
        return conversations.values().stream()
                .filter(each -> each.members().contains(person))
                .map(StoredConversation::id)
                .toList();
    }

    @Override
    public @Nullable DoneCommand done(CommandId cid, PersonId author) {
        return done.get(new Author(cid, author));
    }

    @Override
    public List<StoredPerson> openGuests() {
        return people.values().stream()
                .filter(each -> each.passwordHash() == null && !each.closed())
                .toList();
    }

    @Override
    public void commit(List<Change> changes) {
        undo.clear();
        try {
            for (int i = 0; i < changes.size(); i++) {
                if (failing != null && i == changes.size() / 2) {
                    throw new JournalFailure(failing, "told to fail", null);
                }
                apply(changes.get(i));
            }
        } catch (RuntimeException failed) {
            undo.forEach(Runnable::run);
            throw failed;
        }
        commits += changes.isEmpty() ? 0 : 1;
    }

    private void apply(Change change) {
        switch (change) {
            case Change.Append(Event event, var hash) -> {
                append(event);
                Author author = new Author(cid(event), author(event));
                DoneCommand command =
                        new DoneCommand(event.conversation(), event.seq(), event.time(), hash);
                put(done, author, command, "cid");
            }
            case Change.AddPerson(StoredPerson person, long time) -> {
                StoredPerson namesake = personNamed(person.key());
                unique(namesake == null || namesake.closed(), "name");
                put(people, person.id(), person, "person");
            }
            case Change.ClosePerson(PersonId id, long time) -> {
                StoredPerson open = people.get(id);
                if (open != null) {
                    replace(
                            people,
                            id,
                            new StoredPerson(id, open.name(), open.key(), open.role(), true, null));
                }
            }
            case Change.AddSession session -> {
                unique(sessions.add(session.tokenHash().hex()), "session");
                undo.push(() -> sessions.remove(session.tokenHash().hex()));
            }
            case Change.EndSession(var tokenHash) -> {
                if (sessions.remove(tokenHash.hex())) {
                    undo.push(() -> sessions.add(tokenHash.hex()));
                }
            }
            case Change.AddConversation made -> {
                put(keys, made.key(), made.id(), "title");
                put(
                        conversations,
                        made.id(),
                        new StoredConversation(
                                made.id(),
                                made.type(),
                                made.title(),
                                made.time(),
                                0,
                                made.time(),
                                Set.of()),
                        "conversation");
            }
            case Change.AddMembers added -> {
                Set<PersonId> members = members(added.conversation());
                members.addAll(added.people());
                move(added.conversation(), members, null);
            }
            case Change.EndMember ended -> {
                Set<PersonId> members = members(ended.conversation());
                members.remove(ended.person());
                move(ended.conversation(), members, null);
            }
        }
    }

    private void append(Event event) {
        List<Event> log = events.computeIfAbsent(event.conversation(), first -> new ArrayList<>());
        undo.push(() -> {
            if (log.isEmpty()) {
                events.remove(event.conversation());
            }
        });
        unique(log.stream().noneMatch(each -> each.seq() == event.seq()), "seq");
        log.add(event);
        undo.push(log::removeLast);
        move(event.conversation(), members(event.conversation()), event);
    }

    private Set<PersonId> members(ConversationId id) {
        StoredConversation known = conversations.get(id);
        return new LinkedHashSet<>(known == null ? Set.of() : known.members());
    }

    private void move(ConversationId id, Set<PersonId> members, @Nullable Event last) {
        StoredConversation old = conversations.get(id);
        if (old != null) {
            replace(
                    conversations,
                    id,
                    new StoredConversation(
                            id,
                            old.type(),
                            old.title(),
                            old.made(),
                            last == null ? old.head() : last.seq(),
                            last == null ? old.time() : last.time(),
                            Set.copyOf(members)));
        }
    }

    private static CommandId cid(Event event) {
        return switch (event) {
            case Event.Posted e -> e.cid();
            case Event.Created e -> e.cid();
            case Event.Joined e -> e.cid();
            case Event.Left e -> e.cid();
            case Event.Opaque e -> throw new IllegalArgumentException("no opaque events");
        };
    }

    private static PersonId author(Event event) {
        return switch (event) {
            case Event.Posted e -> e.author();
            case Event.Created e -> e.author();
            case Event.Joined e -> e.author();
            case Event.Left e -> e.author();
            case Event.Opaque e -> throw new IllegalArgumentException("no opaque events");
        };
    }

    private <K, V> void put(Map<K, V> map, K key, V value, String what) {
        unique(!map.containsKey(key), what);
        replace(map, key, value);
    }

    private <K, V> void replace(Map<K, V> map, K key, V value) {
        V before = map.put(key, value);
        undo.push(() -> {
            if (before == null) {
                map.remove(key);
            } else {
                map.put(key, before);
            }
        });
    }

    private static void unique(boolean isNew, String what) {
        if (!isNew) {
            throw new JournalFailure(Refusal.UNAVAILABLE, what + " is there already", null);
        }
    }
}
