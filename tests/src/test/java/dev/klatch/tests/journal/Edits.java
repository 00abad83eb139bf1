package dev.klatch.tests.journal;

import dev.klatch.core.journal.StoredConversation;
import dev.klatch.core.journal.StoredMember;
import dev.klatch.core.journal.StoredMessage;
import dev.klatch.core.journal.Traits;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.PersonId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What becomes of a conversation in memory.
final class Edits {
    private Edits() {}

    static StoredConversation with(StoredConversation old, String title, Traits traits) {
        return new StoredConversation(
                old.id(),
                old.type(),
                title,
                traits,
                old.maker(),
                old.made(),
                old.head(),
                old.time(),
                old.messages(),
                old.game(),
                old.members(),
                old.banned());
    }

    static StoredConversation with(StoredConversation old, PersonId person, StoredMember member) {
        Map<PersonId, StoredMember> members = new LinkedHashMap<>(old.members());
        members.put(person, member);
        return with(old, members, old.banned());
    }

    static StoredConversation without(StoredConversation old, PersonId person) {
        Map<PersonId, StoredMember> members = new LinkedHashMap<>(old.members());
        members.remove(person);
        return with(old, members, old.banned());
    }

    static StoredConversation banning(StoredConversation old, PersonId person) {
        Set<PersonId> banned = new HashSet<>(old.banned());
        banned.add(person);
        return with(old, old.members(), banned);
    }

    static StoredConversation forgiving(StoredConversation old, PersonId person) {
        Set<PersonId> banned = new HashSet<>(old.banned());
        banned.remove(person);
        return with(old, old.members(), banned);
    }

    private static StoredConversation with(
            StoredConversation old, Map<PersonId, StoredMember> members, Set<PersonId> banned) {
        return new StoredConversation(
                old.id(),
                old.type(),
                old.title(),
                old.traits(),
                old.maker(),
                old.made(),
                old.head(),
                old.time(),
                old.messages(),
                old.game(),
                members,
                banned);
    }

    /// Nothing but the first event is left of it, if that.
    static StoredConversation wiped(StoredConversation old, long head) {
        return new StoredConversation(
                old.id(),
                old.type(),
                old.title(),
                fromTheFirst(old.traits()),
                old.maker(),
                old.made(),
                head,
                old.time(),
                0,
                0,
                firsts(old.members()),
                old.banned());
    }

    private static Traits fromTheFirst(Traits old) {
        return new Traits(
                old.access(),
                old.topic(),
                old.description(),
                old.newcomers(),
                1,
                old.announcement(),
                old.slow(),
                old.archived());
    }

    private static Map<PersonId, StoredMember> firsts(Map<PersonId, StoredMember> members) {
        Map<PersonId, StoredMember> first = new LinkedHashMap<>();
        members.forEach((person, member) ->
                first.put(person, new StoredMember(member.standing(), member.mutedUntil(), 1)));
        return first;
    }

    static StoredConversation after(StoredConversation old, Event event) {
        return new StoredConversation(
                old.id(),
                old.type(),
                old.title(),
                old.traits(),
                old.maker(),
                old.made(),
                event.seq(),
                event.time(),
                old.messages() + (event instanceof Event.Posted ? 1 : 0),
                event instanceof Event.Played ? event.seq() : old.game(),
                old.members(),
                old.banned());
    }

    /// The message as it reads after all of these.
    static StoredMessage folded(Event.Posted posted, List<Event> all) {
        StoredMessage message = StoredMessage.of(posted);
        for (Event later : all) {
            if (target(later) == posted.seq()) {
                message = message.after(later);
            }
        }
        return message;
    }

    /// The message that an event changes; 0 for none.
    static long target(Event event) {
        return switch (event) {
            case Event.Edited it -> it.target();
            case Event.Deleted it -> it.target();
            case Event.Reacted it -> it.target();
            case Event.Pinned it -> it.target();
            default -> 0;
        };
    }
}
