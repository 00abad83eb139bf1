package dev.klatch.core.journal;

import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The journal as it will read when the batch being decided is durable: what is stored, and on top
/// of it the changes of this batch. Belongs to the sequencer's thread.
public final class Draft {
    private static final int PEOPLE_KEPT = 10_000;

    private record Author(CommandId cid, PersonId person) {}

    private record Place(ConversationId conversation, long seq) {}

    private final Journal journal;
    private final List<Change> changes = new ArrayList<>();
    private final Map<PersonId, StoredPerson> people = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, PersonId> names = new HashMap<>();
    private final Map<String, @Nullable StoredConversation> conversations = new HashMap<>();
    private final Map<Place, StoredMessage> messages = new HashMap<>();
    private final Map<Place, Event.Played> steps = new HashMap<>();
    private final Map<Author, DoneCommand> done = new HashMap<>();
    private final Map<PersonId, Set<ConversationId>> entered = new HashMap<>();
    private final Map<PersonId, Set<ConversationId>> leftBehind = new HashMap<>();
    private final Map<String, Optional<String>> settings = new HashMap<>();
    private final AccountDraft accounts;
    private final FileDraft files;

    public Draft(Journal journal) {
        this.journal = journal;
        this.accounts = new AccountDraft(journal);
        this.files = new FileDraft(journal);
    }

    /// Files and uploads.
    public FileDraft files() {
        return files;
    }

    /// Sessions, invites and reports.
    public AccountDraft accounts() {
        return accounts;
    }

    /// Adds a change to the batch; from now on every look-up sees it.
    public void keep(Change change) {
        changes.add(change);
        switch (change) {
            case Change.AddPerson added -> {
                set(added.person());
                names.put(added.person().key(), added.person().id());
            }
            case Change.ClosePerson closing -> close(closing.person());
            case Change.AddConversation added ->
                    conversations.put(added.key(), StoredConversation.made(added));
            case Change.SetPerson set -> set(set.person());
            case Change.SetConversation set -> renamed(set);
            case Change.CloseConversation closed -> free(closed.id());
            case Change.AddMembers added -> {
                for (PersonId person : added.people()) {
                    set(entered, person).add(added.conversation());
                    set(leftBehind, person).remove(added.conversation());
                }
            }
            case Change.EndMember ended -> {
                set(entered, ended.person()).remove(ended.conversation());
                set(leftBehind, ended.person()).add(ended.conversation());
            }
            case Change.Append(Event event, var _) -> happened(event);
            case Change.OfAccount ofAccount -> accounts.keep(ofAccount);
            case Change.OfFile ofFile -> files.keep(ofFile);
            case Change.SetMember _ -> {}
            case Change.AddBan _ -> {}
            case Change.EndBan _ -> {}
            case Change.Mark _ -> {}
            case Change.SetState _ -> {}
            case Change.AnswerCall _ -> {}
            case Change.SetSetting(var name, var value) ->
                    settings.put(name, Optional.ofNullable(value));
        }
    }

    private static Set<ConversationId> set(
            Map<PersonId, Set<ConversationId>> sets, PersonId person) {
        return sets.computeIfAbsent(person, first -> new LinkedHashSet<>());
    }

    private void set(StoredPerson person) {
        people.put(person.id(), person);
        accounts.set(person);
    }

    private void close(PersonId person) {
        accounts.closed(person);
        StoredPerson open = person(person);
        if (open != null) {
            people.put(person, open.gone());
            names.put(open.key(), person);
        }
    }

    private void renamed(Change.SetConversation set) {
        String key = keyOf(set.id());
        StoredConversation before = key == null ? null : conversationKeyed(key);
        free(set.id());
        conversations.put(set.key(), before);
    }

    /// The names that this conversation had, in the journal and in this batch, are free.
    private void free(ConversationId id) {
        conversations.replaceAll(
                (_, known) -> known != null && known.id().equals(id) ? null : known);
        String key = journal.keyOf(id);
        if (key != null) {
            conversations.put(key, null);
        }
    }

    private void happened(Event event) {
        switch (event) {
            case Event.Posted e -> {
                put(e.conversation(), StoredMessage.of(e));
                files.posted(e);
            }
            case Event.Edited e -> change(e, e.target());
            case Event.Deleted e -> {
                change(e, e.target());
                files.deleted(e);
            }
            case Event.Reacted e -> change(e, e.target());
            case Event.Pinned e -> change(e, e.target());
            case Event.Played e -> steps.put(new Place(e.conversation(), e.seq()), e);
            default -> {}
        }
    }

    private void put(ConversationId conversation, StoredMessage message) {
        messages.put(new Place(conversation, message.seq()), message);
    }

    private void change(Event change, long target) {
        StoredMessage old = message(change.conversation(), target);
        if (old != null) {
            put(change.conversation(), old.after(change));
        }
    }

    /// See [Journal#state]; a state of this batch counts from the next one on.
    public @Nullable String state(PersonId person, String key) {
        return journal.state(person, key);
    }

