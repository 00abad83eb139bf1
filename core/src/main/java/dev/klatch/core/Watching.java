package dev.klatch.core;

import dev.klatch.core.conversation.Conversation;
import dev.klatch.core.presence.Presence;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tells who came, went or changed: at once if nothing was told within the last second, else all
/// together when it is over. While few are online everybody is told of everybody; while many are,
/// everybody is told how many, and the members of each small conversation of its own people.
final class Watching {
    private static final long LEAST_MILLIS = 1_000;

    private enum What {
        ARRIVED,
        DEPARTED,
        LEFT,
        CHANGED
    }

    private record Change(What what, Person person) {}

    private final Rules rules;
    private final Presence presence;
    private final Map<PersonId, Change> waiting = new LinkedHashMap<>();
    private long toldAt = Long.MIN_VALUE / 2;

    Watching(Rules rules, Presence presence) {
        this.rules = rules;
        this.presence = presence;
    }

    /// Who is online.
    Presence presence() {
        return presence;
    }

    void arrived(Batch batch, Person person) {
        note(batch, What.ARRIVED, person);
    }

    void departed(Batch batch, Person person) {
        note(batch, What.DEPARTED, person);
    }

    /// A guest has left for good.
    void left(Batch batch, Person person) {
        note(batch, What.LEFT, person);
    }

    /// Somebody who is online wants to be seen in another way.
    void changed(Batch batch, Person person) {
        note(batch, What.CHANGED, person);
    }

    private void note(Batch batch, What what, Person person) {
        Change before = waiting.remove(person.person());
        boolean neverSeen = before != null && before.what() == What.ARRIVED;
        switch (what) {
            case ARRIVED, LEFT -> waiting.put(person.person(), new Change(what, person));
            case DEPARTED -> {
                if (!neverSeen) {
                    waiting.put(person.person(), new Change(what, person));
                }
            }
            case CHANGED ->
                    waiting.put(
                            person.person(), new Change(neverSeen ? What.ARRIVED : what, person));
        }
        tick(batch);
    }

    /// Tells what waits, if it is time.
    void tick(Batch batch) {
        long now = rules.time().steadyMillis();
        if (waiting.isEmpty() || now - toldAt < LEAST_MILLIS) {
            return;
        }
        toldAt = now;
        if (presence.size() > Limits.WATCHED_PEOPLE) {
            tellFew(batch);
            tell(batch, rules.everyone(), new Notice.PresenceCount(presence.size()));
        } else {
            tell(batch, rules.everyone(), notice(List.copyOf(waiting.values())));
        }
        waiting.clear();
    }

    private void tellFew(Batch batch) {
        Map<ConversationId, List<Change>> byConversation = new LinkedHashMap<>();
        for (Change change : waiting.values()) {
            for (ConversationId id : rules.draft().conversationsOf(change.person().person())) {
                Conversation conversation = rules.conversations().find(id);
                if (conversation != null && conversation.size() <= Limits.WATCHED_PEOPLE) {
                    byConversation.computeIfAbsent(id, _ -> new ArrayList<>()).add(change);
                }
            }
        }
        byConversation.forEach((id, changes) -> tell(batch, id, notice(changes)));
    }

    private Notice notice(List<Change> changes) {
        Change only = changes.getFirst();
        if (changes.size() == 1 && only.what() != What.CHANGED) {
            Person who = only.person();
            return only.what() == What.ARRIVED
                    ? new Notice.Arrived(who.person(), who.name(), who.role())
                    : new Notice.Departed(who.person(), who.name(), only.what() == What.LEFT);
        }
        return new Notice.PresenceChanged(
                of(changes, What.ARRIVED),
                of(changes, What.DEPARTED),
                of(changes, What.LEFT),
                of(changes, What.CHANGED),
                presence.size());
    }

    private static List<Person> of(List<Change> changes, What what) {
        return changes.stream()
                .filter(change -> change.what() == what)
                .map(Change::person)
                .toList();
    }

    private static void tell(Batch batch, ConversationId conversation, Notice notice) {
        batch.tell(new Outcome.ToldConversation(conversation, notice));
    }
}
