package dev.klatch.core;

import java.util.List;

/// Brings outcomes to the connections. Called by the sequencer after the commit; must not block.
@FunctionalInterface
public interface Delivery {
    /// Hands over the outcomes of one batch, in order.
    void publish(List<Outcome> outcomes);
}
