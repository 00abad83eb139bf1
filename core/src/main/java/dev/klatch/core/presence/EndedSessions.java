package dev.klatch.core.presence;

import dev.klatch.core.journal.TokenHash;
import java.util.LinkedHashSet;

/// The sessions that ended last: a connection that was let in while its session was ending comes to
/// the rules after that end, and must not stay.
public final class EndedSessions {
    private static final int KEPT = 1_000;

    private final LinkedHashSet<TokenHash> ended = new LinkedHashSet<>();

    /// This session has ended.
    public void add(TokenHash session) {
        ended.add(session);
        if (ended.size() > KEPT) {
            ended.removeFirst();
        }
    }

    /// Whether this session is one of them.
    public boolean has(TokenHash session) {
        return ended.contains(session);
    }
}
