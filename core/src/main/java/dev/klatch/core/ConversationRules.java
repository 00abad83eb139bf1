package dev.klatch.core;

import dev.klatch.core.Rules.Sent;
import dev.klatch.core.conversation.Conversation;
import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.Draft;
import dev.klatch.core.journal.StoredConversation;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.Traits;
import dev.klatch.core.permission.Verb;
import dev.klatch.core.person.NameRules;
import dev.klatch.core.presence.Presence;
import dev.klatch.protocol.Access;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Command;
import dev.klatch.protocol.ConversationFrame.ChangeConversation;
import dev.klatch.protocol.ConversationFrame.CreateGroup;
import dev.klatch.protocol.ConversationFrame.CreateRoom;
import dev.klatch.protocol.ConversationFrame.OpenDirect;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Newcomers;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// How conversations are made and changed.
final class ConversationRules {
    private final Rules rules;
    private final Happenings happenings;
    private final Presence presence;
    private final Membership membership;
    private final Crowding crowding;

    ConversationRules(
            Rules rules,
            Happenings happenings,
            Presence presence,
            Membership membership,
            Crowding crowding) {
        this.rules = rules;
        this.happenings = happenings;
        this.presence = presence;
        this.membership = membership;
        this.crowding = crowding;
    }

    void createRoom(Batch batch, Sent sent, CreateRoom command) {
        String title = NameRules.clean(command.name());
        if (title == null || NameRules.isReserved(title)) {
            happenings.refuseField(batch, sent, command, Refusal.NAME_INVALID, "name");
            return;
        }
        if (isTaken(batch, sent, command, title, null)) {
            return;
        }
        Access access = orElse(command.access(), Access.PUBLIC);
        Traits traits =
                new Traits(
                        access,
                        orElse(command.topic(), ""),
                        orElse(command.description(), ""),
                        orElse(command.newcomers(), Newcomers.ALL),
                        1,
                        orElse(command.announcement(), false),
                        0,
                        false);
        Conversation room =
                make(
                        batch,
                        sent,
                        ConversationType.ROOM,
                        new Named(title, NameRules.key(title), traits));
        begin(batch, sent, command, room, List.of());
        if (access == Access.PUBLIC) {
            batch.tell(
                    new Outcome.ToldConversation(
                            rules.everyone(), new Notice.RoomMade(room.id(), title)));
        }
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    /// Whether somebody or something other than `own` has this name; if so, the sender is told.
    private boolean isTaken(
            Batch batch, Sent sent, Command command, String title, @Nullable ConversationId own) {
        Predicate<String> taken = key -> isTaken(key, own);
        if (taken.test(NameRules.key(title)) || rules.looksLikeOne(title, taken)) {
            String words = "The name " + title + " is in use. Choose another.";
            happenings.refuse(batch, sent, command, Refusal.NAME_TAKEN, words);
            return true;
        }
        return false;
    }

    private boolean isTaken(String key, @Nullable ConversationId own) {
        StoredPerson namesake = rules.draft().personNamed(key);
        boolean person = namesake != null && (namesake.hasAccount() || !namesake.closed());
        StoredConversation other = rules.draft().conversationKeyed(key);
        return person || (other != null && !other.id().equals(own));
    }

    void createGroup(Batch batch, Sent sent, CreateGroup command) {
        String title = NameRules.clean(command.name());
        if (title == null || NameRules.isWordOfKlatch(title)) {
            happenings.refuseField(batch, sent, command, Refusal.NAME_INVALID, "name");
            return;
        }
        List<StoredPerson> others = others(batch, sent, command);
        if (others == null
                || isTaken(batch, sent, command, title, null)
                || !crowding.mayApproach(batch, sent, command, others)) {
            return;
        }
        Conversation group =
                make(
                        batch,
                        sent,
                        ConversationType.GROUP,
                        new Named(title, NameRules.key(title), Traits.PRIVATE));
        begin(batch, sent, command, group, others);
    }

    /// The people named for a group, each once and without the one who makes it; null if that is no
    /// group, which the sender is told then.
    private @Nullable List<StoredPerson> others(Batch batch, Sent sent, CreateGroup command) {
        Map<PersonId, StoredPerson> others = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String name : command.people()) {
            StoredPerson person = rules.personCalled(name);
            if (person == null || person.closed() || person.role() == Role.SERVER) {
                unknown.add(name.strip());
            } else if (!person.id().equals(sent.author().id())) {
                others.put(person.id(), person);
            }
        }
        if (!unknown.isEmpty()) {
            String words = "Nobody here is called " + String.join(", ", unknown) + ".";
            Refused no =
                    Refused.of(command.ref(), Refusal.UNKNOWN_PERSON, words).about("people", null);
            happenings.tellNo(batch, sent.from(), command, no);
            return null;
        }
        if (others.size() < 2) {
            String words =
                    others.isEmpty()
                            ? Refusal.TOO_FEW.message()
                            : "A group needs at least three people, you included. Write to "
                                    + others.values().iterator().next().name()
                                    + " privately instead.";
            Refused no = Refused.of(command.ref(), Refusal.TOO_FEW, words).about("people", 2L);
            happenings.tellNo(batch, sent.from(), command, no);
            return null;
        }
        return List.copyOf(others.values());
    }

