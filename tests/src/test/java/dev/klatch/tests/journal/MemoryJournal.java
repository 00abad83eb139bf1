package dev.klatch.tests.journal;

import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.DoneCommand;
import dev.klatch.core.journal.FileJournal;
import dev.klatch.core.journal.Journal;
import dev.klatch.core.journal.JournalFailure;
import dev.klatch.core.journal.OpenCall;
import dev.klatch.core.journal.StoredConversation;
import dev.klatch.core.journal.StoredMember;
import dev.klatch.core.journal.StoredMessage;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A journal in memory that keeps the same promises as one on disk, and can be told to fail.
public final class MemoryJournal implements Journal {
    /// The common room.
    public static final ConversationId EVERYONE = new ConversationId(1);

    /// The server's own person.
    public static final StoredPerson SERVER =
            new StoredPerson(new PersonId(1), "server", "server", Role.SERVER, false, null);

    private record Author(CommandId cid, PersonId person) {}

    private record MarkKey(PersonId person, ConversationId conversation, long thread) {}

    private record StateKey(PersonId person, String key) {}

    private final Map<PersonId, StoredPerson> people = new LinkedHashMap<>();
    private final Map<ConversationId, StoredConversation> conversations = new LinkedHashMap<>();
    private final Map<String, ConversationId> keys = new LinkedHashMap<>();
    private final Map<ConversationId, List<Event>> events = new LinkedHashMap<>();
    private final Map<Author, DoneCommand> done = new LinkedHashMap<>();
    private final Map<MarkKey, Long> marks = new LinkedHashMap<>();
    private final Map<StateKey, Change.SetState> states = new LinkedHashMap<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Undo undo = new Undo();
    private final MemoryAccounts accounts = new MemoryAccounts(undo, people);
    private final MemoryFiles files = new MemoryFiles(undo);
    private final MemoryCalls calls = new MemoryCalls(undo);
    private @Nullable Refusal failing;
    private @Nullable Consumer<PersonId> onLookUp;
    private int commits;
    private int wipes;

    public MemoryJournal() {
        people.put(SERVER.id(), SERVER);
        conversations.put(
                EVERYONE,
                StoredConversation.made(
                        new Change.AddConversation(
                                EVERYONE, ConversationType.ROOM, "everyone", "everyone", 0)));
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
        return accounts.tokens();
    }

    @Override
    public MemoryAccounts accounts() {
        return accounts;
    }

    @Override
    public FileJournal files() {
        return files;
    }

    @Override
    public String epoch() {
        return "epoch-in-memory" + (wipes == 0 ? "" : "-" + wipes);
    }

