package dev.klatch.core;

import dev.klatch.core.call.CallTimes;
import dev.klatch.core.journal.Entrance;

/// What the rules know of the server they run in: its name and version as a client is shown them,
/// its store's epoch, how long, in milliseconds, an absent guest keeps the name, how many members a
/// room has at most, whether private conversations are taken down, which their people are told, how
/// people come in, how much may be uploaded, and how long things of calls last.
public record ServerFacts(
        String name,
        String version,
        String epoch,
        long guestGraceMillis,
        int roomMembers,
        boolean recorded,
        Entrance entrance,
        FileLimits files,
        CallTimes calls) {}
