package dev.klatch.core.journal;

import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.SessionId;

/// A signed-in device: `made` is when it signed in and `used` when it last opened a connection,
/// both in milliseconds since 1970; `device` is what it said of itself, made harmless.
public record StoredSession(
        SessionId id, PersonId person, TokenHash token, long made, long used, String device) {}