    @Override
    public PersonId server() {
        return SERVER.id();
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
    public @Nullable StoredConversation conversationKeyed(String key) {
        ConversationId id = keys.get(key);
        return id == null ? null : conversations.get(id);
    }

    @Override
    public @Nullable String keyOf(ConversationId id) {
        return keys.entrySet().stream()
                .filter(entry -> entry.getValue().equals(id))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable Event event(ConversationId conversation, long seq) {
        List<Event> log = events.getOrDefault(conversation, List.of());
        return seq < 1 || seq > log.size() ? null : log.get((int) seq - 1);
    }

    @Override
    public @Nullable StoredMessage message(ConversationId conversation, long seq) {
        return event(conversation, seq) instanceof Event.Posted posted
                ? Edits.folded(posted, events(conversation))
                : null;
    }

    @Override
    public long pins(ConversationId conversation) {
        return events(conversation).stream()
                .map(event -> message(conversation, event.seq()))
                .filter(message -> message != null && message.pinned())
                .count();
    }

    @Override
    public long mark(PersonId person, ConversationId conversation, long thread) {
        return marks.getOrDefault(new MarkKey(person, conversation, thread), -1L);
    }

    @Override
    public @Nullable String state(PersonId person, String key) {
        Change.SetState state = states.get(new StateKey(person, key));
        return state == null ? null : state.value();
    }

    @Override
    public long stateCount(PersonId person) {
        return states.values().stream()
                .filter(state -> state.person().equals(person) && state.value() != null)
                .count();
    }

    @Override
    public long stateVersion(PersonId person) {
        return states.values().stream()
                .filter(state -> state.person().equals(person))
                .mapToLong(Change.SetState::version)
                .max()
                .orElse(0);
    }

    @Override
    public @Nullable String setting(String name) {
        return settings.get(name);
    }

    @Override
    public List<ConversationId> conversationsOf(PersonId person) {
        return conversations.values().stream()
                .filter(each -> each.members().containsKey(person))
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
                .filter(each -> each.role() == Role.GUEST && !each.closed())
                .toList();
    }

    @Override
    public List<OpenCall> openCalls() {
        return calls.all();
    }

    @Override
    public void wipe() {
        if (failing != null) {
            throw new JournalFailure(failing, "told to fail", null);
        }
        wipes++;
        conversations.values().removeIf(each -> each.type() == ConversationType.DIRECT);
        keys.values().removeIf(id -> !conversations.containsKey(id));
        events.keySet().retainAll(conversations.keySet());
        events.remove(EVERYONE);
        events.replaceAll((_, log) -> new ArrayList<>(log.subList(0, 1)));
        done.values().removeIf(each -> each.seq() > 1 || !events.containsKey(each.conversation()));
        conversations.replaceAll((id, each) -> Edits.wiped(each, events(id).size()));
        people.replaceAll((_, person) -> person.from(1));
        marks.clear();
        calls.wipe();
        files.wipe();
        states.keySet().removeIf(key -> key.key().startsWith("draft:"));
    }

    @Override
    public void commit(List<Change> changes) {
        undo.begin();
        try {
            for (int i = 0; i < changes.size(); i++) {
                if (failing != null && i == changes.size() / 2) {
                    throw new JournalFailure(failing, "told to fail", null);
                }
                apply(changes.get(i));
            }
        } catch (RuntimeException failed) {
            undo.all();
            throw failed;
        }
        commits += changes.isEmpty() ? 0 : 1;
    }

    private void apply(Change change) {
        switch (change) {
            case Change.Append(Event.Made event, var hash) -> {
                append(event);
                DoneCommand command =
                        new DoneCommand(event.conversation(), event.seq(), event.time(), hash);
                undo.put(done, new Author(event.cid(), event.author()), command, "cid");
            }
            case Change.Append(Event.Opaque event, var _) ->
                    throw new IllegalArgumentException("opaque: " + event);
            case Change.AddPerson(StoredPerson person, long _) -> {
                StoredPerson namesake = personNamed(person.key());
                Undo.unique(namesake == null || namesake.closed(), "name");
                undo.put(people, person.id(), person, "person");
            }
            case Change.SetPerson(StoredPerson person) -> undo.replace(people, person.id(), person);
            case Change.ClosePerson(PersonId id, long _) -> {
                StoredPerson open = people.get(id);
                accounts.close(id);
                if (open != null) {
                    undo.replace(people, id, open.gone());
                }
            }
            case Change.ForgetPerson(PersonId id) -> {
                undo.removeIf(states, key -> key.person().equals(id));
                undo.removeIf(marks, key -> key.person().equals(id));
            }
            case Change.OfAccount ofAccount -> accounts.apply(ofAccount);
            case Change.OfFile ofFile -> files.apply(ofFile);
            case Change.Mark mark -> {
                MarkKey key = new MarkKey(mark.person(), mark.conversation(), mark.thread());
                undo.replace(marks, key, Math.max(mark.seq(), marks.getOrDefault(key, 0L)));
            }
            case Change.SetState state ->
                    undo.replace(states, new StateKey(state.person(), state.key()), state);
            case Change.AnswerCall answer -> calls.answered(answer);
            case Change.SetSetting(var name, var value) ->
                    undo.replaceOrRemove(settings, name, value);
            default -> applyToConversation(change);
        }
    }

    private void applyToConversation(Change change) {
        switch (change) {
            case Change.AddConversation made -> {
                undo.put(keys, made.key(), made.id(), "title");
                undo.put(conversations, made.id(), StoredConversation.made(made), "conversation");
            }
            case Change.SetConversation set -> {
                free(set.id());
                undo.put(keys, set.key(), set.id(), "title");
                update(set.id(), old -> Edits.with(old, set.title(), set.traits()));
            }
            case Change.CloseConversation(var id) -> {
                free(id);
                undo.remove(conversations, id);
            }
            case Change.AddMembers added ->
                    added.people()
                            .forEach(person ->
                                    update(
                                            added.conversation(),
                                            old ->
                                                    Edits.with(
                                                            old,
                                                            person,
                                                            new StoredMember(
                                                                    added.standing(),
                                                                    0,
                                                                    added.from()))));
            case Change.SetMember(var conversation, var person, var member) ->
                    update(conversation, old -> Edits.with(old, person, member));
            case Change.EndMember(var conversation, var person, long _) ->
                    update(conversation, old -> Edits.without(old, person));
            case Change.AddBan(var conversation, var person) ->
                    update(conversation, old -> Edits.banning(old, person));
            case Change.EndBan(var conversation, var person) ->
                    update(conversation, old -> Edits.forgiving(old, person));
            default -> throw new IllegalArgumentException(change.toString());
        }
    }

    private void free(ConversationId id) {
        String key = keyOf(id);
        if (key != null) {
            undo.remove(keys, key);
        }
    }

    private void update(ConversationId id, UnaryOperator<StoredConversation> edit) {
        StoredConversation old = conversations.get(id);
        if (old != null) {
            undo.replace(conversations, id, edit.apply(old));
        }
    }

    private void append(Event event) {
        List<Event> log = events.computeIfAbsent(event.conversation(), first -> new ArrayList<>());
        undo.add(() -> {
            if (log.isEmpty()) {
                events.remove(event.conversation());
            }
        });
        Undo.unique(log.stream().noneMatch(each -> each.seq() == event.seq()), "seq");
        log.add(event);
        undo.add(log::removeLast);
        update(event.conversation(), old -> Edits.after(old, event));
        files.happened(event);
        calls.happened(event);
    }
}
