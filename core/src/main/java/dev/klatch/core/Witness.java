package dev.klatch.core;

import java.util.List;

/// Is told what was decided once it is durable, and what was refused; for logs. Called by the
/// sequencer; must not block and must not throw.
@FunctionalInterface
public interface Witness {
    /// Somebody who looks away.
    Witness NOBODY = _ -> {};

    /// What happened in one batch, in order.
    void saw(List<Sight> sights);
}
