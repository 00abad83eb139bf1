package dev.klatch.client;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.StateFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The values that the devices of a person share, as far as this one knows them. What is set here
/// holds here at once and is said to the server when there is a connection; of two devices the one
/// that the server hears last is right. Belongs to the client's loop.
final class SharedStates {
    /// What shared states tell their client.
    interface Owner {
        void shared(Answer.State state);

        void listed(Answer.Mark mark);

        void listedAll();
    }

    private final Owner owner;
    private final List<Runnable> whenSaid = new ArrayList<>();
    private final Map<String, Answer.State> states = new TreeMap<>();
    private final Map<String, String> unsaid = new LinkedHashMap<>();
    private @Nullable Connection connection;
    private long version;
    private boolean saying;

    SharedStates(Owner owner) {
        this.owner = owner;
    }

    void connected(Connection open) {
        connection = open;
        saying = false;
        list(open, version == 0 ? null : version);
        say();
    }

    void disconnected() {
        connection = null;
        allSaid();
    }

    void clear() {
        states.clear();
        unsaid.clear();
        version = 0;
    }

    private void list(Connection open, @Nullable Long after) {
        open.pull(
                ref -> new StateFrame.ListStates(ref, after),
                answer -> {
                    if (answer instanceof Answer.States page && open == connection) {
                        page.states().forEach(this::take);
                        page.marks().forEach(owner::listed);
                        if (page.after() != null) {
                            list(open, page.after());
                        } else {
                            owner.listedAll();
                        }
                    }
                });
    }

    /// The server says so. What is not said to it yet is newer.
    private void take(Answer.State state) {
        version = Math.max(version, state.version());
        if (!unsaid.containsKey(state.key())) {
            keep(state);
        }
    }

    private void keep(Answer.State state) {
        Answer.State before =
                state.value().isEmpty()
                        ? states.remove(state.key())
                        : states.put(state.key(), state);
        if (!state.value().equals(before == null ? "" : before.value())) {
            owner.shared(state);
        }
    }

    /// Another device set this.
    void noticed(Notice.StateChanged notice) {
        take(notice.state());
    }

    /// Sets a value; an empty one ends it.
    void set(String key, String value) {
        unsaid.remove(key);
        unsaid.put(key, value);
        keep(new Answer.State(key, value, version));
        say();
    }

    /// Runs this when the server has all that was set, or there is no connection any more.
    void whenSaid(Runnable then) {
        whenSaid.add(then);
        say();
    }

    private void allSaid() {
        List<Runnable> all = List.copyOf(whenSaid);
        whenSaid.clear();
        all.forEach(Runnable::run);
    }

    /// All values, by key.
    Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        states.forEach((key, state) -> all.put(key, state.value()));
        return all;
    }

    /// One at a time, so that a value that is set again meanwhile is sent once.
    private void say() {
        Connection open = connection;
        if (open == null || unsaid.isEmpty()) {
            allSaid();
            return;
        }
        if (saying) {
            return;
        }
        saying = true;
        String key = unsaid.keySet().iterator().next();
        String value = unsaid.getOrDefault(key, "");
        open.pull(
                ref -> new StateFrame.SetState(ref, key, value),
                answer -> {
                    saying = false;
                    unsaid.remove(key, value);
                    say();
                });
    }
}