    void openDirect(Batch batch, Sent sent, OpenDirect command) {
        StoredPerson author = sent.author();
        StoredPerson other =
                command.person() == null
                        ? rules.personCalled(Objects.requireNonNull(command.name()))
                        : rules.draft().person(command.person());
        if (other == null) {
            happenings.refuse(batch, sent, command, Refusal.UNKNOWN_PERSON);
        } else if (other.id().equals(author.id())) {
            happenings.refuse(batch, sent, command, Refusal.YOURSELF);
        } else if (other.role() == Role.SERVER) {
            happenings.refuse(batch, sent, command, Refusal.NOT_ALLOWED, Rules.SERVER_WORDS);
        } else if (other.closed()) {
            happenings.refuse(batch, sent, command, Refusal.GUEST_LEFT, Rules.goneWords(other));
        } else {
            openWith(batch, sent, command, other);
        }
    }

    private void openWith(Batch batch, Sent sent, OpenDirect command, StoredPerson other) {
        PersonId author = sent.author().id();
        String key = Draft.directKey(author, other.id());
        StoredConversation known = rules.draft().conversationKeyed(key);
        if (known == null) {
            if (rules.blocks(other.id(), author)) {
                happenings.refuse(batch, sent, command, Refusal.BLOCKED);
                return;
            }
            if (!crowding.mayApproach(batch, sent, command, List.of(other))) {
                return;
            }
            Named named = new Named("", key, Traits.PRIVATE);
            Conversation direct = make(batch, sent, ConversationType.DIRECT, named);
            begin(batch, sent, command, direct, List.of(other));
            return;
        }
        Conversation direct = Objects.requireNonNull(rules.conversations().find(known.id()));
        batch.tell(new Outcome.Told(sent.from(), membership.entered(direct, author)));
        List<Person> away = presence.isOnline(other.id()) ? null : List.of(other.seen());
        batch.tell(
                new Outcome.Told(
                        sent.from(),
                        new Answer.Accepted(
                                command.ref(),
                                command.cid(),
                                direct.id(),
                                1,
                                direct.made(),
                                away)));
    }

    /// What a new conversation is called, how that is compared, and what is set about it.
    private record Named(String title, String key, Traits traits) {}

    private Conversation make(Batch batch, Sent sent, ConversationType type, Named named) {
        ConversationId id = new ConversationId(rules.freshId());
        Change.AddConversation made =
                new Change.AddConversation(
                        id,
                        type,
                        named.title(),
                        named.key(),
                        named.traits(),
                        sent.author().id(),
                        rules.eventMillis());
        batch.keep(made);
        return rules.conversations().add(StoredConversation.made(made));
    }