    /// See [Journal#mark]; the marks of this batch count from the next one on.
    public long mark(PersonId person, ConversationId conversation, long thread) {
        return journal.mark(person, conversation, thread);
    }

    /// See [Journal#stateCount]; the states of this batch count from the next one on.
    public long stateCount(PersonId person) {
        return journal.stateCount(person);
    }

    /// See [Journal#stateVersion]; the states of this batch count from the next one on.
    public long stateVersion(PersonId person) {
        return journal.stateVersion(person);
    }

    /// The key under which this conversation is stored.
    public @Nullable String keyOf(ConversationId id) {
        for (Map.Entry<String, @Nullable StoredConversation> entry : conversations.entrySet()) {
            StoredConversation known = entry.getValue();
            if (known != null && known.id().equals(id)) {
                return entry.getKey();
            }
        }
        return journal.keyOf(id);
    }

    /// See [Journal#pins]; the pins of this batch count from the next one on.
    public long pins(ConversationId conversation) {
        return journal.pins(conversation);
    }

    /// See [Journal#message].
    public @Nullable StoredMessage message(ConversationId conversation, long seq) {
        StoredMessage recent = messages.get(new Place(conversation, seq));
        return recent == null ? journal.message(conversation, seq) : recent;
    }

    /// The step of a game at this place; null for the seq 0, which is nowhere.
    public Event.@Nullable Played game(ConversationId conversation, long seq) {
        Event.Played recent = steps.get(new Place(conversation, seq));
        if (recent != null || seq == 0) {
            return recent;
        }
        Event stored = journal.event(conversation, seq);
        return stored instanceof Event.Played step ? step : null;
    }

    /// Notes what a command of this batch became.
    public void did(CommandId cid, PersonId author, DoneCommand command) {
        done.put(new Author(cid, author), command);
    }

    /// The changes of this batch so far.
    public List<Change> changes() {
        return List.copyOf(changes);
    }

    /// The batch is durable: the journal knows all of it now.
    public void committed() {
        clearBatch();
        var eldest = people.entrySet().iterator();
        while (people.size() > PEOPLE_KEPT) {
            eldest.next();
            eldest.remove();
        }
    }

    /// The batch was not kept.
    public void forget() {
        clearBatch();
        people.clear();
    }

    private void clearBatch() {
        changes.clear();
        names.clear();
        conversations.clear();
        messages.clear();
        steps.clear();
        done.clear();
        entered.clear();
        leftBehind.clear();
        settings.clear();
        accounts.clear();
        files.clear();
    }

    /// See [Journal#setting].
    public @Nullable String setting(String name) {
        Optional<String> recent = settings.get(name);
        return recent == null ? journal.setting(name) : recent.orElse(null);
    }

    /// Those who own the server and can sign in.
    public List<StoredPerson> owners() {
        List<StoredPerson> owners = new ArrayList<>();
        for (PersonId id : accounts.owners()) {
            StoredPerson person = person(id);
            boolean open = person != null && !person.closed() && !person.banned();
            if (person != null && open && person.role() == Role.OWNER) {
                owners.add(person);
            }
        }
        return owners;
    }

    /// See [Journal#person].
    public @Nullable StoredPerson person(PersonId id) {
        StoredPerson known = people.get(id);
        if (known == null) {
            known = journal.person(id);
            if (known != null) {
                people.put(id, known);
            }
        }
        return known;
    }

    /// See [Journal#personNamed].
    public @Nullable StoredPerson personNamed(String key) {
        PersonId recent = names.get(key);
        return recent == null ? journal.personNamed(key) : person(recent);
    }

    /// See [Journal#conversationKeyed].
    public @Nullable StoredConversation conversationKeyed(String key) {
        return conversations.containsKey(key)
                ? conversations.get(key)
                : journal.conversationKeyed(key);
    }

    /// The private conversation of these two.
    public @Nullable StoredConversation direct(PersonId one, PersonId other) {
        return conversationKeyed(directKey(one, other));
    }

    /// The key under which the conversation of these two is stored; the same in either order.
    /// Titles are stored beside it, under keys that are made of look-alikes of their letters (`ː`
    /// is a letter and looks like a colon), so what parts the ids must look like no letter.
    public static String directKey(PersonId one, PersonId other) {
        boolean ordered = one.value() < other.value();
        return (ordered ? one : other).text() + "\u001F" + (ordered ? other : one).text();
    }

    /// See [Journal#done].
    public @Nullable DoneCommand done(CommandId cid, PersonId author) {
        DoneCommand recent = done.get(new Author(cid, author));
        return recent == null ? journal.done(cid, author) : recent;
    }

    /// See [Journal#conversationsOf].
    public List<ConversationId> conversationsOf(PersonId person) {
        Set<ConversationId> now = new LinkedHashSet<>(journal.conversationsOf(person));
        now.addAll(entered.getOrDefault(person, Set.of()));
        now.removeAll(leftBehind.getOrDefault(person, Set.of()));
        return List.copyOf(now);
    }
}
