package dev.klatch.terminal;

import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who is online, as far as it was told. Every method may be called from any thread.
final class Present {
    private final Map<PersonId, Person> online = new LinkedHashMap<>();
    private @Nullable PersonId me;
    private @Nullable Long counted;

    /// This is oneself.
    synchronized void me(PersonId person) {
        me = person;
    }

    /// Whether this is oneself.
    synchronized boolean isMe(PersonId person) {
        return person.equals(me);
    }

    /// Nothing is known any more.
    synchronized void clear() {
        online.clear();
        counted = null;
    }

    /// Takes note of who came and went.
    synchronized void note(Notice notice) {
        switch (notice) {
            case Notice.Arrived arrived ->
                    add(List.of(new Person(arrived.person(), arrived.name(), arrived.role())));
            case Notice.Departed departed -> online.remove(departed.person());
            case Notice.PresenceChanged changed -> {
                add(changed.arrived());
                add(changed.changed());
                changed.departed().forEach(person -> online.remove(person.person()));
                changed.left().forEach(person -> online.remove(person.person()));
                counted = changed.online();
            }
            case Notice.PresenceCount(long number) -> counted = number;
            default -> {}
        }
    }

    /// Takes note of people who are online.
    synchronized void add(Collection<Person> people) {
        people.forEach(person -> online.put(person.person(), person));
    }

    /// How many are online, oneself among them.
    synchronized long count() {
        return counted == null ? others().size() + 1 : counted;
    }

    /// The person of this name.
    synchronized Optional<Person> named(String name) {
        return online.values().stream()
                .filter(person -> Directory.same(person.name(), name))
                .findFirst();
    }

    /// All but oneself, by name.
    synchronized List<Person> others() {
        return online.values().stream()
                .filter(person -> !isMe(person.person()))
                .sorted(Comparator.comparing(person -> person.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /// The names of all but oneself, in order.
    List<String> names() {
        return others().stream().map(Person::name).toList();
    }

    /// Who else is online, in words.
    String here() {
        List<String> others = names();
        return others.isEmpty() ? "Nobody else is here." : "Here: " + String.join(", ", others);
    }
}
