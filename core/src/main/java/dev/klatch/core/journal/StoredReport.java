package dev.klatch.core.journal;

import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.ReportId;

/// A message of which somebody told the moderators, as it read then, and why. `made` is when, in
/// milliseconds since 1970.
public record StoredReport(
        ReportId id,
        long made,
        PersonId reporter,
        ConversationId conversation,
        long target,
        PersonId author,
        String text,
        String reason) {}
