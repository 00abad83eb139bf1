package dev.klatch.server.net;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// A connection that was let in, and from where it is counted: first its peer, and once a proxy
/// said for whom it asks, that one. Belongs to the connection's event loop.
final class Admitted {
    private final Admission admission;
    private InetAddress from;

    private Admitted(Admission admission, InetAddress from) {
        this.admission = admission;
        this.from = from;
    }

    /// Counts a connection of this peer; null if there are too many.
    static @Nullable Admitted enter(Admission admission, InetAddress peer) {
        return admission.enter(peer) ? new Admitted(admission, peer) : null;
    }

    /// From now on it counts as one from there. False if there are too many; then nothing changes.
    boolean comesFrom(InetAddress address) {
        boolean moved = address.equals(from) || admission.move(from, address);
        if (moved) {
            from = address;
        }
        return moved;
    }

    /// The connection is gone.
    void leave() {
        admission.leave(from);
    }
}