    /// The first event of a conversation, whose maker is its owner, with these others.
    private void begin(
            Batch batch, Sent sent, Command command, Conversation made, List<StoredPerson> others) {
        StoredPerson author = sent.author();
        boolean direct = made.type() == ConversationType.DIRECT;
        Standing standing = direct ? Standing.MEMBER : Standing.OWNER;
        membership.begin(batch, made, author, standing, others);
        List<Person> people = new ArrayList<>();
        people.add(author.seen());
        others.forEach(other -> people.add(other.seen()));
        Event.Created created =
                new Event.Created(
                        made.id(),
                        made.next(made.made()),
                        made.made(),
                        author.id(),
                        author.name(),
                        command.cid(),
                        made.type(),
                        made.title(),
                        made.type() == ConversationType.GROUP ? people : null);
        List<Person> away =
                others.stream()
                        .filter(other -> !presence.isOnline(other.id()))
                        .map(StoredPerson::seen)
                        .toList();
        happenings.accept(batch, sent, command, created, away);
    }

    void change(Batch batch, Sent sent, ChangeConversation change) {
        Conversation conversation =
                happenings.find(batch, sent, change, Verb.READ, change.conversation());
        if (conversation == null || !mayChange(batch, sent, change, conversation)) {
            return;
        }
        String title = conversation.title();
        if (change.title() != null) {
            String clean = NameRules.clean(change.title());
            boolean group = conversation.type() == ConversationType.GROUP;
            if (clean == null
                    || (group ? NameRules.isWordOfKlatch(clean) : NameRules.isReserved(clean))) {
                happenings.refuseField(batch, sent, change, Refusal.NAME_INVALID, "title");
                return;
            }
            if (isTaken(batch, sent, change, clean, conversation.id())) {
                return;
            }
            title = clean;
        }
        apply(batch, sent, change, conversation, title);
    }

    private boolean mayChange(
            Batch batch, Sent sent, ChangeConversation change, Conversation conversation) {
        Map<Verb, Boolean> asked = new LinkedHashMap<>();
        asked.put(Verb.RENAME, change.title() != null);
        asked.put(Verb.SET_TOPIC, change.topic() != null || change.description() != null);
        asked.put(
                Verb.SLOW_OR_ANNOUNCE,
                change.announcement() != null || change.slowSeconds() != null);
        asked.put(Verb.SET_NEWCOMERS, change.newcomers() != null);
        asked.put(Verb.SET_ACCESS, change.access() != null);
        asked.put(Verb.ARCHIVE, change.archived() != null);
        return asked.entrySet().stream()
                .filter(Map.Entry::getValue)
                .allMatch(verb ->
                        happenings.allowed(batch, sent, change, verb.getKey(), conversation));
    }

    private void apply(
            Batch batch,
            Sent sent,
            ChangeConversation change,
            Conversation conversation,
            String title) {
        long time = rules.eventMillis();
        long seq = conversation.next(time);
        Traits traits = changed(conversation.traits(), change, seq);
        String key =
                change.title() == null
                        ? Objects.requireNonNull(rules.draft().keyOf(conversation.id()))
                        : NameRules.key(title);
        batch.keep(new Change.SetConversation(conversation.id(), title, key, traits));
        conversation.set(title, traits);
        happenings.accept(
                batch,
                sent,
                change,
                new Event.Changed(
                        conversation.id(),
                        seq,
                        time,
                        sent.author().id(),
                        sent.author().name(),
                        change.cid(),
                        change.title() == null ? null : title,
                        change.topic(),
                        change.description(),
                        change.access(),
                        change.newcomers(),
                        change.announcement(),
                        change.slowSeconds(),
                        change.archived()));
    }

    /// What was written under a stricter rule does not open up: the floor moves to the moment of
    /// the change.
    private static Traits changed(Traits old, ChangeConversation change, long seq) {
        Access access = orElse(change.access(), old.access());
        Newcomers newcomers = orElse(change.newcomers(), old.newcomers());
        boolean opens = old.access() != Access.PUBLIC && access == Access.PUBLIC;
        boolean tells = old.newcomers() != Newcomers.ALL && newcomers == Newcomers.ALL;
        return new Traits(
                access,
                orElse(change.topic(), old.topic()),
                orElse(change.description(), old.description()),
                newcomers,
                opens || tells ? seq : old.floor(),
                orElse(change.announcement(), old.announcement()),
                orElse(change.slowSeconds(), old.slow()),
                orElse(change.archived(), old.archived()));
    }
}
