package dev.klatch.server.log;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Those who are shown the lines of the logs as they are written. Safe to use from any thread.
final class Followers {
    private final List<Consumer<String>> all = new CopyOnWriteArrayList<>();

    /// Shows the lines to this one from now on, until the answer is run.
    Runnable add(Consumer<String> follower) {
        all.add(follower);
        return () -> all.remove(follower);
    }

    void show(String line) {
        all.forEach(each -> each.accept(line));
    }
}
