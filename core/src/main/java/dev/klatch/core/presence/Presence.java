package dev.klatch.core.presence;

import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Who is online. A person whose last connection was lost stays online for ten seconds, for most
/// come back within them.
public final class Presence {
    /// How long a lost person is shown as online, in milliseconds.
    public static final long GRACE_MILLIS = 10_000;

    private final NavigableMap<Long, Online> online = new TreeMap<>();
    private final Set<PersonId> listed = ConcurrentHashMap.newKeySet();
    private final Map<PersonId, Long> lost = new LinkedHashMap<>();

    private static final class Online {
        private Person person;
        private final Set<Connection> connections = new HashSet<>();

        private Online(Person person) {
            this.person = person;
        }
    }

    /// A connection is there. Returns whether the person was offline before.
    public boolean connected(Person person, Connection connection) {
        lost.remove(person.person());
        long key = person.person().value();
        boolean arrived = listed.add(person.person());
        online.computeIfAbsent(key, newcomer -> new Online(person)).connections.add(connection);
        return arrived;
    }

    /// A connection is gone. Returns whether it was the last one of this person; who lost it stays
    /// online until [#expired] or [#departed].
    public boolean disconnected(Connection connection, long steadyMillis) {
        Online here = online.get(connection.person().value());
        if (here == null || !here.connections.remove(connection) || !here.connections.isEmpty()) {
            return false;
        }
        lost.put(connection.person(), steadyMillis + GRACE_MILLIS);
        return true;
    }

    /// Takes this person off the list. Returns them if they were on it.
    public @Nullable Person departed(PersonId person) {
        lost.remove(person);
        listed.remove(person);
        Online gone = online.remove(person.value());
        return gone == null ? null : gone.person;
    }

    /// Takes those off the list who were lost for the whole grace time, and returns them.
    public List<Person> expired(long steadyMillis) {
        List<Person> gone = new ArrayList<>();
        Iterator<Map.Entry<PersonId, Long>> entries = lost.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<PersonId, Long> entry = entries.next();
            if (entry.getValue() > steadyMillis) {
                break;
            }
            entries.remove();
            listed.remove(entry.getKey());
            Online expired = online.remove(entry.getKey().value());
            if (expired != null) {
                gone.add(expired.person);
            }
        }
        return gone;
    }

    /// This person is seen otherwise from now on.
    public void changed(Person person) {
        Online here = online.get(person.person().value());
        if (here != null) {
            here.person = person;
        }
    }

    /// The people online who have at least this role.
    public List<Person> inRole(Role least) {
        return online.values().stream()
                .map(one -> one.person)
                .filter(person -> person.role().isAtLeast(least))
                .toList();
    }

    /// Up to `count` people online whose ids are greater than `after`, by id.
    public List<Person> page(long after, int count) {
        return online.tailMap(after, false).values().stream()
                .limit(count)
                .map(one -> one.person)
                .toList();
    }

    /// Whether this person is on the list. Safe to call from any thread.
    public boolean isOnline(PersonId person) {
        return listed.contains(person);
    }

    /// Whether this person has a connection now.
    public boolean isConnected(PersonId person) {
        return online.containsKey(person.value()) && !lost.containsKey(person);
    }

    /// Whether this connection is there.
    public boolean has(Connection connection) {
        Online here = online.get(connection.person().value());
        return here != null && here.connections.contains(connection);
    }

    /// How many people have a connection now.
    public int connected() {
        return online.size() - lost.size();
    }

    /// How many people are on the list.
    public int size() {
        return online.size();
    }
}
