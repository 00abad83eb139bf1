package dev.klatch.client;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.PresenceFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Who is online, as far as the server tells: everybody one by one up to some number of people,
/// beyond that only how many. Read anew on each connection. Belongs to the client's loop.
final class PeopleHere {
    private static final int MOST = 200;

    private final Consumer<ClientEvent> owner;
    private final Map<PersonId, Person> here = new LinkedHashMap<>();
    private @Nullable Connection connection;
    private long online;

    PeopleHere(Consumer<ClientEvent> owner) {
        this.owner = owner;
    }

    void connected(Connection open) {
        connection = open;
        here.clear();
        online = 0;
        list(open, null);
    }

    void disconnected() {
        connection = null;
    }

    private void list(Connection open, @Nullable String after) {
        open.pull(
                ref -> new PresenceFrame.ListPeople(ref, after),
                answer -> {
                    if (answer instanceof Answer.People page && open == connection) {
                        arrived(page.people());
                        if (page.after() != null && here.size() < MOST) {
                            list(open, page.after());
                        }
                    }
                });
    }

    private void arrived(List<Person> people) {
        people.forEach(person -> here.put(person.person(), person));
        online = Math.max(online, here.size());
        tell(people, List.of());
    }

    /// Whoever is known to be online, by name.
    List<Person> all() {
        List<Person> all = new ArrayList<>(here.values());
        all.sort(Comparator.comparing(Person::name, String.CASE_INSENSITIVE_ORDER));
        return List.copyOf(all);
    }

    /// How many are online.
    long online() {
        return online;
    }

    /// Somebody came, went or changed.
    void noticed(Notice notice) {
        switch (notice) {
            case Notice.Arrived(PersonId person, var name, var role) -> {
                Person known = here.get(person);
                Person now =
                        known == null
                                ? new Person(person, name, role)
                                : new Person(
                                        person,
                                        name,
                                        role,
                                        known.displayName(),
                                        known.status(),
                                        known.availability());
                online += here.put(person, now) == null ? 1 : 0;
                tell(List.of(now), List.of());
            }
            case Notice.Departed(PersonId person, var _, var _) -> departed(person);
            case Notice.PresenceChanged changed -> changed(changed);
            case Notice.PresenceCount(long count) -> {
                online = count;
                tell(List.of(), List.of());
            }
            default -> {}
        }
    }

    private void departed(PersonId person) {
        Person known = here.remove(person);
        if (known != null) {
            online--;
            tell(List.of(), List.of(known));
        }
    }

    private void changed(Notice.PresenceChanged changed) {
        List<Person> come = new ArrayList<>(changed.arrived());
        for (Person person : changed.changed()) {
            if (here.containsKey(person.person())) {
                come.add(person);
            }
        }
        List<Person> gone = new ArrayList<>(changed.departed());
        gone.addAll(changed.left());
        gone.forEach(person -> here.remove(person.person()));
        come.forEach(person -> here.put(person.person(), person));
        online = changed.online();
        tell(come, gone);
    }

    private void tell(List<Person> come, List<Person> gone) {
        owner.accept(new ClientEvent.PeopleChanged(List.copyOf(come), List.copyOf(gone), online));
    }
}
