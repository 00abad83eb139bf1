package dev.klatch.core.journal;

import dev.klatch.protocol.Availability;
import org.jspecify.annotations.Nullable;

/// What a person says about themselves. `lastSeen` is when they were last online, in milliseconds
/// since 1970 (0: not known); with `lastSeenHidden` others are not told.
public record Profile(
        @Nullable String displayName,
        @Nullable String status,
        @Nullable Availability availability,
        boolean lastSeenHidden,
        long lastSeen) {
    /// That of somebody who said nothing yet.
    public static final Profile EMPTY = new Profile(null, null, null, false, 0);

    /// The same, last online then.
    public Profile seen(long wallMillis) {
        return new Profile(displayName, status, availability, lastSeenHidden, wallMillis);
    }
}
