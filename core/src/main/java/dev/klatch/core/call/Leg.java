package dev.klatch.core.call;

import dev.klatch.core.presence.Connection;
import dev.klatch.protocol.LegId;
import dev.klatch.protocol.PersonId;

/// A device in a call, and over which connection it is reached. `awayUntil` is 0, or until when a
/// lost connection is waited for, by the steady clock.
public record Leg(
        LegId id,
        PersonId person,
        Connection connection,
        boolean muted,
        boolean camera,
        boolean screen,
        long awayUntil) {
    /// Whether its connection is lost.
    public boolean isAway() {
        return awayUntil > 0;
    }

    /// Whether it is seen: by a camera or on a shared screen.
    public boolean isSeen() {
        return camera || screen;
    }

    Leg away(long until) {
        return new Leg(id, person, connection, muted, camera, screen, until);
    }
}
