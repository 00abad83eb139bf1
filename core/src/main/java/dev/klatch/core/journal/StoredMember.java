package dev.klatch.core.journal;

import dev.klatch.protocol.Standing;

/// A member of a conversation: as what, until when they may not write (in milliseconds since 1970),
/// and the first event of theirs since they came last.
public record StoredMember(Standing standing, long mutedUntil, long from) {}
