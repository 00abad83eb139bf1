package dev.klatch.server.file;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Contents that must not be swept: those that are being finished, and those that were since the
/// sweep began. A content is on the disk before a file is written down for it, and in between
/// nothing else says that it is wanted. Safe to use from any thread.
public final class Pins {
    private final Map<String, Integer> pinned = new HashMap<>();
    private final Set<String> sinceSweep = new HashSet<>();

    /// What takes a content away.
    @FunctionalInterface
    interface Removal {
        void run() throws IOException;
    }

    synchronized void pin(String content) {
        pinned.merge(content, 1, Integer::sum);
        sinceSweep.add(content);
    }

    synchronized void unpin(String content) {
        pinned.computeIfPresent(content, (same, times) -> times == 1 ? null : times - 1);
    }

    /// A sweep begins, before it asks what is written down.
    synchronized void beginSweep() {
        sinceSweep.clear();
        sinceSweep.addAll(pinned.keySet());
    }

    /// Removes a content for which nothing is written down, unless it was pinned since then; while
    /// it is removed none can be.
    synchronized void remove(String content, Removal removal) throws IOException {
        if (!sinceSweep.contains(content)) {
            removal.run();
        }
    }
}
