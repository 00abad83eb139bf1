package dev.klatch.core;

import dev.klatch.protocol.Refusal;
import org.jspecify.annotations.Nullable;

/// Where requests wait for the sequencer. Safe to call from any thread; never blocks.
public interface Requests {
    /// Lets a request wait, unless too many do already.
    ///
    /// @return null if it was taken, or else what the one who asked is told: `busy`, `stopping`
    @Nullable Refusal offer(Request request);

    /// Lets a request wait that must not be lost, such as the end of a connection. There are never
    /// more of them than connections.
    void put(Request request);
}
